"""Is a short weekly series falling, how fast, and where does it break? Robust, autocorrelation-aware."""

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class MannKendall:
    """S, its corrected variance, the correction applied, and the two-sided p."""

    s: float
    variance: float
    factor: float
    z: float
    p: float


def theil_sen(values: FloatArray, *, times: FloatArray | None = None) -> float:
    """Return the median of all pairwise slopes (Theil 1950, Sen 1968); NaN below two points."""
    if len(values) < 2:
        return UNDEFINED
    earlier, later = _pairs(len(values))
    when = np.arange(len(values), dtype=float) if times is None else times
    return float(np.median((values[later] - values[earlier]) / (when[later] - when[earlier])))


def mann_kendall(values: FloatArray, *, times: FloatArray | None = None) -> MannKendall:
    """Test for a monotone trend, with the variance correction of Hamed & Rao (1998), floored at 0.3."""
    n = len(values)
    if n < 3:
        return MannKendall(s=0.0, variance=0.0, factor=1.0, z=0.0, p=1.0)
    earlier, later = _pairs(n)
    s = float(np.sign(values[later] - values[earlier]).sum())
    when = np.arange(n, dtype=float) if times is None else times
    factor = _hamed_rao_factor(values - theil_sen(values, times=when) * when)
    variance = _variance_of_s(values) * factor
    z = (s - math.copysign(1.0, s)) / math.sqrt(variance) if s and variance > 0 else 0.0
    return MannKendall(s=s, variance=variance, factor=factor, z=z, p=math.erfc(abs(z) / math.sqrt(2)))


def break_points(series: FloatArray, *, penalty: float | None = None, minimum: int = 3) -> tuple[int, ...]:
    """Return where each new level begins: PELT's optimum (Killick et al. 2012) for the normal-mean cost.

    The default penalty is 3 s² ln n. s² is the variance of the noise, half that of the successive differences
    (von Neumann 1941): the plain variance would let the very breaks sought hide one another.
    """
    n = len(series)
    if n < 2 * minimum:
        return ()
    toll = 1.5 * float(np.var(np.diff(series), ddof=1)) * math.log(n) if penalty is None else penalty
    previous = _cheapest_segments(series, toll, minimum=minimum)
    breaks: list[int] = []
    end = n
    while previous[end] > 0:
        end = previous[end]
        breaks.append(end)
    return tuple(reversed(breaks))


def _variance_of_s(values: FloatArray) -> float:
    n = len(values)
    _, ties = np.unique(values, return_counts=True)
    return float(n * (n - 1) * (2 * n + 5) - (ties * (ties - 1) * (2 * ties + 5)).sum()) / 18


def _ranks(values: FloatArray) -> FloatArray:
    """Rank from 1; equals share the mean of their places."""
    _distinct, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    ranks: FloatArray = ((last + (last - count) + 1) / 2)[place]
    return ranks


def _hamed_rao_factor(detrended: FloatArray, *, floor: float = 0.3) -> float:
    n = len(detrended)
    # Ranks of equal residuals must not differ by the last bit of a subtraction.
    ranks = _ranks(np.round(detrended, 12))
    ranks = ranks - ranks.mean()
    power = float(ranks @ ranks)
    if power == 0:
        return 1.0
    lags = np.arange(1, n - 2)
    rho = np.array([ranks[:-lag] @ ranks[lag:] for lag in lags]) / power
    rho = np.where(np.abs(rho) > 1.96 / math.sqrt(n), rho, 0.0)
    weights = (n - lags) * (n - lags - 1) * (n - lags - 2)
    return max(1.0 + 2.0 / (n * (n - 1) * (n - 2)) * float(weights @ rho), floor)


def _cheapest_segments(series: FloatArray, toll: float, *, minimum: int) -> list[int]:
    """Return, for each prefix length, where its last segment starts in the cheapest segmentation.

    Every start is tried: PELT's pruning leaves the answer as it is and saves nothing in a few hundred weeks.
    """
    n = len(series)
    total = np.concatenate([[0.0], np.cumsum(series)])
    square = np.concatenate([[0.0], np.cumsum(series * series)])
    best = np.full(n + 1, np.inf)
    best[0] = -toll
    previous = [0] * (n + 1)
    for end in range(minimum, n + 1):
        start = np.arange(end - minimum + 1)
        spread = square[end] - square[start] - (total[end] - total[start]) ** 2 / (end - start)
        costs = best[start] + spread
        previous[end] = int(np.argmin(costs))
        best[end] = costs[previous[end]] + toll
    return previous


@lru_cache(maxsize=64)
def _pairs(n: int) -> tuple[IntArray, IntArray]:
    earlier, later = np.triu_indices(n, 1)
    return earlier.astype(np.int64), later.astype(np.int64)
