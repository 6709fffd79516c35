"""D2, only one department adopts: weekly looks at the shares of interactive people over four weeks."""

from datetime import date, timedelta
from typing import Any

import numpy as np

from analytics.detectors import rules
from analytics.detectors.series import census
from analytics.detectors.sight import Sight, first_dates, plain
from analytics.maths import silos
from analytics.maths.arrays import BoolArray, IntArray
from analytics.maths.levels import confirmed
from analytics.measures.declared import PERIOD
from analytics.network import seeded
from analytics.record import Record

ID = "D2"
SMALLEST_COMPANY = 30


def history(record: Record, as_of: date) -> list[Sight]:
    """Return every weekly look; none without two departments or thirty people in departments."""
    weeks = census(record, as_of).weeks
    days = [min(weeks.end_of(week), as_of) for week in range(weeks.count) if not weeks.is_dropped[week]]
    # A record of less than a week is looked at once, as it stands.
    thresholds = rules.silos()
    seen = [(day, _look(record, day, thresholds)) for day in days or [as_of]]
    looks = [(day, look) for day, look in seen if look is not None]
    fired = confirmed(look.level for _, look in looks)
    return [
        Sight(day, look.level, level, _numbers(record, day, look))
        for (day, look), level in zip(looks, fired, strict=True)
    ]


def evidence_of(record: Record, sights: list[Sight]) -> dict[str, Any]:
    """Return the evidence of the last look, with the second readings that guard against false comfort."""
    last = sights[-1]
    found = {**last.evidence, **first_dates(sights)}
    heads, members, department = _headcounts(record, last.on)
    conversed = _conversed(record, last.on) & members
    quiet = silos.look(
        np.minimum(_counts(department, conversed, len(heads)), heads), heads, rng=seeded(f"D2 talk {last.on}")
    )
    found["without_broadcasts"] = {
        "gini": plain(quiet.gini),
        "breadth": plain(quiet.breadth),
        "level": quiet.level.name.lower(),
    }
    made = record.contributions(last.on - timedelta(days=PERIOD - 1), last.on)
    damped = silos.damped_interest(made[members], department[members], count=len(heads))
    numbers = _numbers_of(record, last.on)
    found["damped"] = {str(pk): plain(float(share)) for pk, share in zip(numbers, damped, strict=True)}
    return found


def _look(record: Record, day: date, thresholds: silos.Thresholds) -> silos.Look | None:
    heads, members, department = _headcounts(record, day)
    if len(heads) < 2 or heads.sum() < SMALLEST_COMPANY:
        return None
    took_part = members & (record.reach(day - timedelta(days=PERIOD - 1), day) > 1)
    took_part &= record.directory.still_here(day)
    active = _counts(department, took_part, len(heads))
    return silos.look(active, heads, rng=seeded(f"D2 {day}"), thresholds=thresholds)


def _headcounts(record: Record, day: date) -> tuple[IntArray, BoolArray, IntArray]:
    """Return people per department number, who they are, and everybody's department number."""
    directory = record.directory
    members = directory.counted(day - timedelta(days=PERIOD - 1), day)
    unit = directory.department_on(day)
    numbers = np.array(_numbers_of(record, day), np.int64)
    place = np.searchsorted(numbers, unit) if len(numbers) else np.full(len(unit), -1)
    department = np.where(unit >= 0, place, -1)
    members = members & (department >= 0)
    return _counts(department, members, len(numbers)), members, department.astype(np.int64)


def _numbers_of(record: Record, day: date) -> list[int]:
    unit = record.directory.department_on(day)
    return sorted({int(pk) for pk in np.unique(unit) if pk >= 0})


def _counts(department: IntArray, people: BoolArray, count: int) -> IntArray:
    return np.bincount(department[people], minlength=count).astype(np.int64)


def _conversed(record: Record, day: date) -> BoolArray:
    """Say who answered or reacted: broadcasts alone, as communications departments send them, do not
    count."""
    acts = record.acts.between(day - timedelta(days=PERIOD - 1), day)
    talked = np.zeros(len(record.directory.pk), bool)
    talked[acts["person_id"][acts["replies"] + acts["reactions"] > 0]] = True
    return talked & record.directory.still_here(day)


def _numbers(record: Record, day: date, look: silos.Look) -> dict[str, Any]:
    pks, names = _numbers_of(record, day), record.directory.departments
    rows = [
        {
            "id": pks[row.number],
            "name": names.get(pks[row.number], "?"),
            "people": row.headcount,
            "interactive": row.interactive,
            "rate": plain(row.rate),
            "low": plain(row.interval.low),
            "high": plain(row.interval.high),
            "share": plain(row.interest_share),
            "quotient": plain(row.quotient),
            "is_lagging": row.is_lagging,
        }
        for row in look.departments
    ]
    return {
        "gini": plain(look.gini),
        "gini_low": plain(look.gini_low),
        "breadth": plain(look.breadth),
        "concentration": plain(look.concentration),
        "theil": plain(look.theil),
        "effective_departments": plain(look.effective),
        "reference_rate": plain(look.reference_rate),
        "wording": look.wording,
        "top": look.top and pks[look.top.number],
        "departments": rows,
    }
