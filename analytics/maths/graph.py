"""What only the whole network shows: who lies between others, what breaks without them, and whose ties are closed.

Sparse matrices throughout: ten thousand people with half a million ties take seconds.
"""

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analytics.maths.arrays import UNDEFINED, BoolArray, FloatArray, IntArray
from analytics.maths.network import Ties

PIVOTS, BATCH, ROWS = 500, 64, 256


def adjacency(ties: Ties, *, two_way: bool = False, strength: bool = False) -> sparse.csr_array:
    """Return the symmetric matrix of the ties: ones, or their strength."""
    low, high = ties.pairs(two_way=two_way)
    weight = np.ones(len(low))
    if strength:
        weight = ties.strength[ties.two_way] if two_way else ties.strength
    half = sparse.coo_array((weight, (low, high)), shape=(ties.people, ties.people))
    return sparse.csr_array(half + half.T)


def betweenness(matrix: sparse.csr_array, *, rng: np.random.Generator, pivots: int = PIVOTS) -> FloatArray:
    """Estimate on how many shortest paths each person lies, from `pivots` random starts (Brandes 2001, Brandes & Pich 2007).

    Exact where there are no more people than pivots. Paths are counted once for each pair.
    """
    people = matrix.shape[0]
    starts = np.arange(people) if people <= pivots else rng.choice(people, pivots, replace=False)
    total = np.zeros(people)
    for first in range(0, len(starts), BATCH):
        total += _dependencies(matrix, starts[first : first + BATCH])
    result: FloatArray = total * (people / max(len(starts), 1)) / 2
    return result


def _dependencies(matrix: sparse.csr_array, starts: IntArray) -> FloatArray:
    """Return how much the shortest paths from all starts together depend on each person."""
    columns = np.arange(len(starts))
    paths = np.zeros((matrix.shape[0], len(starts)))
    paths[starts, columns] = 1.0
    distance = np.full(paths.shape, -1, np.int16)
    distance[starts, columns] = 0
    frontier, level = paths.copy(), 0
    while True:
        frontier = np.where(distance < 0, matrix @ frontier, 0.0)
        if not frontier.any():
            break
        level += 1
        distance[frontier > 0] = level
        paths += frontier
    depends = np.zeros(paths.shape)
    for farther in range(level, 1, -1):
        shares = np.divide(1.0 + depends, paths, out=np.zeros(paths.shape), where=distance == farther)
        depends += np.where(distance == farther - 1, paths * (matrix @ shares), 0.0)
    result: FloatArray = depends.sum(axis=1)
    return result


def constraint(matrix: sparse.csr_array) -> FloatArray:
    """Return Burt's constraint (1992) of everybody: Σⱼ (pᵢⱼ + Σ_q pᵢ_q p_qⱼ)²; NaN for whoever has no tie."""
    strength = matrix.sum(axis=1)
    share = sparse.csr_array(sparse.diags_array(1 / np.maximum(strength, 1e-300)) @ matrix)
    result = np.empty(matrix.shape[0])
    for first in range(0, matrix.shape[0], ROWS):
        rows = share[first : first + ROWS]
        invested = (rows + rows @ share).multiply(matrix[first : first + ROWS] > 0)
        result[first : first + ROWS] = invested.power(2).sum(axis=1)
    return np.where(strength > 0, result, UNDEFINED)


def reachable_pairs(matrix: sparse.csr_array) -> int:
    """Count the pairs of people between whom some path leads."""
    _count, label = connected_components(matrix, directed=False)
    sizes = np.bincount(label)
    return int((sizes * (sizes - 1) // 2).sum())


def fragmentation(matrix: sparse.csr_array, without: IntArray) -> float:
    """M-28: return the share of reachable pairs that is lost when these people go, with theirs."""
    before = reachable_pairs(matrix)
    stays: BoolArray = np.ones(matrix.shape[0], bool)
    stays[without] = False
    return 1 - reachable_pairs(matrix[stays][:, stays]) / before if before else UNDEFINED


def departments_reached(ties: Ties, departments: IntArray, *, count: int) -> IntArray:
    """Count in how many departments other than their own everybody has a tie."""
    low, high = ties.low, ties.high
    person, other = np.concatenate([low, high]), departments[np.concatenate([high, low])]
    kept = (other >= 0) & (other != departments[person])
    cells = np.unique(person[kept] * max(count, 1) + other[kept])
    return np.bincount(cells // max(count, 1), minlength=ties.people).astype(np.int64)
