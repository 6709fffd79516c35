"""D3 on the company: what directors and executives do in public, and the signs of confusion."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import numpy as np

from analytics.detectors import rules
from analytics.detectors.confusion import WEEKS, confusion
from analytics.detectors.series import census
from analytics.detectors.sight import Sight, first_dates, plain
from analytics.maths import leadership
from analytics.maths.levels import confirmed
from analytics.maths.weeks import monday_of
from analytics.measures import m56_presence, m57_conversation, m58_response
from analytics.measures.declared import PERIOD
from analytics.models import Look
from analytics.record import Record, Scope

ID = "D3"
# Looks further back tell of other leaders.
LOOKED_BACK = 52
START = 60
LAUNCHED = 0.05


def history(record: Record, as_of: date) -> list[Sight]:
    """Return the weekly looks of a year; none without leaders on the directory."""
    weeks = census(record, as_of).weeks
    days = [weeks.end_of(week) for week in range(weeks.count) if not weeks.is_dropped[week]][-LOOKED_BACK:]
    if not record.directory.leaders_on(as_of).any():
        return []
    seen = _kept(days)
    started, index = _started(record, as_of), _index_by_week(record, as_of)
    thresholds = rules.leadership()
    levels, evidence = [], []
    for day in days:
        now, before = (_leaders(record, one, seen) for one in (day, day - timedelta(days=PERIOD)))
        lately = [index.get(monday_of(day) - timedelta(weeks=back), np.nan) for back in (2, 1, 0)]
        levels.append(
            leadership.level(now, before, started=started, confusion=_known(lately), thresholds=thresholds)
        )
        evidence.append(_numbers(now, before, started, lately[-1]))
    fired = confirmed(levels)
    return [Sight(*row) for row in zip(days, levels, fired, evidence, strict=True)]


def evidence_of(record: Record, as_of: date, sights: list[Sight]) -> dict[str, Any]:
    """Return the evidence of the last look, with intervals and the signs of confusion."""
    scope = Scope(record, sights[-1].on)
    figures = {
        "presence": m56_presence.compute(scope),
        "conversation": m57_conversation.compute(scope),
        "response": m58_response.compute(scope),
    }
    bounds = {name: [plain(figure.low), plain(figure.high)] for name, figure in figures.items()}
    signs = {name: rates[-1] for name, rates in confusion(record, as_of).items()}
    return {
        **sights[-1].evidence,
        **first_dates(sights),
        "leaders": figures["presence"].n,
        "intervals": bounds,
        "signs": signs,
    }


def _kept(days: list[date]) -> dict[date, leadership.Leaders]:
    """Return what earlier looks found, so that only the newest weeks are counted; the last two are counted anew."""
    rows = Look.objects.filter(
        detector=ID, department_id=None, version=rules.version(ID), on__in=days[:-2]
    ).values_list("on", "evidence")
    seen: dict[date, leadership.Leaders] = {}
    for on, found in rows:
        for day, values in ((on, found), (on - timedelta(days=PERIOD), found["before"])):
            numbers = [values[name] for name in ("presence", "conversation", "response")]
            seen[day] = leadership.Leaders(*(np.nan if one is None else one for one in numbers))
    return seen


def _leaders(record: Record, day: date, seen: dict[date, leadership.Leaders]) -> leadership.Leaders:
    if day not in seen:
        scope = Scope(record, day)
        measures = (m56_presence, m57_conversation, m58_response)
        values = [one.compute(scope, False).value for one in measures]
        seen[day] = leadership.Leaders(*(np.nan if value is None else value for value in values))
    return seen[day]


def _started(record: Record, as_of: date) -> float:
    """Return the share of leaders who contributed in the 60 days from launch; not a number before they have passed."""
    taken = census(record, as_of)
    series = taken.series()
    with np.errstate(invalid="ignore"):
        launched = np.flatnonzero(series.active / series.headcount >= LAUNCHED)
    if not launched.size:
        return float("nan")
    first = taken.weeks.mondays[int(launched[0])]
    last = first + timedelta(days=START - 1)
    leaders = record.directory.leaders_on(last) & record.directory.counted(first, last)
    if last > as_of or not leaders.any():
        return float("nan")
    return float((record.reach(first, last)[leaders] > 2).mean())


def _index_by_week(record: Record, as_of: date) -> dict[date, float]:
    index = confusion(record, as_of)["index"]
    mondays = [monday_of(as_of) - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    return {monday: np.nan if value is None else value for monday, value in zip(mondays, index, strict=True)}


def _known(index: list[float]) -> list[float]:
    return [] if np.isnan(index).any() else index


def _numbers(
    now: leadership.Leaders, before: leadership.Leaders, started: float, index: float
) -> dict[str, Any]:
    return {
        **{name: plain(value) for name, value in asdict(now).items()},
        "before": {name: plain(value) for name, value in asdict(before).items()},
        "started": plain(started),
        "confusion": plain(index),
    }
