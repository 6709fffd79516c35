"""The figures of ideas against their published and recomputed answers."""

import pytest

from ideas import scoring


def test_the_shuffled_order_has_its_known_answer() -> None:
    keys = {idea: scoring.shuffle_key("test-secret", 7, 42, 0, idea) for idea in range(5)}
    assert sorted(keys, key=lambda idea: keys[idea]) == [3, 2, 0, 1, 4]


def test_the_shuffled_order_is_fair_over_viewers() -> None:
    ranks = [0] * 25
    for viewer in range(4000):
        order = sorted(range(25), key=lambda idea: scoring.shuffle_key("k", 7, viewer, 0, idea))
        for rank, idea in enumerate(order, 1):
            ranks[idea] += rank
    means = [total / 4000 for total in ranks]
    assert (round(min(means), 3), round(max(means), 3)) == (12.785, 13.252)


@pytest.mark.parametrize(
    ("supports", "shown", "score", "bound"),
    [
        (0, 0, 0.157895, 0.018518),
        (10, 100, 0.105023, 0.059774),
        (3, 10, 0.230769, 0.085259),
        (30, 100, None, 0.208865),
    ],
)
def test_appeal_normalised_by_exposure(
    supports: int, shown: float, score: float | None, bound: float
) -> None:
    assert score is None or scoring.appeal(supports, shown) == pytest.approx(score, abs=1e-6)
    assert scoring.cautious_appeal(supports, shown) == pytest.approx(bound, abs=1e-6)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_in_newcombe(successes: int, trials: int, low: float, high: float) -> None:
    assert scoring.wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


def test_wilson_orders_as_in_miller() -> None:
    assert scoring.wilson(600, 1000)[0] > scoring.wilson(5500, 10000)[0]
    assert scoring.wilson(100, 101)[0] > scoring.wilson(2, 2)[0]


def test_breadth_of_support() -> None:
    assert scoring.effective_units([1, 2, 3, 4]) == 4
    assert scoring.effective_units([1] * 97 + [2, 3, 4]) == pytest.approx(1.0625, abs=1e-3)
    assert scoring.effective_units([]) == 0


def test_the_mixed_list_holds_each_idea_once() -> None:
    assert scoring.mixed([1, 2, 3], [3, 2, 1]) == [3, 1, 2]
