"""M-25: in which circles people really turn to each other, and how far those are the departments."""

import numpy as np
from scipy import sparse

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.intervals import ROUNDS, Interval, interval_of_draws
from analytics.maths.network import Ties
from analytics.maths.resampling import half, weights

LEAST_GAIN = 1e-9
Rows = list[list[tuple[int, float]]]


def louvain(matrix: sparse.csr_array, *, rng: np.random.Generator) -> IntArray:
    """Return a circle for everybody that makes modularity large (Blondel et al. 2008); people are gone through in a
    random order that the generator fixes."""
    label, graph = np.arange(matrix.shape[0]), sparse.csr_array(matrix)
    while True:
        moved = _moved(graph, rng)
        _names, moved = np.unique(moved, return_inverse=True)
        circles = int(moved.max()) + 1 if len(moved) else 0
        label = moved[label]
        if circles == graph.shape[0]:
            return label.astype(np.int64)
        ones = np.ones(len(moved))
        member = sparse.csr_array((ones, (np.arange(len(moved)), moved)), shape=(len(moved), circles))
        graph = sparse.csr_array(member.T @ graph @ member)


def _moved(graph: sparse.csr_array, rng: np.random.Generator) -> IntArray:
    """Move nodes to the neighbouring circle that gains most until no move gains anything."""
    degree = np.asarray(graph.sum(axis=1)).ravel().tolist()
    weight = sum(degree)
    circle, held = list(range(len(degree))), list(degree)
    if weight:
        rows, order = _rows(graph), rng.permutation(len(degree)).tolist()
        while _passed(order, rows, degree, weight=weight, circle=circle, held=held):
            pass
    return np.array(circle, np.int64)


def _passed(  # noqa: PLR0913  (the state of one level)
    order: list[int],
    rows: Rows,
    degree: list[float],
    *,
    weight: float,
    circle: list[int],
    held: list[float],
) -> bool:
    """Go once through all nodes; say whether any moved. `circle` and `held` change."""
    has_moved = False
    for node in order:
        mine, size = circle[node], degree[node]
        near = {mine: 0.0}
        for other, tie in rows[node]:
            near[circle[other]] = near.get(circle[other], 0.0) + tie
        held[mine] -= size
        best, most = mine, near[mine] - held[mine] * size / weight
        for choice, ties in near.items():
            gain = ties - held[choice] * size / weight
            if gain > most + LEAST_GAIN:
                best, most = choice, gain
        held[best] += size
        circle[node] = best
        has_moved |= best != mine
    return has_moved


def _rows(graph: sparse.csr_array) -> Rows:
    """Return every node's neighbours with their weights, itself left out."""
    begins, to, weight = graph.indptr.tolist(), graph.indices.tolist(), graph.data.tolist()
    return [
        [(to[k], weight[k]) for k in range(begins[node], begins[node + 1]) if to[k] != node]
        for node in range(len(begins) - 1)
    ]


def mutual_information(first: IntArray, second: IntArray) -> float:
    """Return NMI of two groupings, over the mean of their entropies: 1 the same, 0 unrelated; NaN of nobody."""
    if not len(first):
        return UNDEFINED
    joint = np.unique(np.stack([first, second]), axis=1, return_counts=True)[1]
    entropies = [_entropy(np.unique(labels, return_counts=True)[1]) for labels in (first, second)]
    if not sum(entropies):
        return 1.0
    return (sum(entropies) - _entropy(joint)) / (sum(entropies) / 2)


def modularity_interval(
    ties: Ties, departments: IntArray, *, rng: np.random.Generator, rounds: int = ROUNDS
) -> Interval:
    """Bound Q over departments on two-way ties by the vertex bootstrap, as `network.network_intervals` does."""
    low, high = ties.pairs(two_way=True)
    a, b = departments[low], departments[high]
    placed = (a >= 0) & (b >= 0)
    matrix = half(low[placed], high[placed], ties.people)
    whole = sparse.csr_array(matrix + matrix.T)
    inside = half(low[placed & (a == b)], high[placed & (a == b)], ties.people)
    known = np.flatnonzero(departments >= 0)
    member = sparse.csr_array(
        (np.ones(len(known)), (departments[known], known)),
        shape=(int(departments.max(initial=0)) + 1, ties.people),
    )
    draws = []
    for drawn in weights(ties.people, rounds, rng):
        ends = member @ (drawn * (whole @ drawn))
        total, internal = ends.sum(axis=0) / 2, (drawn * (inside @ drawn)).sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            draws.append(internal / total - (ends**2).sum(axis=0) / (2 * total) ** 2)
    return interval_of_draws(np.concatenate(draws), UNDEFINED)


def _entropy(counts: IntArray) -> float:
    share: FloatArray = counts / counts.sum()
    return -float(np.sum(share * np.log(share)))
