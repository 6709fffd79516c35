"""What only the whole network shows: textbook graphs, with networkx and scikit-learn as witnesses."""

import networkx as nx
import numpy as np
import pytest
from sklearn.metrics import normalized_mutual_info_score

from analytics.maths import clusters, graph
from analytics.maths.exchange import modularity
from analytics.maths.network import Ties, ties_from_edges
from tests.analytics.maths.test_network import institution  # noqa: F401  (a fixture)


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def ties_of(witness: nx.Graph) -> Ties:
    edges = [(a, b) for a, b in witness.edges] + [(b, a) for a, b in witness.edges]
    return ties_from_edges([a for a, _ in edges], [b for _, b in edges], people=witness.number_of_nodes())


@pytest.fixture
def karate() -> tuple[nx.Graph, Ties]:
    """Zachary's club (1977), unweighted."""
    club = nx.Graph(nx.karate_club_graph().edges)
    return club, ties_of(club)


def test_betweenness_of_the_club_is_the_published_one(karate: tuple[nx.Graph, Ties]) -> None:
    club, ties = karate
    found = graph.betweenness(graph.adjacency(ties), rng=rng())
    witness = nx.betweenness_centrality(club, normalized=False)
    assert found.tolist() == pytest.approx([witness[node] for node in range(34)])
    assert found[0] == pytest.approx(231.0714, abs=1e-4)  # Freeman's figure for the instructor


def test_betweenness_from_pivots_comes_near() -> None:
    witness = nx.barabasi_albert_graph(900, 4, seed=1)
    exact = nx.betweenness_centrality(witness, normalized=False)
    found = graph.betweenness(graph.adjacency(ties_of(witness)), rng=rng(), pivots=500)
    truth = np.array([exact[node] for node in range(900)])
    assert np.corrcoef(found, truth)[0, 1] > 0.99
    assert found.sum() == pytest.approx(truth.sum(), rel=0.03)


def test_constraint_is_burts(karate: tuple[nx.Graph, Ties]) -> None:
    club, ties = karate
    witness = nx.constraint(club)
    found = graph.constraint(graph.adjacency(ties))
    assert found.tolist() == pytest.approx([witness[node] for node in range(34)])


def test_constraint_of_a_triangle_and_of_a_star() -> None:
    triangle = graph.constraint(graph.adjacency(ties_of(nx.complete_graph(3))))
    assert triangle.tolist() == pytest.approx([1.125] * 3)  # 2 · (½ + ¼)²
    star = graph.constraint(graph.adjacency(ties_of(nx.star_graph(4))))
    assert star.tolist() == pytest.approx([0.25, 1, 1, 1, 1])


def test_circles_of_the_club_are_as_good_as_known(karate: tuple[nx.Graph, Ties]) -> None:
    _club, ties = karate
    label = clusters.louvain(graph.adjacency(ties), rng=rng())
    assert 0.415 <= modularity(ties, label) <= 0.4198 + 1e-4  # 0.4198 is the known optimum
    assert len(set(label.tolist())) == 4


def test_two_cliques_are_two_circles() -> None:
    label = clusters.louvain(graph.adjacency(ties_of(nx.barbell_graph(6, 0))), rng=rng())
    assert len(set(label[:6].tolist())) == len(set(label[6:].tolist())) == 1
    assert label[0] != label[-1]


def test_circles_of_nobody_and_of_strangers() -> None:
    alone = ties_from_edges([], [], people=3)
    assert clusters.louvain(graph.adjacency(alone), rng=rng()).tolist() == [0, 1, 2]
    nobody = ties_from_edges([], [], people=0)
    assert clusters.louvain(graph.adjacency(nobody), rng=rng()).tolist() == []


def test_mutual_information_agrees_with_its_witness() -> None:
    dice = rng()
    for _ in range(20):
        first, second = dice.integers(0, 4, 60), dice.integers(0, 5, 60)
        expected = normalized_mutual_info_score(first, second)
        assert clusters.mutual_information(first, second) == pytest.approx(expected)
    same = np.array([0, 0, 1, 1])
    assert clusters.mutual_information(same, 5 - same) == pytest.approx(1)
    assert clusters.mutual_information(same, np.array([0, 1, 0, 1])) == pytest.approx(0)


def test_a_star_breaks_without_its_centre() -> None:
    star = graph.adjacency(ties_of(nx.star_graph(4)))
    assert graph.reachable_pairs(star) == 10
    assert graph.fragmentation(star, np.array([0])) == 1
    assert graph.fragmentation(star, np.array([4])) == pytest.approx(1 - 6 / 10)


def test_departments_reached_counts_others_only() -> None:
    ties = ties_from_edges([0, 0, 0, 1], [1, 2, 3, 2], people=5)
    departments = np.array([0, 0, 1, 2, -1])
    assert graph.departments_reached(ties, departments, count=3).tolist() == [2, 1, 1, 1, 0]


def test_the_institutions_circles_are_near_its_departments(
    institution: tuple[Ties, np.ndarray],  # noqa: F811
) -> None:
    ties, departments = institution
    label = clusters.louvain(graph.adjacency(ties, two_way=True), rng=rng())
    witness = nx.Graph(list(zip(*(end.tolist() for end in ties.pairs(two_way=True)), strict=True)))
    best = nx.community.louvain_communities(witness, seed=1)
    expected = nx.community.modularity(witness, best)
    assert modularity(ties, label) == pytest.approx(expected, abs=0.02)
    tied = ties.degrees(two_way=True) > 0
    assert clusters.mutual_information(label[tied], departments[tied]) > 0.5
    bounds = clusters.modularity_interval(ties, departments, rng=rng(), rounds=100)
    assert bounds.low < 0.3186 < bounds.high + 0.02
