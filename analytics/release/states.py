"""Rule 7 and the detectors: cells of the matrix, and the evidence that names departments."""

import copy
from typing import Any

from django.utils.translation import gettext as _

from analytics.detectors import wording
from analytics.release.rounding import small_to_step, to_step

Body = dict[str, Any]
FEWEST_PAIRS = 3
# Indices over all departments, in steps where some of them are hidden.
COARSE = {"gini", "gini_low", "concentration", "theil", "effective_departments", "reference_rate", "breadth"}
STEP = 0.05
# Shares of the company in the evidence of a fall: whole percents.
PERCENTS = {"peak", "current", "drawdown", "drawdown_low", "cohort_floor", "stalwart_change"}


def release_matrix(matrix: Body | None, k: int) -> Body | None:
    """Return the matrix with the cells that may be shown: k people on both sides, and three pairs of them."""
    if not matrix:
        return matrix
    people = [unit["people"] for unit in matrix["departments"]]
    cells = [
        [
            _cell(ratio, matrix["pairs"][a][b], smallest=min(people[a], people[b]), k=k)
            for b, ratio in enumerate(row)
        ]
        for a, row in enumerate(matrix["ratios"])
    ]
    return {"departments": matrix["departments"], "cells": cells}


def _cell(ratio: float | None, pairs: int, *, smallest: int, k: int) -> Body:
    if smallest < k:
        return {"value": None, "why": "k", "reason": _("Fewer than %(k)s people on one side.") % {"k": k}}
    if pairs < FEWEST_PAIRS or ratio is None:
        words = _("Fewer than %(n)s pairs of people.") % {"n": FEWEST_PAIRS}
        return {"value": None, "why": "pairs", "reason": words}
    # A row of exact ratios adds up to one: it would be an equation for the cell that is left out.
    return {"value": round(ratio, 1), "why": "", "reason": ""}


def release_states(shown: Body, k: int) -> None:
    """Leave out of the evidence every department whose interactive people the table of M-3 withholds.

    The levels themselves are about the company or 30 people. Rows tell the table's own figures, and sentences are said
    anew from what is left.
    """
    headline = shown["measures"].get("M-3")
    table = headline["departments"] if headline else None
    for key, state in shown["detectors"].items():
        _release_units(state, k)
        evidence = state.get("evidence")
        if not evidence:
            continue
        if "gini" in evidence:
            _release_silos(evidence, table, k)
            state["sentence"] = wording.silos(evidence, state.get("level", ""))
        elif key == "D1":
            _release_fall(evidence, table, k)
            state["sentence"] = wording.withering(evidence, state.get("level", ""))


def released_evidence(evidence: Body, k: int, *, is_unit: bool = False) -> Body:
    """Return the evidence of one look by itself as it may be told; of a department in steps of 5 %."""
    told = copy.deepcopy(evidence)
    if "gini" in told:
        _release_silos(told, None, k)
        told.update(_in_steps(told, COARSE))
    elif "drawdown" in told:
        told["departments"] = []
        told.update(
            _in_steps(told, PERCENTS)
            if is_unit
            else {name: _rounded(told[name]) for name in PERCENTS & told.keys()}
        )
    return told


def _release_units(state: Body, k: int) -> None:
    state["units"] = [
        {**unit, "people": small_to_step(int(unit["people"])), **_in_steps(unit, {"drawdown"})}
        for unit in state["units"]
        if (unit["people"] or 0) >= k
    ]


def _release_silos(evidence: Body, table: Body | None, k: int) -> None:
    rows = evidence["departments"]
    kept = [row for row in rows if row["people"] >= k and _may_name(row, table)]
    figures = {row["id"]: _figure(row, table) for row in kept}
    total = sum(figure["count"] for figure in figures.values()) or 1
    heads = sum(row["people"] for row in rows) or 1
    evidence["departments"] = [
        _row(row, figures[row["id"]], total=total, heads=heads, is_partial=len(kept) < len(rows))
        for row in kept
    ]
    if evidence["top"] not in figures:
        evidence["top"] = None
    if table is None:
        return
    evidence["left_out"] = len(rows) - len(kept)
    evidence["damped"] = {
        pk: share if share is None else round(share, 2)
        for pk, share in evidence.get("damped", {}).items()
        if int(pk) in figures
    }
    # Exact to the last digit they would be equations for what is hidden or rounded.
    for told in (evidence, evidence.get("without_broadcasts") or {}):
        told.update(_in_steps(told, COARSE))


def _may_name(row: Body, table: Body | None) -> bool:
    return table is None or (str(row["id"]) in table and not table[str(row["id"])]["hidden"])


def _figure(row: Body, table: Body | None) -> Body:
    """Return the figure of the table, so that nothing is told twice in two ways."""
    figure = (table or {}).get(str(row["id"]))
    if figure and figure["value"] is not None:
        return {**figure, "people": figure["people"] or row["people"]}
    count = small_to_step(row.get("interactive", 0))
    return {
        "count": count,
        "value": count / row["people"],
        "low": None,
        "high": None,
        "people": row["people"],
    }


def _row(row: Body, figure: Body, *, total: int, heads: int, is_partial: bool) -> Body:
    share, own = figure["count"] / total, row["people"] / heads
    return {
        "id": row["id"],
        "name": row["name"],
        "people": small_to_step(figure["people"]),
        "interactive": figure["count"],
        "rate": figure["value"],
        "low": figure["low"],
        "high": figure["high"],
        "band": figure.get("band"),
        "share": None if is_partial else round(share, 2),
        "quotient": None if is_partial else round(share / own, 1),
        "is_lagging": row.get("is_lagging", False),
    }


def _release_fall(evidence: Body, table: Body | None, k: int) -> None:
    for row in evidence.get("departments", []):
        row.update({name: to_step(row[name]) for name in ("before", "after")})
    evidence["departments"] = [
        {**row, "people": small_to_step(row["people"])}
        for row in evidence.get("departments", [])
        if row["people"] >= k and _may_name(row, table) and row["after"] < row["before"]
    ]
    evidence.update({name: _rounded(evidence[name]) for name in PERCENTS & evidence.keys()})


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _in_steps(told: Body, names: set[str]) -> Body:
    return {
        name: None if told[name] is None else round(round(told[name] / STEP) * STEP, 2)
        for name in names & told.keys()
    }
