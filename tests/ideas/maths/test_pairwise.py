"""Bradley–Terry as published, and pairs that are drawn fairly and again."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideas.maths.pairing import Standing, catch_up_weight, drawn_number, next_pair
from ideas.maths.pairwise import NoEstimate, games, games_of_matrix, shown_score, strengths

STIGLER = [[0, 730, 498, 221], [33, 0, 68, 17], [320, 813, 0, 142], [284, 276, 325, 0]]
LEAGUE = [
    [0, 1, 7, 4, 2, 3, 1],
    [12, 0, 7, 2, 6, 7, 6],
    [6, 6, 0, 4, 4, 6, 5],
    [9, 11, 9, 0, 6, 5, 7],
    [11, 7, 9, 7, 0, 7, 9],
    [10, 6, 7, 8, 6, 0, 6],
    [12, 7, 8, 6, 4, 7, 0],
]


def test_stiglers_citations() -> None:
    found = strengths(games_of_matrix(STIGLER), alpha=0)
    assert found.log_strength == pytest.approx([0, -2.94907, -0.47957, 0.26895], abs=5e-6)
    assert found.errors() == pytest.approx([0, 0.10255, 0.06059, 0.07083], abs=5e-6)


def test_agrestis_league() -> None:
    found = strengths(games_of_matrix(LEAGUE), alpha=0)
    assert found.log_strength == pytest.approx([0, 1.11, 0.68, 1.44, 1.58, 1.25, 1.29], abs=5e-3)
    assert found.errors()[1:] == pytest.approx([0.3] * 6, abs=0.05)


@pytest.mark.parametrize(("won", "lost", "strength"), [(3, 1, 0.474443), (5, 0, 1.378102), (0, 0, 0)])
def test_with_the_prior_any_data_have_an_answer(won: int, lost: int, strength: float) -> None:
    found = strengths(games_of_matrix([[0, won], [lost, 0]]))
    assert found.log_strength == pytest.approx([strength, -strength], abs=5e-7)


def test_without_the_prior_some_have_none() -> None:
    for table in ([[0, 5], [0, 0]], [[0, 1, 0], [1, 0, 0], [0, 0, 0]]):
        with pytest.raises(NoEstimate, match="a prior is needed"):
            strengths(games_of_matrix(table), alpha=0)


@pytest.mark.parametrize(("won", "lost", "score"), [(0, 0, 50), (1, 0, 66.67), (9, 1, 83.33)])
def test_the_shown_score(won: int, lost: int, score: float) -> None:
    assert shown_score(won, lost) == pytest.approx(score, abs=5e-3)


def test_undecided_is_half_a_win_each() -> None:
    halves = games(2, [0], [1], [(0, 1), (1, 0)])
    assert (halves.wins.tolist(), halves.comparisons.tolist()) == ([2, 1], [3, 3])


@pytest.mark.parametrize(("winner", "loser"), [(0, 0), (0, 5), (-1, 0)])
def test_a_comparison_that_cannot_be_is_refused(winner: int, loser: int) -> None:
    with pytest.raises(ValueError, match=r"compared with itself|unknown item"):
        games(2, [winner], [loser])


def test_nobody_compared_nothing() -> None:
    assert strengths(games(0, [], [])).log_strength.tolist() == []
    lonely = strengths(games(3, [], []))
    assert lonely.log_strength.tolist() == [0, 0, 0]
    assert lonely.errors() == pytest.approx([2, 2, 2])


TABLES = st.integers(2, 6).flatmap(
    lambda n: st.lists(st.lists(st.integers(0, 6), min_size=n, max_size=n), min_size=n, max_size=n)
)


@given(TABLES, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_renaming_items_renames_strengths(table: list[list[int]], dice) -> None:  # type: ignore[no-untyped-def]
    wins = np.array(table)
    np.fill_diagonal(wins, 0)
    order = list(range(len(wins)))
    dice.shuffle(order)
    plain = strengths(games_of_matrix(wins)).log_strength
    renamed = strengths(games_of_matrix(wins[np.ix_(order, order)])).log_strength
    assert renamed == pytest.approx(plain[order], abs=1e-6)
    turned = strengths(games_of_matrix(wins.T)).log_strength
    assert turned == pytest.approx(-plain, abs=1e-6)


@given(TABLES)
@settings(deadline=None)
def test_the_mm_iteration_stays_where_the_fit_ends(table: list[list[int]]) -> None:
    """The answer is the fixed point that Hunter's iteration converges to."""
    wins = np.array(table, float)
    np.fill_diagonal(wins, 0)
    found = np.exp(strengths(games_of_matrix(wins)).log_strength)
    met = (wins + wins.T) / (found[:, None] + found[None, :])
    again = (wins.sum(axis=1) + 0.5) / (met.sum(axis=1) + 1 / (found + 1))
    assert again == pytest.approx(found, rel=1e-6)


