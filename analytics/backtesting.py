"""What a detector would have given with other thresholds, from the inputs that were kept: no facts are read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

import numpy as np

from analytics.detectors import rules
from analytics.detectors.sight import LEVEL_NAMES
from analytics.maths import leadership, silos, withering
from analytics.maths.levels import Level, confirmed
from analytics.models import Look, Snapshot
from analytics.network import seeded

ROUNDS = 200


@dataclass(frozen=True)
class Replay:
    """How many looks of the company there were, how many gave each level, and when it was first given."""

    looks: int
    given: dict[str, int]
    first: dict[str, date | None]


def backtest(detector: str, changes: dict[str, Any]) -> Replay | None:
    """Replay the kept history of the company with these thresholds; None where nothing can be replayed."""
    if detector not in rules.KINDS:
        return None
    thresholds = rules.KINDS[detector](**{**rules.changed(detector), **changes})
    replays: dict[str, Callable[[Any], list[tuple[date, Level]]]] = {
        "D1": _fall,
        "D2": _spread,
        "D3": _leaders,
    }
    found = replays[detector](thresholds)
    return _summed(found) if found else None


def read_changes(detector: str, given: Any) -> dict[str, Any]:
    """Return the thresholds that an address or a form names, as numbers; raises ValueError for what is none."""
    changes: dict[str, Any] = {}
    for field in fields(rules.KINDS[detector]) if detector in rules.KINDS else ():
        words = str(given.get(field.name, "")).strip().replace(",", ".")
        if words:
            number = float(words)
            if not 0 <= number <= 1_000:
                raise ValueError(words)
            changes[field.name] = int(number) if isinstance(field.default, int) else number
    return changes


def _summed(looks: list[tuple[date, Level]]) -> Replay:
    fired = list(zip([on for on, _level in looks], confirmed(level for _on, level in looks), strict=True))
    levels = (Level.WATCH, Level.ALERT, Level.CRITICAL)
    return Replay(
        looks=len(looks),
        given={LEVEL_NAMES[one]: sum(level == one for _on, level in fired) for one in levels},
        first={LEVEL_NAMES[one]: next((on for on, level in fired if level >= one), None) for one in levels},
    )


def _fall(thresholds: withering.Thresholds) -> list[tuple[date, Level]]:
    newest = Snapshot.objects.order_by("-computed_at").first()
    if newest is None:
        return []
    weekly = newest.body["weekly"]
    active, people = (_column(weekly[name]) for name in ("interactive", "headcount"))
    floors = {look.on: look.evidence for look in _kept("D1")}
    mondays = [date.fromisoformat(week) for week in weekly["weeks"]]

    def weigh(look: withering.Look) -> withering.Evidence:
        known = floors.get(mondays[look.week] + timedelta(days=6), {})
        values = (known.get("cohort_floor"), known.get("stalwart_change"))
        return withering.Evidence(*(np.nan if value is None else value for value in values))

    looks = withering.replay(active, people, thresholds=thresholds, evidence=weigh)
    return [(mondays[look.week] + timedelta(days=6), look.level) for look in looks]


def _spread(thresholds: silos.Thresholds) -> list[tuple[date, Level]]:
    found = []
    for look in _kept("D2"):
        rows = look.evidence["departments"]
        active, people = ([int(row[name]) for row in rows] for name in ("interactive", "people"))
        if not rows:
            continue
        rng = seeded(f"D2 {look.on}")
        found.append(
            (look.on, silos.look(active, people, rng=rng, rounds=ROUNDS, thresholds=thresholds).level)
        )
    return found


def _leaders(thresholds: leadership.Thresholds) -> list[tuple[date, Level]]:
    found, lately = list[tuple[date, Level]](), list[float | None]()
    for look in _kept("D3"):
        kept = look.evidence
        lately = [*lately, kept["confusion"]][-leadership.LONG_WEEKS :]
        now, before = (
            leadership.Leaders(*(_number(part[name]) for name in ("presence", "conversation", "response")))
            for part in (kept, kept["before"])
        )
        level = leadership.level(
            now,
            before,
            started=_number(kept["started"]),
            confusion=[] if None in lately else [_number(one) for one in lately],
            thresholds=thresholds,
        )
        found.append((look.on, level))
    return found


def _kept(detector: str) -> Iterable[Look]:
    return Look.objects.filter(detector=detector, department_id=None).order_by("on")


def _column(values: list[float | None]) -> Any:
    return np.array([_number(value) for value in values])


def _number(value: float | None) -> float:
    return np.nan if value is None else value
