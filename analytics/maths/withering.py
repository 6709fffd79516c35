"""D1: initial enthusiasm, then slow decline. Judges one week (`look`) or a whole history (`replay`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.levels import Level, confirmed
from analytics.maths.trends import mann_kendall, theil_sen

VERSION = 1
MEAN_WEEKS = 4

Standing = Literal["judged", "no launch yet", "too soon after the peak"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The editable figures of metrics.md 4.1; shares are 0..1, durations weeks."""

    launch_share: float = 0.05
    weeks_past_peak: int = 6
    trend_weeks: int = 12
    log_floor: float = 0.001
    watch_fall: float = 0.10
    watch_p: float = 0.10
    alert_fall: float = 0.20
    alert_p: float = 0.05
    alert_deep_fall: float = 0.40
    critical_floor: float = 0.10
    critical_stalwart_rise: float = 0.10
    quiet_weeks: int = 4


@dataclass(frozen=True, slots=True)
class Campaign:
    """First and last week (columns of the series) of something that lifts activity for a while."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What turns an alert critical: M-13's floor, and the rise of the top 5 %'s share since the peak."""

    cohort_floor: float = UNDEFINED
    stalwart_rise: float = UNDEFINED


@dataclass(frozen=True, slots=True)
class Look:
    """One weekly look. Weeks are columns of the series; `peak_week` is the last of the peak's four.

    `level` is what this week alone says, `fired` what two consecutive looks agree on (set by `replay`).
    Figures are NaN until there is a launch and a peak to measure from.
    """

    week: int
    standing: Standing
    level: Level = Level.CALM
    fired: Level = Level.CALM
    is_silenced: bool = False
    launch: int | None = None
    peak_week: int | None = None
    peak: float = UNDEFINED
    current: float = UNDEFINED
    drawdown: float = UNDEFINED
    drawdown_low: float = UNDEFINED
    slope: float = UNDEFINED
    p: float = UNDEFINED
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True)
class _Series:
    """The weeks that count, squeezed together; `week` remembers where each stood."""

    week: IntArray
    rate: FloatArray
    headcount: FloatArray

    @classmethod
    def of(cls, active: npt.ArrayLike, headcount: npt.ArrayLike) -> "_Series":
        people = np.asarray(active, float)
        directory = np.broadcast_to(np.asarray(headcount, float), people.shape)
        kept = np.flatnonzero(np.isfinite(people) & np.isfinite(directory) & (directory > 0))
        return cls(week=kept, rate=people[kept] / directory[kept], headcount=directory[kept])

    def until(self, week: int) -> "_Series":
        end = int(np.searchsorted(self.week, week, side="right"))
        return _Series(self.week[:end], self.rate[:end], self.headcount[:end])


def look(
    active: npt.ArrayLike,
    headcount: npt.ArrayLike,
    *,
    launch: int | None = None,
    campaigns: Sequence[Campaign] = (),
    evidence: Callable[[Look], Evidence] | None = None,
    thresholds: Thresholds = Thresholds(),
) -> Look:
    """Judge the last week of a series of weekly interactive people (NaN = dropped week).

    `headcount` is one number or one per week; `launch` a declared launch week; `evidence` is asked only when
    the level is alert already.
    """
    series = _Series.of(active, headcount)
    week = int(np.size(np.asarray(active))) - 1
    return _look(series, week, launch=launch, campaigns=campaigns, evidence=evidence, thresholds=thresholds)


def replay(
    active: npt.ArrayLike,
    headcount: npt.ArrayLike,
    *,
    first_look: int = 0,
    launch: int | None = None,
    campaigns: Sequence[Campaign] = (),
    evidence: Callable[[Look], Evidence] | None = None,
    thresholds: Thresholds = Thresholds(),
) -> list[Look]:
    """Look at every week that counts from `first_look` on, knowing only its past, and say what fired."""
    series = _Series.of(active, headcount)
    looks = [
        _look(
            series.until(week),
            week,
            launch=launch,
            campaigns=campaigns,
            evidence=evidence,
            thresholds=thresholds,
        )
        for week in series.week.tolist()
        if week >= first_look
    ]
    fired = confirmed(one.level for one in looks)
    return [replace(one, fired=level) for one, level in zip(looks, fired, strict=True)]


