"""Confidence intervals: for rates (Wilson, exact) and, by resampling people, for anything else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from analytics.maths.arrays import FloatArray

Z95 = 1.959964
ROUNDS = 1_000


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    @property
    def width(self) -> float:
        return self.high - self.low


def wilson(successes: int, trials: int, *, z: float = Z95) -> Interval:
    """Bound a rate by Wilson's score interval (1927); nothing tried means anything is possible, [0, 1]."""
    _refuse_impossible(successes, trials)
    low, high = wilson_bounds(np.array([successes]), np.array([trials]), z=z)
    return Interval(float(low[0]), float(high[0]))


def wilson_bounds(
    successes: npt.ArrayLike, trials: npt.ArrayLike, *, z: float = Z95
) -> tuple[FloatArray, FloatArray]:
    """Return the Wilson lower and upper bounds of many rates at once."""
    hits, tried = np.asarray(successes, float), np.asarray(trials, float)
    n = np.maximum(tried, 1.0)
    rate = hits / n
    spread = 1.0 + z * z / n
    centre = (rate + z * z / (2 * n)) / spread
    half = z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / spread
    # Rounding must not push the bound past the rate itself at 0 and at 1.
    low = np.where(hits == 0, 0.0, np.maximum(centre - half, 0.0))
    high = np.where(hits >= tried, 1.0, np.minimum(centre + half, 1.0))
    return low, np.where(tried == 0, 1.0, high)


def clopper_pearson(successes: int, trials: int, *, confidence: float = 0.95) -> Interval:
    """Bound a rate exactly (Clopper & Pearson 1934), for small groups such as an executive roster."""
    _refuse_impossible(successes, trials)
    tail = (1 - confidence) / 2
    misses = trials - successes
    low = 0.0 if successes == 0 else float(betaincinv(successes, misses + 1, tail))
    high = 1.0 if misses == 0 else float(betaincinv(successes + 1, misses, 1 - tail))
    return Interval(low, high)


def bootstrap(
    people: FloatArray,
    statistic: Callable[[FloatArray], float],
    *,
    rng: np.random.Generator,
    rounds: int = ROUNDS,
    confidence: float = 0.95,
    kind: Literal["basic", "percentile"] = "percentile",
) -> Interval:
    """Bound a statistic by resampling people (the rows) with replacement; undefined rounds are left out."""
    n = len(people)
    draws = np.array([statistic(people[rng.integers(0, n, n)]) for _ in range(rounds)])
    return interval_of_draws(draws, statistic(people), confidence=confidence, kind=kind)


def interval_of_draws(
    draws: FloatArray,
    estimate: float,
    *,
    confidence: float = 0.95,
    kind: Literal["basic", "percentile"] = "percentile",
) -> Interval:
    """Turn bootstrap draws into an interval (Davison & Hinkley 1997, 5.2 and 5.3)."""
    known = draws[np.isfinite(draws)]
    if not known.size:
        return Interval(float("nan"), float("nan"))
    tail = (1 - confidence) / 2
    low, high = (float(q) for q in np.quantile(known, [tail, 1 - tail]))
    return Interval(low, high) if kind == "percentile" else Interval(2 * estimate - high, 2 * estimate - low)


def _refuse_impossible(successes: int, trials: int) -> None:
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a rate")
