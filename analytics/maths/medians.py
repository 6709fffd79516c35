"""The middle of a list, with an interval that asks nothing of how its values are spread."""

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from analytics.maths.arrays import UNDEFINED
from analytics.maths.intervals import Interval


def median_interval(values: npt.ArrayLike, *, confidence: float = 0.95) -> Interval:
    """Bound a median by order statistics (Conover 1999, 3.2): ranks l and n + 1 − l, l the binomial quantile."""
    ordered = np.sort(np.asarray(values, float))
    n = len(ordered)
    if not n:
        return Interval(UNDEFINED, UNDEFINED)
    rank = max(int(binom.ppf((1 - confidence) / 2, n, 0.5)), 1)
    return Interval(float(ordered[rank - 1]), float(ordered[n - rank]))
