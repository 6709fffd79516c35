"""D1, initial enthusiasm and slow decline, on the company and on every department of at least 30 people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from analytics.detectors import rules
from analytics.detectors.causes import decomposed, losers
from analytics.detectors.series import Census, Series, census
from analytics.detectors.sight import Sight, first_dates, plain
from analytics.maths import stalwarts, trends, withering
from analytics.maths.discovery import benjamini_hochberg
from analytics.maths.levels import Level, confirmed
from analytics.record import Record
from analytics.weekly import retention

ID = "D1"
SMALLEST_UNIT = 30
FALSE_DISCOVERIES = 0.10
Looks = dict[int | None, list[withering.Look]]


def history(record: Record, as_of: date) -> dict[int | None, list[Sight]]:
    """Return every weekly look at every unit, the company under None."""
    taken = census(record, as_of)
    series = {unit: taken.series(unit) for unit in _units(taken)}
    thresholds = rules.withering()
    looks = {unit: _replayed(one, taken, thresholds) for unit, one in series.items()}
    _control(looks, thresholds)
    return {unit: _sights(seen, series[unit], taken) for unit, seen in looks.items()}


def evidence_of(record: Record, as_of: date, sights: list[Sight]) -> dict[str, Any]:
    """Return the evidence of the last look at the company, with its causes."""
    taken = census(record, as_of)
    series = taken.series()
    last = sights[-1].evidence
    found = {**last, **first_dates(sights), "breaks": _breaks(series, taken)}
    if last["peak_week_index"] is not None:
        peak, week = last["peak_week_index"], last["week_index"]
        weigh = _weighing(taken, series)
        proof = weigh(withering.Look(week=week, standing="judged", peak_week=peak))
        found |= {"cohort_floor": plain(proof.cohort_floor), "stalwart_change": plain(proof.stalwart_rise)}
        found["decomposition"] = decomposed(taken, series, peak=peak, week=week)
        found["departments"] = losers(taken, record.directory.departments, peak=peak, week=week)
    return found


def _units(taken: Census) -> list[int | None]:
    if not taken.weeks.count:
        return [None]
    last = taken.department[:, -1][taken.counted[:, -1]]
    units, sizes = np.unique(last[last >= 0], return_counts=True)
    return [None, *(int(unit) for unit, size in zip(units, sizes, strict=True) if size >= SMALLEST_UNIT)]


def _replayed(series: Series, taken: Census, thresholds: withering.Thresholds) -> list[withering.Look]:
    weigh = _weighing(taken, series)
    return withering.replay(series.active, series.headcount, evidence=weigh, thresholds=thresholds)


def _weighing(taken: Census, series: Series) -> Callable[[withering.Look], withering.Evidence]:
    """Weigh an alert with what was known in its week: M-13's floor as it is defined there, and the stalwarts."""
    weeks, people = taken.weeks, series.people
    contributions = weeks.contributions[people]

    def weigh(look: withering.Look) -> withering.Evidence:
        rise = stalwarts.stalwart_rise(contributions, peak_week=look.peak_week or 0, week=look.week)
        return withering.Evidence(retention(weeks, people, until=look.week).floor, rise)

    return weigh


def _control(looks: Looks, thresholds: withering.Thresholds) -> None:
    """Keep at most one false alarm in ten among all units of a week: a weak trend among many is chance.

    A fall by 40 % that its own interval confirms needs no trend, and is not taken back.
    """
    weeks = {look.week for seen in looks.values() for look in seen}
    by_week = {unit: {look.week: place for place, look in enumerate(seen)} for unit, seen in looks.items()}
    for week in weeks:
        judged = [(unit, looks[unit][at[week]]) for unit, at in by_week.items() if week in at]
        judged = [(unit, look) for unit, look in judged if look.p == look.p]
        if not judged or not any(look.level for _, look in judged):
            continue
        found = benjamini_hochberg([look.p for _, look in judged], q=FALSE_DISCOVERIES)
        for (unit, look), is_found in zip(judged, found, strict=True):
            if not is_found and look.drawdown < thresholds.alert_deep_fall:
                looks[unit][by_week[unit][week]] = replace(look, level=Level.CALM)
    for unit, seen in looks.items():
        fired = confirmed(look.level for look in seen)
        looks[unit] = [replace(look, fired=level) for look, level in zip(seen, fired, strict=True)]


def _sights(looks: list[withering.Look], series: Series, taken: Census) -> list[Sight]:
    return [
        Sight(taken.weeks.end_of(look.week), look.level, look.fired, _numbers(look, series, taken))
        for look in looks
    ]


def _numbers(look: withering.Look, series: Series, taken: Census) -> dict[str, Any]:
    def week(number: int | None) -> str | None:
        return None if number is None else taken.weeks.mondays[number].isoformat()

    return {
        "standing": look.standing,
        "week": week(look.week),
        "week_index": look.week,
        "headcount": plain(series.headcount[look.week]),
        "launch": week(look.launch),
        "peak_week": week(look.peak_week),
        "peak_week_index": look.peak_week,
        "peak": plain(look.peak),
        "current": plain(look.current),
        "drawdown": plain(look.drawdown),
        "drawdown_low": plain(look.drawdown_low),
        "slope": plain(look.slope),
        "p": plain(look.p),
        "cohort_floor": plain(look.evidence.cohort_floor),
        "stalwart_change": plain(look.evidence.stalwart_rise),
    }


def _breaks(series: Series, taken: Census) -> list[str]:
    rate = series.active / series.headcount
    kept = np.flatnonzero(np.isfinite(rate))
    return [taken.weeks.mondays[kept[at]].isoformat() for at in trends.break_points(rate[kept])]


def ends_on(week: str) -> str:
    """Return the Sunday of the week that a Monday names."""
    return (date.fromisoformat(week) + timedelta(days=6)).isoformat()
