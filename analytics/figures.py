"""Everything that is computed for one day, as one plain structure: what a snapshot holds and `diagnose`
prints.

Exact and unreleased: nobody is shown it before `release` has gone over it.
"""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import numpy as np

from analytics.detectors import silos, withering, wording
from analytics.detectors.series import census
from analytics.detectors.sight import LEVEL_NAMES, Sight, plain
from analytics.journey import journey
from analytics.measures.declared import PERIOD, Figure, Measure
from analytics.measures.registry import MEASURES
from analytics.network import network_of
from analytics.record import Record, Scope

HISTORY_WEEKS = 12
YEAR = 364
# A network that changed more than this is a new one.
CHANGED = 0.02
Body = dict[str, Any]
Looks = dict[str, dict[int | None, list[Sight]]]


def as_of_day(record: Record) -> date:
    """Return the day that figures are for: today, or the record's last day where it ended weeks ago."""
    last = record.last_on
    return last if last and record.until - last > timedelta(days=PERIOD) else record.until


def computed(record: Record, as_of: date, looks: Looks | None = None, *, before: Body | None = None) -> Body:
    """Compute all measures, the matrix, the weekly series and the detectors as of a day.

    `before` is what was computed last: weekly measures are taken from there while they are younger than a week.
    """
    company = Scope(record, as_of)
    members = company.members(PERIOD)
    department = record.directory.department_on(as_of)
    names = record.directory.departments
    units = [pk for pk in names if (members & (department == pk)).any()]
    looks = looks if looks is not None else looked(record, as_of)
    return {
        "as_of": as_of.isoformat(),
        "first_on": _iso(record.first_on),
        "last_on": _iso(record.last_on),
        "people": int(members.sum()),
        "unplaced": int((members & (department < 0)).sum()),
        "departments": [
            {"id": pk, "name": names[pk], "people": int((members & (department == pk)).sum())} for pk in units
        ],
        "measures": {
            one.id: _carried(one, before, company) or _measured(one, company, units)
            for one in MEASURES.values()
        },
        "matrix": _matrix(record, as_of),
        "journey": journey(record, as_of),
        "inputs": record.sizes(),
        "weekly": _weekly(record, as_of),
        "detectors": _detected(record, as_of, looks),
    }


def looked(record: Record, as_of: date) -> Looks:
    """Return the whole weekly history of both detectors."""
    return {
        withering.ID: withering.history(record, as_of),
        silos.ID: {None: silos.history(record, as_of)},
    }


def _carried(measure: Measure, before: Body | None, company: Scope) -> Body | None:
    """Return a weekly measure as it was computed within the last seven days, by the same formula and of much the same
    network."""
    kept: Body | None = before["measures"].get(measure.id) if measure.is_weekly and before else None
    if kept is None or kept.get("version") != measure.version or kept["company"]["value"] is None:
        return None
    age = company.as_of - date.fromisoformat(kept["on"])
    ties = network_of(company.record, company.as_of).ties.count
    is_alike = abs(ties - kept["ties"]) <= CHANGED * kept["ties"]
    return kept if is_alike and timedelta(0) <= age < timedelta(weeks=1) else None


def _measured(measure: Measure, company: Scope, units: list[int]) -> Body:
    record, as_of = company.record, company.as_of
    scopes = {pk: Scope(record, as_of, pk) for pk in units} if measure.by_department else {}
    return {
        "company": figure_body(measure.compute(company, True)),
        "previous": _value_at(measure, company, PERIOD),
        "last_year": _value_at(measure, company, YEAR),
        "history": _history(measure, company),
        "departments": {str(pk): figure_body(measure.compute(scope, False)) for pk, scope in scopes.items()},
        "on": as_of.isoformat(),
        "version": measure.version,
        "ties": network_of(record, as_of).ties.count if measure.is_weekly else None,
    }


def figure_body(figure: Figure) -> Body:
    """Return a figure as plain values."""
    body = asdict(figure)
    body["reason"] = str(figure.reason)
    for name in ("value", "low", "high"):
        body[name] = plain(body[name])
    body["parts"] = {name: plain(value) for name, value in figure.parts.items()}
    return body


def _value_at(measure: Measure, company: Scope, days: int) -> float | None:
    """Return the measure so many days before; None before the record had a whole period of its own."""
    before, first = company.earlier(days), company.record.first_on
    if first is None or before.as_of - first < timedelta(days=PERIOD - 1):
        return None
    return plain(measure.compute(before, False).value)


def _history(measure: Measure, company: Scope) -> list[float | None]:
    first = company.record.first_on
    if not measure.has_history or first is None:
        return []
    scopes = [company.earlier(7 * week) for week in reversed(range(HISTORY_WEEKS))]
    return [plain(measure.compute(scope, False).value) for scope in scopes if scope.as_of >= first]


def _matrix(record: Record, as_of: date) -> Body | None:
    network = network_of(record, as_of)
    matrix = network.matrix
    if matrix is None or len(network.numbers) < 2:
        return None
    names = record.directory.departments
    return {
        "departments": [
            {"id": pk, "name": names.get(pk, "?"), "people": int(people)}
            for pk, people in zip(network.numbers, matrix.people, strict=True)
        ],
        "ratios": [
            [None if np.isnan(ratio) else float(max(ratio, -99.0)) for ratio in row]
            for row in matrix.log_ratio
        ],
        "pairs": matrix.pairs.tolist(),
    }


def _weekly(record: Record, as_of: date) -> Body:
    taken = census(record, as_of)
    series = taken.series()
    return {
        "weeks": [monday.isoformat() for monday in taken.weeks.mondays],
        "interactive": [plain(value) for value in series.active],
        "headcount": [plain(value) for value in series.headcount],
        "acts": [plain(value) for value in series.acts],
    }


def _detected(record: Record, as_of: date, looks: Looks) -> Body:
    d1, d2 = looks[withering.ID], looks[silos.ID][None]
    names = record.directory.departments
    fallen = [
        _fallen(unit, names.get(unit, "?"), sights[-1])
        for unit, sights in d1.items()
        if unit is not None and sights
    ]
    return {
        withering.ID: _state(
            withering.ID,
            d1[None],
            units=fallen,
            found=lambda: withering.evidence_of(record, as_of, d1[None]),
        ),
        silos.ID: _state(silos.ID, d2, units=[], found=lambda: silos.evidence_of(record, d2)),
    }


def _fallen(unit: int, name: str, last: Sight) -> Body:
    return {
        "id": unit,
        "name": name,
        "level": LEVEL_NAMES[last.level],
        "on": last.on.isoformat(),
        "people": last.evidence["headcount"],
        "drawdown": last.evidence["drawdown"],
    }


def _state(detector: str, sights: list[Sight], *, units: list[Body], found: Any) -> Body:
    if not sights:
        return {
            "level": "unknown",
            "sentence": "",
            "looks": [],
            "advice": [],
            "units": units,
            "evidence": None,
        }
    evidence, level = found(), LEVEL_NAMES[sights[-1].level]
    say = wording.withering if detector == withering.ID else wording.silos
    return {
        "level": level,
        "seen": LEVEL_NAMES[sights[-1].seen],
        "on": sights[-1].on.isoformat(),
        "sentence": say(evidence, level),
        "advice": wording.advice(detector, evidence) if level != "calm" else [],
        "looks": [
            [sight.on.isoformat(), LEVEL_NAMES[sight.seen], LEVEL_NAMES[sight.level]] for sight in sights
        ],
        "units": units,
        "evidence": evidence,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
