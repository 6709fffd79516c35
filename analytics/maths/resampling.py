"""The vertex bootstrap (Snijders & Borgatti 1999): people are drawn again, a tie weighs as often as both its ends were.

All rounds of a batch are one product of a sparse matrix with a table of weights: whole numbers, hence exact.
"""

from collections.abc import Iterator

import numpy as np
from scipy import sparse

from analytics.maths.arrays import FloatArray, IntArray

BATCH = 50


def weights(people: int, rounds: int, rng: np.random.Generator) -> Iterator[FloatArray]:
    """Yield people × rounds tables of how often everybody was drawn."""
    chance = np.full(people, 1.0 / max(people, 1))
    for first in range(0, rounds, BATCH):
        drawn = rng.multinomial(people, chance, size=min(BATCH, rounds - first))
        yield np.ascontiguousarray(drawn.T, dtype=float)


def group_sums(  # noqa: PLR0913  (ties, their groups, and how often)
    low: IntArray,
    high: IntArray,
    group: IntArray,
    *,
    people: int,
    groups: int,
    rng: np.random.Generator,
    rounds: int,
) -> FloatArray:
    """Return rounds × groups: the summed weight of the ties of each group."""
    halves = {
        number: half(low[group == number], high[group == number], people)
        for number in np.unique(group).tolist()
    }
    rows = []
    for drawn in weights(people, rounds, rng):
        sums = np.zeros((drawn.shape[1], groups))
        for number, matrix in halves.items():
            sums[:, number] = (drawn * (matrix @ drawn)).sum(axis=0)
        rows.append(sums)
    return np.concatenate(rows) if rows else np.zeros((0, groups))


def half(low: IntArray, high: IntArray, people: int) -> sparse.csr_array:
    """Return the ties as a matrix in which each stands once."""
    ones = np.ones(len(low))
    return sparse.csr_array(sparse.coo_array((ones, (low, high)), shape=(people, people)))
