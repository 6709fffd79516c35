"""D3: absent executives, and a culture in which people do not know what is fine to post."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analytics.maths.arrays import UNDEFINED, FloatArray
from analytics.maths.levels import Level

VERSION = 1
HISTORY_WEEKS, LONG_WEEKS = 13, 3


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The editable figures of metrics.md 4.3; shares are 0..1, the index is in standard deviations."""

    watch_presence: float = 0.50
    alert_presence: float = 0.33
    alert_conversation: float = 0.30
    alert_response: float = 0.40
    critical_start: float = 0.10
    confusion_index: float = 1.5


@dataclass(frozen=True, slots=True)
class Leaders:
    """Shares of one period of 28 days (M-56, M-57, M-58); NaN where there was nothing to judge."""

    presence: float = UNDEFINED
    conversation: float = UNDEFINED
    response: float = UNDEFINED

    def is_absent(self, thresholds: Thresholds) -> bool:
        """Tell whether any of the three is below its alert."""
        return (
            self.presence < thresholds.alert_presence
            or self.conversation < thresholds.alert_conversation
            or self.response < thresholds.alert_response
        )


def level(
    now: Leaders,
    before: Leaders,
    *,
    started: float = UNDEFINED,
    confusion: Sequence[float] = (),
    thresholds: Thresholds = Thresholds(),
) -> Level:
    """Judge a period and the one before it; `started`: the share of leaders who contributed in the 60 days from launch.

    `confusion` is the index of the last weeks. What was stymied from the start is critical only while leaders are still
    absent: whoever came later has come.
    """
    few = now.presence < thresholds.watch_presence
    if few and started < thresholds.critical_start:
        return Level.CRITICAL
    is_confused = len(confusion) >= LONG_WEEKS and min(confusion[-LONG_WEEKS:]) > thresholds.confusion_index
    if (now.is_absent(thresholds) and before.is_absent(thresholds)) or is_confused:
        return Level.ALERT
    return Level.WATCH if few else Level.CALM


def confusion_index(series: Mapping[str, FloatArray], *, least_spread: Mapping[str, float]) -> FloatArray:
    """Return the mean z-score of weekly rates, each against its own 13 weeks before; NaN before there are so many.

    `least_spread` keeps a rate that never moved from making its first movement a sensation.
    """
    scores = np.array([_z_scores(rates, least_spread[name]) for name, rates in series.items()])
    known = np.isfinite(scores)
    with np.errstate(invalid="ignore"):
        index: FloatArray = np.where(known, scores, 0.0).sum(axis=0) / known.sum(axis=0)
    return index


def _z_scores(rates: FloatArray, least: float) -> FloatArray:
    found = np.full(len(rates), UNDEFINED)
    for week in range(HISTORY_WEEKS, len(rates)):
        before = rates[week - HISTORY_WEEKS : week]
        before = before[np.isfinite(before)]
        if len(before) > HISTORY_WEEKS // 2:
            found[week] = (rates[week] - before.mean()) / max(float(before.std(ddof=1)), least)
    return found
