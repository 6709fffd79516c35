"""M-13: of those who first came in a given month, how many are still interactive so many weeks later."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, BoolArray, FloatArray, IntArray

FLOOR_WEEKS = (12, 16)


@dataclass(frozen=True, slots=True)
class Retention:
    """One row per cohort month, one column per week since a person's own first week (column 0 = 1.0).

    A cell is NaN until the week has come for every member; a floor until all of its five weeks have.
    """

    months: tuple[int, ...]
    sizes: tuple[int, ...]
    rates: FloatArray
    floors: tuple[float, ...]

    @property
    def floor(self) -> float:
        """The floor of all cohorts old enough to have one, weighted by their people; NaN when none is."""
        cohorts = zip(self.sizes, self.floors, strict=True)
        known = [(size, floor) for size, floor in cohorts if not math.isnan(floor)]
        people = sum(size for size, _ in known)
        return sum(size * floor for size, floor in known) / people if people else UNDEFINED


def cohort_retention(
    activity: BoolArray,
    week_months: npt.ArrayLike,
    *,
    first_week: IntArray | None = None,
    first_month: IntArray | None = None,
) -> Retention:
    """Follow cohorts through a people × weeks table of interactive weeks.

    `week_months`: an integer month per column (year * 12 + month of its Monday, say). `first_week`: the
    column in which each person was first active, -1 for never; taken from the table when left out. `first_month`:
    the month of each person's first active day, where it is known better than by the week's.
    """
    weeks = activity.shape[1]
    first = first_weeks(activity) if first_week is None else np.asarray(first_week, np.int64)
    month = np.asarray(week_months, np.int64)
    came = np.flatnonzero(first >= 0)
    aligned = _weeks_since_first(activity[came], first[came])
    joined = month[first[came]] if first_month is None else first_month[came]
    months, sizes = np.unique(joined, return_counts=True)
    rates = np.full((len(months), weeks), UNDEFINED)
    for row, cohort in enumerate(months):
        members = joined == cohort
        seen = weeks - int(first[came][members].max())
        rates[row, :seen] = aligned[members, :seen].mean(axis=0)
    return Retention(
        months=tuple(int(m) for m in months),
        sizes=tuple(int(s) for s in sizes),
        rates=rates,
        floors=tuple(_floor(row) for row in rates),
    )


def first_weeks(activity: BoolArray) -> IntArray:
    """Return each person's first active column, -1 for never."""
    return np.where(activity.any(axis=1), activity.argmax(axis=1), -1).astype(np.int64)


def _weeks_since_first(activity: BoolArray, first: IntArray) -> BoolArray:
    weeks = activity.shape[1]
    column = first[:, None] + np.arange(weeks)[None, :]
    shifted = np.take_along_axis(activity, np.minimum(column, weeks - 1), axis=1)
    aligned: BoolArray = shifted & (column < weeks)
    return aligned


def _floor(rates: FloatArray) -> float:
    start, end = FLOOR_WEEKS
    window = rates[start : end + 1]
    return float(window.mean()) if len(window) == end - start + 1 else UNDEFINED
