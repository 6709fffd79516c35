"""All detectors over a record: every weekly look, and the state that the last one leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any

from analytics.detectors import leaders, maturity, silos, withering, wording
from analytics.detectors.sight import LEVEL_NAMES, Sight
from analytics.record import Record

Body = dict[str, Any]
Looks = dict[str, dict[int | None, list[Sight]]]


def looked(record: Record, as_of: date) -> Looks:
    """Return the weekly history of all detectors, the company under None."""
    spread = silos.history(record, as_of)
    return {
        withering.ID: withering.history(record, as_of),
        silos.ID: {None: spread},
        leaders.ID: {None: leaders.history(record, as_of)},
        maturity.ID: {None: maturity.history(record, as_of, spread)},
    }


def detected(record: Record, as_of: date, looks: Looks) -> Body:
    """Return the state of each detector with the evidence of its last look."""
    d1, d2, d3, d4 = (looks[one].get(None, []) for one in (withering.ID, silos.ID, leaders.ID, maturity.ID))
    return {
        withering.ID: _state(
            withering.ID,
            d1,
            units=_fallen(record, looks[withering.ID]),
            found=lambda: withering.evidence_of(record, as_of, d1),
        ),
        silos.ID: _state(silos.ID, d2, found=lambda: silos.evidence_of(record, d2)),
        leaders.ID: _state(leaders.ID, d3, found=lambda: leaders.evidence_of(record, as_of, d3)),
        maturity.ID: _state(maturity.ID, d4, found=lambda: d4[-1].evidence),
    }


def _fallen(record: Record, looks: dict[int | None, list[Sight]]) -> list[Body]:
    names = record.directory.departments
    return [
        {
            "id": unit,
            "name": names.get(unit, "?"),
            "level": LEVEL_NAMES[sights[-1].level],
            "on": sights[-1].on.isoformat(),
            "people": sights[-1].evidence["headcount"],
            "drawdown": sights[-1].evidence["drawdown"],
        }
        for unit, sights in looks.items()
        if unit is not None and sights
    ]


def _state(
    detector: str, sights: list[Sight], *, found: Callable[[], Body], units: list[Body] | None = None
) -> Body:
    if not sights:
        nothing: Body = {"level": "unknown", "sentence": "", "looks": [], "advice": [], "evidence": None}
        return {**nothing, "units": units or []}
    evidence, level = found(), LEVEL_NAMES[sights[-1].level]
    return {
        "level": level,
        "seen": LEVEL_NAMES[sights[-1].seen],
        "on": sights[-1].on.isoformat(),
        "sentence": wording.sentence(detector, evidence, level),
        "advice": wording.advice(detector, evidence) if level != "calm" else [],
        "looks": [
            [sight.on.isoformat(), LEVEL_NAMES[sight.seen], LEVEL_NAMES[sight.level]] for sight in sights
        ],
        "units": units or [],
        "evidence": evidence,
    }
