"""M-24: which departments talk more or less than their volumes explain; modularity over departments."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.network import Ties


@dataclass(frozen=True, slots=True)
class DepartmentMatrix:
    """Symmetric tables, row and column = department number.

    Both ends of a tie count, so the diagonal of `observed` holds twice the strength inside and each row adds
    up to the department's strength s_a: observed and expected then have equal sums. `log_ratio` is log2(O/X),
    minus infinity for a pair that never talks and NaN where nothing was to be expected. `pairs`: distinct
    pairs of people with a tie (a cell is shown only with three of them and enough people on both sides).
    """

    observed: FloatArray
    expected: FloatArray
    log_ratio: FloatArray
    pairs: IntArray
    people: IntArray
    unplaced_ties: int


def department_matrix(
    ties: Ties, departments: npt.ArrayLike, *, count: int, two_way: bool = False
) -> DepartmentMatrix:
    """Compare tie strength between departments with the configuration model, X_ab = s_a s_b / 2m."""
    department = np.asarray(departments, np.int64)
    observed, pairs, unplaced = _tables(ties, department, count=count, two_way=two_way)
    strength = observed.sum(axis=1)
    total = float(strength.sum())
    expected = np.outer(strength, strength) / total if total else np.zeros((count, count))
    with np.errstate(divide="ignore", invalid="ignore"):
        log_ratio = np.where(expected > 0, np.log2(observed / expected), UNDEFINED)
    return DepartmentMatrix(
        observed=observed,
        expected=expected,
        log_ratio=log_ratio,
        pairs=pairs,
        people=np.bincount(department[department >= 0], minlength=count).astype(np.int64),
        unplaced_ties=unplaced,
    )


def modularity(ties: Ties, departments: npt.ArrayLike, *, two_way: bool = True) -> float:
    """Return Newman's Q over departments on the simple graph of two-way ties (or of all), unweighted."""
    department = np.asarray(departments, np.int64)
    low, high = ties.pairs(two_way=two_way)
    a, b = department[low], department[high]
    placed = (a >= 0) & (b >= 0)
    a, b = a[placed], b[placed]
    if not a.size:
        return UNDEFINED
    ends = np.bincount(np.concatenate([a, b])) / (2 * a.size)
    return float((a == b).mean() - (ends @ ends))


def _tables(
    ties: Ties, department: IntArray, *, count: int, two_way: bool
) -> tuple[FloatArray, IntArray, int]:
    low, high = ties.pairs(two_way=two_way)
    strength = ties.strength[ties.two_way] if two_way else ties.strength
    a, b = department[low], department[high]
    placed = (a >= 0) & (b >= 0)
    cell = a[placed] * count + b[placed]
    one_way = np.bincount(cell, weights=strength[placed], minlength=count * count).astype(float)
    one_way = one_way.reshape(count, count)
    seen = np.bincount(cell, minlength=count * count).reshape(count, count)
    pairs = seen + seen.T - np.diag(np.diag(seen))
    return one_way + one_way.T, pairs.astype(np.int64), int((~placed).sum())
