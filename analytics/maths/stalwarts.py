"""The evidence that turns D1's alert critical: newcomers do not stay, and ever fewer carry the rest."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray
from analytics.maths.concentration import top_share
from analytics.maths.retention import cohort_retention
from analytics.maths.withering import MEAN_WEEKS, Evidence, Look

STALWARTS = 0.05


def stalwart_share(contributions: FloatArray) -> float:
    """Return the part made by the busiest 5 % of the headcount; rows are everybody, the silent included."""
    return top_share(contributions.sum(axis=1), STALWARTS)


def stalwart_rise(contributions: FloatArray, *, peak_week: int, week: int) -> float:
    """Return how much that share grew from the peak's four weeks to the four weeks up to `week`."""
    then, now = (
        stalwart_share(contributions[:, max(last - MEAN_WEEKS + 1, 0) : last + 1])
        for last in (peak_week, week)
    )
    return now - then


def evidence_from(contributions: npt.ArrayLike, week_months: npt.ArrayLike) -> Callable[[Look], Evidence]:
    """Make D1's `evidence` from a headcount × weeks table of contributions (columns as in the series).

    `week_months`: an integer month per column. Each look is given only what was known in its week.
    """
    table = np.nan_to_num(np.asarray(contributions, float))
    months = np.asarray(week_months, np.int64)

    def weigh(look: Look) -> Evidence:
        known = look.week + 1
        retention = cohort_retention(table[:, :known] > 0, months[:known])
        rise = (
            UNDEFINED
            if look.peak_week is None
            else stalwart_rise(table, peak_week=look.peak_week, week=look.week)
        )
        return Evidence(cohort_floor=retention.floor, stalwart_rise=rise)

    return weigh
