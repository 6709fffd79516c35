"""Ties, openness and exchange: by hand, with networkx as witness, and a real institution's known answers."""

import math

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.maths.arrays import IntArray
from analytics.maths.exchange import department_matrix, modularity
from analytics.maths.network import (
    Ties,
    key_player_index,
    key_player_interval,
    network_intervals,
    ties_from_edges,
)
from analytics.maths.openness import chance_internal, openness
from tests.analytics.maths.real import real_table

EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), min_size=1, max_size=60)


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def ties_of(edges: list[tuple[int, int]], people: int = 12) -> Ties:
    return ties_from_edges([a for a, _ in edges], [b for _, b in edges], people=people)


@pytest.fixture(scope="module")
def institution() -> tuple[Ties, IntArray]:
    edges = real_table("email-eu-core.txt")
    rows = real_table("email-eu-core-departments.txt")
    departments = np.empty(len(rows), np.int64)
    departments[rows[:, 0]] = rows[:, 1]
    return ties_from_edges(edges[:, 0], edges[:, 1], people=len(rows)), departments


def test_the_institutions_ties_are_known(institution: tuple[Ties, IntArray]) -> None:
    ties, departments = institution
    assert (ties.people, len(set(departments.tolist()))) == (1_005, 42)
    assert (ties.self_loops, ties.edges, ties.count, ties.two_way_count) == (642, 24_929, 16_064, 8_865)
    assert ties.two_way_share == pytest.approx(0.5519, abs=5e-5)


def test_the_institutions_openness_is_known(institution: tuple[Ties, IntArray]) -> None:
    company = openness(*institution, rng=rng()).company
    assert (company.external, company.internal) == (5_613, 3_252)
    assert company.index == pytest.approx(0.266328, abs=5e-7)
    assert company.chance_internal == pytest.approx(0.046667, abs=5e-7)
    assert company.expected == pytest.approx(0.906666, abs=5e-7)
    assert company.excess == pytest.approx(-0.640338, abs=5e-7)
    assert company.permutation_mean == pytest.approx(0.907, abs=0.001)
    assert company.permutation_sd == pytest.approx(0.0069, abs=0.0005)
    assert company.z < -80
    every_tie = openness(*institution, rng=rng(), permutations=2, two_way=False).company
    assert every_tie.index == pytest.approx(0.328561, abs=5e-7)


def test_the_institutions_modularity_is_known(institution: tuple[Ties, IntArray]) -> None:
    assert modularity(*institution) == pytest.approx(0.318553, abs=5e-7)


def test_the_institutions_ratios_lie_in_their_intervals(institution: tuple[Ties, IntArray]) -> None:
    ties, departments = institution
    found = network_intervals(ties, departments, rng=rng(), rounds=200)
    assert 0.5519 in found.two_way_share
    assert 0.2663 in found.ei_index
    assert key_player_index(ties) in key_player_interval(ties, rng=rng())


def test_a_tie_of_mere_reactions_is_not_two_way() -> None:
    source, target = [0, 1, 2, 3, 4, 4], [1, 0, 3, 2, 5, 5]
    is_reaction = [True, True, True, False, False, False]
    ties = ties_from_edges(source, target, people=6, is_reaction=is_reaction, weight=[1, 1, 1, 3, 2, 2])
    assert list(zip(ties.low.tolist(), ties.high.tolist(), strict=True)) == [(0, 1), (2, 3), (4, 5)]
    assert ties.two_way.tolist() == [False, True, False]
    assert ties.strength.tolist() == [2, 4, 4]
    assert ties.edges == 5


def test_edges_to_strangers_are_refused() -> None:
    with pytest.raises(ValueError, match=r"outside 0\.\.2"):
        ties_from_edges([0], [3], people=3)


def test_an_empty_network_has_no_figures() -> None:
    ties = ties_of([(1, 1)])
    assert ties.self_loops == 1
    assert math.isnan(ties.two_way_share)
    assert math.isnan(key_player_index(ties))
    assert math.isnan(modularity(ties, [0] * 12))
    assert math.isnan(openness(ties, [0] * 12, rng=rng(), permutations=3).company.index)


def test_openness_of_three_departments_by_hand() -> None:
    both_ways = [(0, 1), (2, 3), (0, 2), (1, 4), (3, 4)]
    ties = ties_of([*both_ways, *[(b, a) for a, b in both_ways], (0, 4)], people=5)
    found = openness(ties, [0, 0, 1, 1, 2], rng=rng())
    assert (found.company.external, found.company.internal) == (3, 2)
    assert found.company.index == pytest.approx(0.2)
    assert found.company.chance_internal == pytest.approx((2 + 2) / 20)
    assert [(d.external, d.internal) for d in found.departments] == [(2, 1), (2, 1), (2, 0)]
    assert [d.expected for d in found.departments] == pytest.approx([5 / 7, 5 / 7, 1.0])
    assert found.company.permutation_mean == pytest.approx(found.company.expected, abs=0.05)