def first_fired(looks: Sequence[Look], level: Level) -> Look | None:
    """Return the first look at which at least that level had fired."""
    return next((one for one in looks if one.fired >= level), None)


def _look(
    series: _Series,
    week: int,
    *,
    launch: int | None,
    campaigns: Sequence[Campaign],
    evidence: Callable[[Look], Evidence] | None,
    thresholds: Thresholds,
) -> Look:
    begun = _launch(series, launch, thresholds)
    if begun is None:
        return Look(week=week, standing="no launch yet")
    seen = _measured(series, week, launch=begun, thresholds=thresholds)
    if seen.peak_week is None or week - seen.peak_week < thresholds.weeks_past_peak:
        return replace(seen, standing="too soon after the peak")
    if _is_quiet(series, seen, campaigns=campaigns, thresholds=thresholds):
        return replace(seen, is_silenced=True)
    level = _level(seen, thresholds)
    if level < Level.ALERT or evidence is None:
        return replace(seen, level=level)
    return _weighed(seen, evidence(seen), thresholds)


def _launch(series: _Series, declared: int | None, thresholds: Thresholds) -> int | None:
    if declared is not None:
        return declared
    above = np.flatnonzero(series.rate >= thresholds.launch_share)
    return int(series.week[above[0]]) if above.size else None


def _measured(series: _Series, week: int, *, launch: int, thresholds: Thresholds) -> Look:
    """Measure peak, fall and trend, without judging them."""
    start = int(np.searchsorted(series.week, launch))
    rate, people = (_running_mean(values[start:]) for values in (series.rate, series.headcount))
    if not rate.size:
        return Look(week=week, standing="judged", launch=launch)
    top = int(np.argmax(rate))
    peak, current = float(rate[top]), float(rate[-1])
    fall = 1 - current / peak if peak > 0 else 0.0
    noise = peak * (1 - peak) / people[top] + current * (1 - current) / people[-1]
    margin = 1.64 * 0.7 * float(np.sqrt(max(noise, 0.0))) / peak if peak > 0 else 0.0
    logs = np.log(np.maximum(series.rate[-thresholds.trend_weeks :], thresholds.log_floor))
    when = series.week[-thresholds.trend_weeks :].astype(float)
    return Look(
        week=week,
        standing="judged",
        launch=launch,
        peak_week=int(series.week[start + top + MEAN_WEEKS - 1]),
        peak=peak,
        current=current,
        drawdown=fall,
        drawdown_low=fall - margin,
        slope=theil_sen(logs, times=when),
        p=mann_kendall(logs, times=when).p,
    )


def _level(seen: Look, thresholds: Thresholds) -> Level:
    falling = seen.slope < 0
    steep = falling and seen.p < thresholds.alert_p
    if seen.drawdown_low >= thresholds.alert_fall and (steep or seen.drawdown >= thresholds.alert_deep_fall):
        return Level.ALERT
    if seen.drawdown_low >= thresholds.watch_fall and falling and seen.p < thresholds.watch_p:
        return Level.WATCH
    return Level.CALM


def _weighed(seen: Look, evidence: Evidence, thresholds: Thresholds) -> Look:
    # The last bit of a subtraction must not decide whether ten points are ten points.
    gathered = evidence.stalwart_rise >= thresholds.critical_stalwart_rise - 1e-9
    critical = evidence.cohort_floor < thresholds.critical_floor and gathered
    return replace(seen, level=Level.CRITICAL if critical else Level.ALERT, evidence=evidence)


def _is_quiet(series: _Series, seen: Look, *, campaigns: Sequence[Campaign], thresholds: Thresholds) -> bool:
    """Say whether a campaign just ended and the level is no lower than the four weeks before it."""
    return any(
        0 <= seen.week - campaign.last <= thresholds.quiet_weeks
        and not seen.current < _level_before(series, campaign.first)
        for campaign in campaigns
    )


def _level_before(series: _Series, week: int) -> float:
    before = series.rate[series.week < week][-MEAN_WEEKS:]
    return float(before.mean()) if before.size else 0.0


def _running_mean(values: FloatArray) -> FloatArray:
    if len(values) < MEAN_WEEKS:
        return np.array([])
    return np.convolve(values, np.full(MEAN_WEEKS, 1 / MEAN_WEEKS), mode="valid")
