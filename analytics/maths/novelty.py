"""M-30: on which day two people first stood in a two-way tie."""

from dataclasses import dataclass

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray


@dataclass(frozen=True, slots=True)
class FirstTies:
    """Pairs with low < high and the first day on which each was two-way."""

    low: IntArray
    high: IntArray
    day: IntArray


def first_two_way_days(
    source: IntArray, target: IntArray, day: IntArray, is_reaction: BoolArray, *, window: int = 90
) -> FirstTies:
    """Find when each pair first had edges both ways within `window` days, one of them more than a reaction.

    A pair can only become two-way on the day of an edge, so each edge is looked back from.
    """
    real = source != target
    source, target, day, words = source[real], target[real], day[real], ~is_reaction[real]
    low, high, upward = np.minimum(source, target), np.maximum(source, target), source < target
    order = np.lexsort((day, high, low))
    low, high, day, upward, words = low[order], high[order], day[order], upward[order], words[order]
    starts = np.ones(len(day), bool)
    starts[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    since = day - window + 1
    both = np.ones(len(day), bool)
    for flag in (upward, ~upward, words):
        both &= _last_day(day, flag, starts) >= since
    found = np.flatnonzero(both)
    pair = np.cumsum(starts)[found]
    first = found[np.unique(pair, return_index=True)[1]]
    return FirstTies(low[first], high[first], day[first])


def _last_day(day: IntArray, flag: BoolArray, starts: BoolArray) -> IntArray:
    """Return for each row the day of its pair's last row so far that is flagged; long ago when there is none."""
    place = np.arange(len(day))
    seen = np.maximum.accumulate(np.where(flag, place, -1)) if len(day) else place
    begins = np.maximum.accumulate(np.where(starts, place, 0)) if len(day) else place
    never = np.iinfo(np.int64).min
    result: IntArray = np.where(seen >= begins, day[np.maximum(seen, 0)], never)
    return result
