"""Hours and days at work: Monday to Friday, nine to five on the clock of the place, nothing at night."""

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import FloatArray, IntArray

OPENS, CLOSES = 9, 17
WORKDAY = CLOSES - OPENS
DAY = 86_400
# The first of January 1970 was a Thursday.
FIRST_WEEKDAY = 3


def worked(seconds: npt.ArrayLike) -> FloatArray:
    """Return how many hours at work had passed since 1970 by local moments in seconds."""
    moment = np.asarray(seconds, np.int64)
    day, second = moment // DAY, moment % DAY
    weeks, weekday = np.divmod(day + FIRST_WEEKDAY, 7)
    today = np.clip(second / 3600 - OPENS, 0, WORKDAY)
    hours: FloatArray = WORKDAY * (5.0 * weeks + np.minimum(weekday, 5)) + np.where(weekday < 5, today, 0.0)
    return hours


def work_hours(since: npt.ArrayLike, until: npt.ArrayLike) -> FloatArray:
    """Return the hours at work between two local moments; a wait over night or a weekend costs none."""
    return worked(until) - worked(since)


def is_workday(days: npt.ArrayLike) -> npt.NDArray[np.bool_]:
    """Say which days (proleptic ordinals) are Mondays to Fridays."""
    weekday: IntArray = (np.asarray(days, np.int64) - 1) % 7
    return weekday < 5
