"""The one gate between a computed figure and anybody's eyes (metrics.md 6.2): page, API, command and export
alike.

Departments are a partition of the company whose total is published, so hiding one alone would hide nothing.
People without a department are one more part of it, never shown.
"""

import copy
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

Body = dict[str, Any]
FEWEST_PAIRS = 3
# Indices over all departments, in steps where some of them are hidden.
COARSE = {"gini", "gini_low", "concentration", "theil", "effective_departments", "reference_rate", "breadth"}
STEP = 0.05
# Counts beside a department's figure that sum to what is published of the company.
UNGUARDED = {"week", "half_year", "external", "internal"}
ONE_PERSON, TWO_PEOPLE = 0.5, 0.8


def released(body: Body, k: int | None = None) -> Body:
    """Return a copy of a snapshot's body in which nothing tells of fewer than k people."""
    k = max(settings.MINIMUM_GROUP, k or 0)
    shown = copy.deepcopy(body)
    sizes = {str(unit["id"]): int(unit["people"]) for unit in shown["departments"]}
    _release_measures(shown["measures"], sizes, unplaced=int(shown["unplaced"]), k=k)
    if shown["matrix"]:
        _release_matrix(shown["matrix"], k)
    headline = shown["measures"].get("M-3")
    open_units = (
        {unit for unit, figure in headline["departments"].items() if not figure["hidden"]}
        if headline
        else None
    )
    for state in shown["detectors"].values():
        _release_state(state, k, open_units)
    return shown


def _release_measures(measures: Body, sizes: dict[str, int], *, unplaced: int, k: int) -> None:
    """Hide what may not be shown of each measure, and in all of them the departments that guard a smaller one.

    Shares of the headcount tell of the same people: were a guard hidden in one of them only, the others, or a figure that
    rests on its count, would give away what it guards.
    """
    reasons = {key: _reasons(measure, sizes, k) for key, measure in measures.items()}
    small = {unit for unit, size in sizes.items() if not _has_k(size, measures, k)}
    of_headcount = [one for one in measures.values() if _is_of_headcount(one["departments"], sizes)]
    guards = _companions(
        [(one["departments"], one["company"], small) for one in of_headcount], sizes, unplaced, k
    )
    for key, measure in measures.items():
        units, why = measure["departments"], reasons[key]
        hidden = {unit for unit, reason in why.items() if reason} | (set(guards) & units.keys())
        own = _companions([(units, measure["company"], hidden)], sizes, unplaced, k) if units else []
        for unit in {*guards, *own} & units.keys():
            why[unit] = why[unit] or _(
                "Hidden so that a smaller department cannot be worked out from the total."
            )
        for unit, reason in why.items():
            if reason:
                _hide(units[unit], reason)
        if any(why.values()):
            _keep_parts_quiet(units)


def _reasons(measure: Body, sizes: dict[str, int], k: int) -> dict[str, str]:
    """Hide the company's figure if it must be, and say why each department's must; empty words for one that may stay."""
    company = measure["company"]
    reason = _reason_of_its_own(company, company["people"], k)
    if reason:
        _hide(company, reason)
        measure.update(previous=None, last_year=None, history=[])
    units = measure["departments"].items()
    return {unit: _unit_reason(figure, sizes.get(unit, 0), company=company, k=k) for unit, figure in units}


def _has_k(size: int, measures: Body, k: int) -> bool:
    rests = [measure["company"]["people"] - size for measure in measures.values() if measure["departments"]]
    return size >= k and not any(0 < rest < k for rest in rests)


def _is_of_headcount(units: Body, sizes: dict[str, int]) -> bool:
    return bool(units) and all(
        figure.get("count") is not None and figure["n"] == sizes.get(unit) for unit, figure in units.items()
    )


def _keep_parts_quiet(units: Body) -> None:
    """Take back the counts beside a department's figure: nothing guards their sums."""
    for figure in units.values():
        figure["parts"] = {name: part for name, part in figure["parts"].items() if name not in UNGUARDED}


def _unit_reason(figure: Body, size: int, *, company: Body, k: int) -> str:
    if company["value"] is None and company["hidden"]:
        return _("Hidden because the company's figure is.")
    rest = company["people"] - size
    if 0 < rest < k:
        return _("Fewer than %(k)s people are outside this department.") % {"k": k}
    return _reason_of_its_own(figure, size, k)


def _reason_of_its_own(figure: Body, people: int, k: int) -> str:
    """Return why a figure may not be shown, by size and by dominance; empty if it may."""
    figure["hidden"] = False
    if people < k:
        return _("Fewer than %(k)s people.") % {"k": k}
    if figure["value"] is not None and figure["n"] < k:
        return _("It rests on fewer than %(k)s.") % {"k": k}
    largest = figure.get("largest_shares")
    if figure["value"] is not None and largest and (largest[0] > ONE_PERSON or largest[1] > TWO_PEOPLE):
        return _("One or two people make most of this value.")
    return ""


Part = tuple[Body, Body, set[str]]


