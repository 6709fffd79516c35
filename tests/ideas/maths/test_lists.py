"""Orders in which being early is no merit, and the check that refuses a ranking in which it was."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths import board_simulation, lists
from ideas.maths.board_simulation import POLICIES, Finding


def test_the_shuffled_order_has_its_known_answer() -> None:
    keys = {idea: lists.shuffle_key("test-secret", 7, 42, 0, idea) for idea in range(5)}
    assert sorted(keys, key=keys.__getitem__) == [3, 2, 0, 1, 4]


def test_the_shuffled_order_is_fair_over_viewers() -> None:
    ranks = [0] * 25
    for viewer in range(4000):
        order = sorted(range(25), key=lambda idea: lists.shuffle_key("k", 7, viewer, 0, idea))
        for rank, idea in enumerate(order, 1):
            ranks[idea] += rank
    means = [total / 4000 for total in ranks]
    assert (round(min(means), 3), round(max(means), 3)) == (12.785, 13.252)
    assert all(abs(mean - 13) < 0.342 for mean in means)


def test_the_mixed_list_takes_turns_and_holds_each_idea_once() -> None:
    assert lists.mixed([1, 2, 3], [3, 2, 1]) == [3, 1, 2]
    assert lists.mixed_by([0.9, 0.5, 0.1, 0.7], [30, 20, 2, 9]) == [2, 0, 3, 1]
    assert lists.mixed_by([], []) == []


def test_the_well_shown_wait_while_others_were_hardly_shown() -> None:
    scores = [0.9, 0.5, 0.1, 0.2]
    assert lists.mixed_by(scores, [46, 20, 2, 9]) == [2, 1, 3, 0]
    assert lists.mixed_by(scores, [46, 20, 6, 9])[:2] == [2, 0]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 100)), max_size=30))
def test_the_mixed_list_is_a_whole_order(rows: list[tuple[float, float]]) -> None:
    order = lists.mixed_by([score for score, _e in rows], [shown for _s, shown in rows])
    assert sorted(order) == list(range(len(rows)))
    if rows:
        assert rows[order[0]][1] == min(shown for _score, shown in rows)


def test_every_idea_is_shown_a_little_before_any_is_shown_a_lot() -> None:
    """With a favourite that everybody supports, and places that are seen as 1/place."""
    count, seen = 60, 1 / np.arange(1, 61)
    exposures, scores = np.zeros(count), np.linspace(0.1, 0.9, count)
    while exposures.min() < 5:
        exposures[lists.mixed_by(scores, exposures)] += seen
        assert exposures.max() < 50
    assert exposures.min() >= 5


def test_a_ranking_that_age_explains_is_refused() -> None:
    births = np.arange(40)
    early = lists.fairness(40 - births, births, np.ones(40))
    assert early.age_correlation == pytest.approx(-1)
    assert not early.may_be_published
    fair = lists.fairness(np.tile([1, 2, 2, 1], 10), births, np.arange(40))
    assert fair.age_correlation == pytest.approx(0, abs=1e-9)
    assert fair.may_be_published


def test_equal_exposure_has_no_gini() -> None:
    assert lists.gini([3, 3, 3]) == pytest.approx(0)
    assert lists.gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert (lists.gini([0, 0]), lists.gini([])) == (0, 0)
    assert lists.fairness([], [], []).may_be_published


RUNS = range(5)


@pytest.fixture(scope="module")
def boards() -> dict[str, dict[str, Finding]]:
    names = ("by votes", "random A1", "mixed A3")
    return {name: means([board_simulation.run(POLICIES[name], seed=seed) for seed in RUNS]) for name in names}


def means(runs: list[dict[str, Finding]]) -> dict[str, Finding]:
    def mean(score: str, what: str) -> Any:
        return np.mean([getattr(run[score], what) for run in runs])

    return {
        score: Finding(mean(score, "tau"), mean(score, "recall"), mean(score, "age"))
        for score in ("raw", "A2")
    }


@pytest.mark.parametrize("policy", ["random A1", "mixed A3"])
def test_our_lists_find_quality_whatever_its_age(boards: dict[str, Any], policy: str) -> None:
    found = boards[policy]["A2"]
    assert found.tau >= 0.6
    assert abs(found.age) <= 0.15
    assert found.tau > boards["by votes"]["A2"].tau > boards["by votes"]["raw"].tau


def test_votes_alone_reward_the_early(boards: dict[str, Any]) -> None:
    for policy in ("by votes", "random A1"):
        assert boards[policy]["raw"].age < -0.15


def test_a_herd_changes_little() -> None:
    runs = [board_simulation.run(POLICIES["random A1"], seed=seed, herding=0.32) for seed in RUNS]
    calm = [board_simulation.run(POLICIES["random A1"], seed=seed) for seed in RUNS]
    assert means(runs)["A2"].tau == pytest.approx(means(calm)["A2"].tau, abs=0.05)