def test_people_without_a_department_are_counted_but_have_no_inside() -> None:
    pairs = [(0, 1), (2, 3), (0, 2), (4, 0)]
    ties = ties_of([*pairs, *[(b, a) for a, b in pairs]], people=6)
    found = openness(ties, [0, 0, 1, 1, -1, -1], rng=rng(), permutations=10)
    assert (found.unplaced_people, found.unplaced_ties) == (2, 1)
    assert (found.company.people, found.company.external, found.company.internal) == (4, 1, 2)
    assert found.company.chance_internal == pytest.approx(chance_internal([2, 2]))


@given(EDGES, st.permutations(range(12)))
def test_renumbering_people_changes_nothing(edges: list[tuple[int, int]], order: list[int]) -> None:
    departments = np.arange(12) % 3
    renamed = ties_of([(order[a], order[b]) for a, b in edges])
    moved = np.empty(12, np.int64)
    moved[order] = departments
    ties = ties_of(edges)
    assert (ties.count, ties.two_way_count) == (renamed.count, renamed.two_way_count)
    for figure in (
        key_player_index,
        lambda t: t.two_way_share,
        lambda t: float(t.degrees(two_way=False).max()),
    ):
        assert figure(ties) == pytest.approx(figure(renamed), nan_ok=True)
    assert modularity(ties, departments, two_way=False) == pytest.approx(
        modularity(renamed, moved, two_way=False), nan_ok=True
    )


@given(EDGES)
def test_modularity_is_networkxs(edges: list[tuple[int, int]]) -> None:
    ties, departments = ties_of(edges), np.arange(12) % 3
    graph = nx.Graph()
    graph.add_nodes_from(range(12))
    graph.add_edges_from(zip(ties.low.tolist(), ties.high.tolist(), strict=True))
    groups = [set(np.flatnonzero(departments == d).tolist()) for d in range(3)]
    if ties.count:
        theirs = nx.community.modularity(graph, groups)
        assert modularity(ties, departments, two_way=False) == pytest.approx(theirs)


@given(EDGES)
def test_observed_and_expected_exchange_have_the_same_margins(edges: list[tuple[int, int]]) -> None:
    ties = ties_of(edges)
    matrix = department_matrix(ties, np.arange(12) % 4, count=4)
    assert np.allclose(matrix.observed, matrix.observed.T)
    assert np.allclose(matrix.observed.sum(axis=1), matrix.expected.sum(axis=1))
    assert matrix.observed.sum() == pytest.approx(2 * ties.strength.sum())
    assert np.triu(matrix.pairs).sum() == ties.count


def test_a_pair_that_never_talks_is_infinitely_cold() -> None:
    ties = ties_from_edges([0, 0, 2, 4], [1, 2, 3, 1], people=6, weight=[3, 1, 4, 9])
    matrix = department_matrix(ties, [0, 0, 1, 1, -1, 2], count=3)
    assert matrix.observed.tolist() == [[6, 1, 0], [1, 8, 0], [0, 0, 0]]
    assert matrix.expected[0, 1] == pytest.approx(7 * 9 / 16)
    assert matrix.log_ratio[0, 1] == pytest.approx(math.log2(16 / 63))
    assert math.isnan(matrix.log_ratio[0, 2])
    assert (matrix.people.tolist(), matrix.unplaced_ties) == ([2, 2, 1], 1)
    far = department_matrix(ties_of([(0, 1), (2, 3)], people=4), [0, 0, 1, 1], count=2)
    assert far.log_ratio[0, 1] == -math.inf


def test_one_hub_holds_half_of_a_stars_connections() -> None:
    star = ties_of([(0, n) for n in range(1, 10)], people=10)
    assert key_player_index(star) == pytest.approx(0.1)
    assert key_player_index(star, members=100) == pytest.approx(0.01)
    ring = ties_of([(n, (n + 1) % 10) for n in range(10)], people=10)
    assert key_player_index(ring) == pytest.approx(0.5)


def test_the_interval_of_the_key_player_index_is_the_one_of_resampling_people() -> None:
    dice = np.random.default_rng(5)
    ties = ties_from_edges(dice.geometric(0.01, 2_000) % 200, dice.integers(0, 200, 2_000), people=200)
    degrees = ties.degrees(two_way=False)

    def index(held: IntArray) -> float:
        ordered = np.sort(held)[::-1]
        return float((np.searchsorted(np.cumsum(ordered), ordered.sum() / 2) + 1) / 200)

    slow = np.quantile([index(dice.choice(degrees, 200)) for _ in range(2_000)], [0.025, 0.975])
    fast = key_player_interval(ties, rng=rng(), rounds=2_000)
    assert (fast.low, fast.high) == pytest.approx(tuple(slow), abs=0.0051)