@given(TABLES, st.data())
@settings(deadline=None)
def test_one_more_win_never_harms(table: list[list[int]], data: st.DataObject) -> None:
    wins = np.array(table)
    np.fill_diagonal(wins, 0)
    i, j = data.draw(st.permutations(range(len(wins))))[:2]
    before = strengths(games_of_matrix(wins)).log_strength[i]
    wins[i, j] += 1
    assert strengths(games_of_matrix(wins)).log_strength[i] > before - 1e-9


def drawn_games(items: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(5)
    truth = dice.normal(0, 1, items)
    one = dice.integers(0, items, count)
    other = (one + dice.integers(1, items, count)) % items
    is_first = dice.random(count) < 1 / (1 + np.exp(truth[other] - truth[one]))
    return np.where(is_first, one, other), np.where(is_first, other, one)


def test_forty_thousand_comparisons_of_two_thousand_all_get_an_error() -> None:
    winners, losers = drawn_games(2_000, 40_000)
    errors = strengths(games(2_000, winners, losers)).errors()
    assert len(errors) == 2_000
    assert np.isfinite(errors).all()
    assert (errors > 0).all()


def test_catch_up_weighs_the_first_twenty_alike() -> None:
    assert [catch_up_weight(n) for n in (0, 19, 39)] == pytest.approx([0.05, 0.05, 0.025])


def played_through(items: int, turns: int, *, compared: int = 0) -> list[Standing]:
    """Let one keyed draw after another happen, everybody new at each turn."""
    table = [Standing(compared, 0, 0, -n / 5, 0.1) for n in range(items)]
    for turn in range(turns):
        pair = next_pair(table, secret="s", draw=f"7|{turn}|0")
        assert pair is not None
        left, right = table[pair.left], table[pair.right]
        table[pair.left] = replace(left, comparisons=left.comparisons + 1, on_the_left=left.on_the_left + 1)
        table[pair.right] = replace(
            right, comparisons=right.comparisons + 1, on_the_right=right.on_the_right + 1
        )
    return table


def test_sides_are_even_and_everybody_is_compared() -> None:
    table = played_through(12, 600)
    for item in table:
        assert abs(item.on_the_left - item.on_the_right) <= 0.1 * item.comparisons
    assert min(item.comparisons for item in table) >= 10


def test_a_late_idea_catches_up() -> None:
    table = [Standing(200, 100, 100)] * 9 + [Standing(0, 0, 0)]
    met = [next_pair(table, secret="s", draw=f"7|{turn}|0") for turn in range(200)]
    assert sum(9 in (pair.left, pair.right) for pair in met if pair) > 150


def test_then_the_top_quarter_is_in_focus() -> None:
    table = [Standing(40, 20, 20, -n / 5, 0.1) for n in range(20)]
    pairs = [next_pair(table, secret="s", draw=f"7|{turn}|0") for turn in range(50)]
    assert all(pair and pair.policy == "focus" and max(pair.left, pair.right) < 5 for pair in pairs)


def test_the_same_draw_gives_the_same_pair_and_no_pair_comes_twice() -> None:
    table = [Standing(0, 0, 0)] * 4
    seen: set[frozenset[int]] = set()
    while pair := next_pair(table, secret="s", draw=f"7|42|{len(seen)}", seen=seen):
        assert pair == next_pair(table, secret="s", draw=f"7|42|{len(seen)}", seen=seen)
        assert frozenset({pair.left, pair.right}) not in seen
        seen.add(frozenset({pair.left, pair.right}))
    assert len(seen) == 6
    assert drawn_number("s", 1) != drawn_number("t", 1)
