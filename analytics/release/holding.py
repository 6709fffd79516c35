"""Rule 5: a figure whose group changed by a few people since it was last shown keeps its old value until that is safe.

What was shown on which day is remembered as an epoch: who was in which department, what was counted, and which figures
were fresh. Two answers of any two epochs, alone or summed up, never differ by 1 to k - 1 people.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from analytics.maths.differencing import COMPANY, Earlier, moves_between, safe_to_show
from analytics.release.cells import PUBLIC_ROLE, hide

Body = dict[str, Any]
# Who is counted and has not left, by the key of their department; empty for none.
Roster = Mapping[int, str]
HEADLINE = "M-3"


@dataclass(frozen=True)
class Epoch:
    """One state of the directory as it was shown: plain values, to be kept."""

    on: str
    roster: dict[str, list[int]]
    counts: dict[str, dict[str, int | None]]
    shown: dict[str, list[str]]

    @property
    def groups(self) -> dict[int, str]:
        """Everybody's department."""
        return {person: unit for unit, people in self.roster.items() for person in people}


@dataclass(frozen=True)
class Past:
    """Who is where now, what was shown before, and the newest released body."""

    roster: Roster
    epochs: Sequence[Epoch] = ()
    last: Body | None = None


def hold(shown: Body, body: Body, past: Past, k: int) -> None:
    """Put the old value in the place of each figure that must wait, or hide it where there was none."""
    moves = [(epoch, moves_between(epoch.groups, past.roster)) for epoch in past.epochs]
    moves = [(epoch, moved) for epoch, moved in moves if any(before != after for before, after in moved)]
    if not moves:
        return
    sizes = {str(unit["id"]): int(unit["people"]) for unit in shown["departments"]}
    for key, measure in shown["measures"].items():
        if key in PUBLIC_ROLE:
            continue
        given = _given(measure)
        counted = key if _counts_people(body["measures"][key]) else HEADLINE
        counts = _counts(body, counted)
        earlier = [
            Earlier(moved, epoch.counts.get(counted, {}), frozenset(epoch.shown.get(key, ())))
            for epoch, moved in moves
        ]
        fresh = safe_to_show(given, sizes, counts=counts, earlier=earlier, k=k)
        old = past.last["measures"].get(key) if past.last else None
        for unit in given - fresh:
            _keep_old(measure, unit, old, past.last)
    _hold_matrix(shown, past.last)


def epoch_of(body: Body, shown: Body, roster: Roster, before: Epoch | None = None) -> Epoch:
    """Return what is to be remembered of a release; the same directory as before goes on with its epoch."""
    groups: dict[str, list[int]] = {}
    for person, unit in roster.items():
        groups.setdefault(unit, []).append(person)
    fresh = {
        key: {unit for unit in _given(one) if not _at(one, unit)["held_on"]}
        for key, one in shown["measures"].items()
    }
    if before and before.groups == dict(roster):
        for key, units in before.shown.items():
            fresh.setdefault(key, set()).update(units)
    counts = {key: _counts(body, key) for key in body["measures"]}
    return Epoch(body["as_of"], groups, counts, {key: sorted(units) for key, units in fresh.items()})


def _given(measure: Body) -> set[str]:
    """Return which groups of a measure the other rules let be shown."""
    given = {unit for unit, figure in measure["departments"].items() if not figure["hidden"]}
    return given | (set() if measure["company"]["hidden"] else {COMPANY})


def _at(measure: Body, unit: str) -> Body:
    figure: Body = measure["company"] if unit == COMPANY else measure["departments"][unit]
    return figure


def _counts_people(measure: Body) -> bool:
    company = measure["company"]
    return company.get("count") is not None and company["n"] == company["people"]


def _counts(body: Body, key: str) -> dict[str, int | None]:
    measure = body["measures"].get(key)
    if measure is None:
        return {}
    counts = {unit: figure["count"] for unit, figure in measure["departments"].items()}
    return {**counts, COMPANY: measure["company"]["count"]}


def _keep_old(measure: Body, unit: str, old: Body | None, last: Body | None) -> None:
    figure = _at(measure, unit)
    words = _(
        "Fewer people than may be told of came or left since it was last shown: it is held back until more have."
    )
    known = old and (old["company"] if unit == COMPANY else old["departments"].get(unit))
    if not known or known["hidden"] or last is None:
        hide(figure, ("time", words))
        return
    figure.clear()
    figure.update(known, why="time", held_on=known.get("held_on") or last["as_of"])
    if unit == COMPANY and old:
        measure.update({name: old[name] for name in ("previous", "last_year", "history")})


def _hold_matrix(shown: Body, last: Body | None) -> None:
    """Give the cells of a department that waits their old values."""
    matrix, headline = shown["matrix"], shown["measures"].get(HEADLINE)
    if not matrix or not headline:
        return
    held = {int(unit) for unit, figure in headline["departments"].items() if figure["why"] == "time"}
    old = _cells(last["matrix"]) if last and last["matrix"] else {}
    ids = [unit["id"] for unit in matrix["departments"]]
    nothing = {"value": None, "reason": _("Held back: a few people came or left."), "why": "time"}
    for a, row in zip(ids, matrix["cells"], strict=True):
        for place, b in enumerate(ids):
            if held & {a, b} and row[place]["value"] is not None:
                row[place] = old.get((a, b), nothing)


def _cells(matrix: Body) -> dict[tuple[int, int], Body]:
    ids = [unit["id"] for unit in matrix["departments"]]
    return {
        (a, b): cell
        for a, row in zip(ids, matrix["cells"], strict=True)
        for b, cell in zip(ids, row, strict=True)
    }