def _companions(tables: list[Part], sizes: dict[str, int], unplaced: int, k: int) -> list[str]:
    """Choose what must be hidden too: the smallest departments, until the hidden part of every table tells of nobody.

    A table is its departments, its total and what it hides already. The hidden part is safe when it holds at least k
    people in at least two parts, and when its sum, known by subtraction, leaves every hidden count open.
    """
    extra: list[str] = []
    given = {unit for units, _total, hidden in tables for unit in units.keys() - hidden}
    others = sorted(given, key=lambda unit: (sizes.get(unit, 0), unit))

    def is_safe() -> bool:
        return all(
            _is_safe(units, (hidden | set(extra)) & units.keys(), sizes, total=total, unplaced=unplaced, k=k)
            for units, total, hidden in tables
        )

    while others and not is_safe():
        extra.append(others.pop(0))
    return extra


def _is_safe(  # noqa: PLR0913
    units: Body, hidden: set[str], sizes: dict[str, int], *, total: Body, unplaced: int, k: int
) -> bool:
    parts = [sizes.get(unit, 0) for unit in hidden] + ([unplaced] if unplaced else [])
    if not parts:
        return True
    if len(parts) < 2 or sum(parts) < k:
        return False
    counted = [unit for unit in hidden if units[unit].get("count") is not None]
    if total.get("count") is None or len(counted) < len(hidden):
        return True
    rest = total["count"] - sum(figure["count"] or 0 for unit, figure in units.items() if unit not in hidden)
    room = total["n"] - sum(figure["n"] for unit, figure in units.items() if unit not in hidden)
    bases = [units[unit]["n"] for unit in hidden]
    # A companion is large enough to be known; it is hidden only so that these are not.
    small = [base for unit, base in zip(hidden, bases, strict=True) if sizes.get(unit, 0) < k or base < k]
    nowhere = room - sum(bases)
    return 0 < rest < room and all(
        _is_open(base, rest, room, k) for base in [*small, *[nowhere] * (nowhere < k)] if base
    )


def _is_open(base: int, rest: int, room: int, k: int) -> bool:
    """Tell whether a hidden count of `base` stays open, given the sum of all hidden counts.

    It lies between what the others cannot hold and what there is (the linear programme of one published sum);
    that must be wider than k, or as wide as it was before anything was published.
    """
    low, high = max(0, rest - (room - base)), min(base, rest)
    return high - low >= min(k + 1, base)


def _hide(figure: Body, reason: str) -> None:
    figure.update(value=None, low=None, high=None, count=None, parts={}, reason=reason, hidden=True)
    figure.pop("largest_shares", None)


def _release_matrix(matrix: Body, k: int) -> None:
    people = [unit["people"] for unit in matrix["departments"]]
    cells = []
    for a, row in enumerate(matrix["ratios"]):
        cells.append(
            [
                _cell(ratio, matrix["pairs"][a][b], smallest=min(people[a], people[b]), k=k)
                for b, ratio in enumerate(row)
            ]
        )
    matrix["cells"] = cells
    del matrix["ratios"], matrix["pairs"]


def _cell(ratio: float | None, pairs: int, *, smallest: int, k: int) -> Body:
    if smallest < k:
        return {"value": None, "reason": _("Fewer than %(k)s people on one side.") % {"k": k}}
    if 0 < pairs < FEWEST_PAIRS or ratio is None:
        return {"value": None, "reason": _("Fewer than %(n)s pairs of people.") % {"n": FEWEST_PAIRS}}
    # A row of exact ratios adds up to one: it would be an equation for the cell that is left out.
    return {"value": round(ratio, 1), "reason": ""}


def _unname(state: Body, evidence: Body, shown: set[str]) -> None:
    """Keep the sentence from naming a department that the table withholds."""
    if str(evidence["top"]) in shown:
        return
    evidence["top"] = None
    if evidence["wording"] == "one department":
        state["sentence"] = _("One department carries it; it is too small to be named.")


def _release_state(state: Body, k: int, open_units: set[str] | None) -> None:
    """Leave out of the evidence every department whose interactive people the table of M-3 withholds.

    The levels themselves are about the company or 30 people.
    """
    state["units"] = [unit for unit in state["units"] if (unit["people"] or 0) >= k]
    evidence = state["evidence"]
    if not evidence:
        return
    rows = evidence.get("departments", [])
    kept = [
        row for row in rows if row["people"] >= k and (open_units is None or str(row["id"]) in open_units)
    ]
    guards = _guards_of_rows(rows, {str(row["id"]) for row in rows if row not in kept}, k)
    kept = [row for row in kept if str(row["id"]) not in guards]
    evidence["departments"] = kept
    if "gini" not in evidence or len(kept) == len(rows):
        return
    evidence["left_out"] = len(rows) - len(kept)
    shown = {str(row["id"]) for row in kept}
    _unname(state, evidence, shown)
    evidence["damped"] = {pk: share for pk, share in evidence.get("damped", {}).items() if pk in shown}
    # Exact to the last digit they would be equations for what is hidden.
    for figures in (evidence, evidence.get("without_broadcasts") or {}):
        for name in COARSE & figures.keys():
            figures[name] = None if figures[name] is None else round(round(figures[name] / STEP) * STEP, 2)


def _guards_of_rows(rows: list[Body], hidden: set[str], k: int) -> list[str]:
    """Choose which rows of the evidence must go with the hidden ones: its day is another than the table's."""
    if not all("interactive" in row for row in rows):
        return []
    units = {str(row["id"]): {"n": row["people"], "count": row["interactive"]} for row in rows}
    sizes = {unit: int(figure["n"]) for unit, figure in units.items()}
    total = {name: sum(figure[name] for figure in units.values()) for name in ("n", "count")}
    return _companions([(units, total, hidden)], sizes, 0, k)
