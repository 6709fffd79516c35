"""Ideas that still wait count: leaving them out would make a slow sponsor look quick."""

from ideas.maths.waiting import waits


def test_all_done_gives_plain_quantiles() -> None:
    found = waits(range(1, 21), [True] * 20)
    assert (found.median, found.p85, found.p90, found.still_waiting) == (10, 17, 18, 0)


def test_those_who_wait_push_the_quantiles_out() -> None:
    done = waits([2, 4, 6, 8], [True] * 4)
    some = waits([2, 4, 6, 8, 30, 30, 30], [True] * 4 + [False] * 3)
    assert (done.median, some.median) == (4, 8)
    assert (some.p90, some.still_waiting, some.total) == (None, 3, 7)


def test_nobody_waits() -> None:
    assert waits([], []).median is None
