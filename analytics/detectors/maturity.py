"""D4 on the company: which gates are passed on evidence, against two quarters before and against what is said."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db.models import Q

from analytics.detectors.series import census
from analytics.detectors.sight import Sight, plain
from analytics.maths import maturity
from analytics.maths.levels import Level, confirmed
from analytics.maths.openness import chance_internal
from analytics.measures import (
    m03_interactive,
    m31_response,
    m37_extended,
    m38_functions,
    m41_cycle,
    m47_benefit,
)
from analytics.measures import m56_presence as presence
from analytics.models import Look, SelfAssessment, Statement
from analytics.network import network_of
from analytics.places import places_of
from analytics.record import Record, Scope

ID = "D4"
TWO_QUARTERS, QUARTER = timedelta(days=182), timedelta(days=91)
Values = dict[str, float | None]


def history(record: Record, as_of: date, spread: Sequence[Sight]) -> list[Sight]:
    """Return the looks that were kept and those of the last two weeks; `spread` is the history of D2, for the breadth.

    What people state cannot be replayed further back than it was stated, so earlier looks are never taken anew.
    """
    weeks = census(record, as_of).weeks
    days = [weeks.end_of(week) for week in range(weeks.count) if not weeks.is_dropped[week]][-2:]
    if not days:
        return []
    kept = Look.objects.filter(detector=ID, department_id=None, on__lt=days[0]).order_by("on")
    seen = [(look.on, Level(look.seen), look.evidence) for look in kept]
    for day in days:
        values = gate_values(record, day, spread)
        passed = passed_gates(values, day)
        before, assessed = _before(record, day, spread), assessment(day)
        level = maturity.level(passed, before, assessed)
        seen.append((day, level, _numbers(values, passed, before, assessed)))
    fired = confirmed(level for _day, level, _evidence in seen)
    return [
        Sight(day, level, given, evidence) for (day, level, evidence), given in zip(seen, fired, strict=True)
    ]


def gate_values(record: Record, day: date, spread: Sequence[Sight]) -> Values:
    """Return the figure that decides each gate; None where there is none."""
    scope = Scope(record, day)
    interactive = m03_interactive.compute(scope, False).value
    outside = m37_extended.compute(scope, False)
    breadth = next((sight.evidence["breadth"] for sight in reversed(spread) if sight.on <= day), None)
    return {
        "interactive_15": interactive,
        "interactive_27": interactive,
        "interactive_38": interactive,
        "owners": _owned(record, day),
        "breadth": breadth,
        "response": m31_response.compute(scope, False).value,
        "leaders": presence.compute(scope, False).value,
        # The network of three quarters is weighed only where its gate is near.
        "openness": _rises(record, day) if (interactive or 0.0) >= 0.27 else None,
        "benefit": float(m47_benefit.compute(scope, False).count or 0),
        "decisions": m41_cycle.compute(scope, False).parts.get("late"),
        "extended": m38_functions.compute(scope, False).value if outside.count else None,
    }


def passed_gates(values: Values, day: date) -> set[str]:
    """Return the gates that figures pass and those that somebody states on that day."""
    stated = dict(
        Statement.objects.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gte=day), on__lt=day)
        .order_by("on")
        .values_list("gate", "on")
    )
    passed = set()
    for gate in maturity.GATES:
        if gate.is_stated:
            on = stated.get(gate.key)
            is_passed = on is not None and (not gate.lasts or (day - on).days <= gate.lasts)
        else:
            is_passed = gate.is_passed(values.get(gate.key))
        if is_passed:
            passed.add(gate.key)
    return passed


def assessment(day: date) -> dict[str, int]:
    """Return the newest self-assessment of each axis before a day: what is said later leaves its look as it was."""
    rows = SelfAssessment.objects.filter(at__date__lt=day).order_by("at", "pk")
    return dict(rows.values_list("axis", "stage"))


def _before(record: Record, day: date, spread: Sequence[Sight]) -> set[str] | None:
    then = day - TWO_QUARTERS
    if record.first_on is None or record.first_on > then:
        return None
    return passed_gates(gate_values(record, then, spread), then)


def _owned(record: Record, day: date) -> float | None:
    """Return the share of communities with an owner who is still here."""
    here = record.directory.still_here(day)
    standing = [
        place
        for place in places_of(record)
        if place.founded_on <= day and (place.archived_on is None or place.archived_on > day)
    ]
    if not standing:
        return None
    return float(np.mean([bool(here[place.owners[place.owners >= 0]].any()) for place in standing]))


def _rises(record: Record, day: date) -> float:
    """Return for how many quarters in a row the E-I excess has risen, two at most."""
    now, before, earlier = (_excess(record, day - back) for back in (timedelta(0), QUARTER, TWO_QUARTERS))
    if not now > before:
        return 0.0
    return 2.0 if before > earlier else 1.0


def _excess(record: Record, day: date) -> float:
    network = network_of(record, day)
    placed = network.departments[network.departments >= 0]
    if not len(placed):
        return float("nan")
    return network.index() - (1 - 2 * chance_internal(np.bincount(placed)))


def _numbers(
    values: Values, passed: set[str], before: set[str] | None, assessed: dict[str, int]
) -> dict[str, Any]:
    return {
        "stage": maturity.stage_of(passed),
        "axes": maturity.stages_of_axes(passed),
        "passed": sorted(passed),
        "gained": None if before is None else sorted(passed - before),
        "values": {name: plain(value) for name, value in values.items()},
        "assessed": assessed,
        "overclaim": maturity.overclaim(assessed, passed),
        "next": [gate.key for gate in maturity.next_gates(passed)],
    }
