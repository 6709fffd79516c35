"""Scores from answers: a rate with what is certain of it, and a mean that a few ratings cannot move far."""

import math
from collections.abc import Iterable

Z = 1.959964


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % score interval of a rate (Wilson 1927; Newcombe 1998); (0, 1) without trials.

    Trials are answers or exposures, never supports alone.
    """
    if trials == 0:
        return 0.0, 1.0
    share, z2 = successes / trials, Z * Z
    middle = share + z2 / (2 * trials)
    half = Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    # At the ends the bound is 0 or 1; rounding must not push it past.
    low = max(0.0, (middle - half) / (1 + z2 / trials)) if successes else 0.0
    high = min(1.0, (middle + half) / (1 + z2 / trials)) if successes < trials else 1.0
    return low, high


def wilson_score(successes: int, trials: int) -> float:
    """Return the lower bound, by which rates are ordered (Miller 2009); 0 without trials."""
    return wilson(successes, trials)[0]


def bayesian_average(ratings: Iterable[float], *, prior_count: float, prior_mean: float) -> float:
    """Return (C·m + Σx) / (C + n): C is the median number of ratings, m the mean of the whole challenge."""
    given = list(ratings)
    return (prior_count * prior_mean + sum(given)) / (prior_count + len(given))
