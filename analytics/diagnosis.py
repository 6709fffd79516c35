"""A network's diagnosis: the released figures with the graph behind them, as one documented structure.

The keys are stable: docs/metrics-notes.md describes each.
"""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from analytics.detectors.sight import plain
from analytics.figures import computed
from analytics.maths.network import key_player_index
from analytics.maths.openness import CompanyOpenness
from analytics.measures.declared import Measure
from analytics.measures.registry import MEASURES
from analytics.models import Snapshot
from analytics.network import Network, network_of
from analytics.record import Record
from analytics.release import COARSE, released

Body = dict[str, Any]
NO_DEPARTMENTS = "not applicable: no departments"


def diagnosed(as_of: date | None = None) -> Body:
    """Return the diagnosis as of a day, or of the last day with interactions."""
    record = Record(as_of)
    day = as_of or record.last_on or record.until
    full = computed(record, day, before=_kept(day))
    shown = released(full)
    network = network_of(record, day)
    return {
        "as_of": day.isoformat(),
        "span": {"first": full["first_on"], "last": full["last_on"]},
        "people": full["people"],
        "departments": len(full["departments"]),
        "measures": {one.id: _measure(one, shown["measures"][one.id]) for one in MEASURES.values()},
        "graph": _graph(network),
        "matrix": _matrix(shown["matrix"], full["matrix"]),
        "detectors": {
            "D1": _withering(shown["detectors"]["D1"]),
            "D2": _silos(shown["detectors"]["D2"], full["detectors"]["D2"], network),
        },
        "weekly": _weekly(full["weekly"]),
    }


def _kept(day: date) -> Body | None:
    """Return the figures that the pages show for that day, so that weekly ones are the same here."""
    body: Body | None = Snapshot.objects.filter(as_of=day).values_list("body", flat=True).first()
    return body


def _measure(measure: Measure, kept: Body) -> Body:
    figure = kept["company"]
    return {
        "name": str(measure.name),
        "value": figure["value"],
        "n": figure["n"],
        "interval": None if figure["low"] is None else [figure["low"], figure["high"]],
        "unit": measure.unit,
        "benchmark": measure.benchmark,
        "benchmark_note": str(measure.benchmark_words),
        "goal": measure.goal,
        "previous": kept["previous"],
        "last_year": kept["last_year"],
        "version": measure.version,
        "parts": figure["parts"],
        "hidden": figure["hidden"],
        "reason": figure["reason"],
    }


def _graph(network: Network) -> Body:
    ties = network.ties
    return {
        "people": len(network.members),
        "directed_edges": ties.edges,
        "ties": ties.count,
        "two_way_ties": ties.two_way_count,
        "two_way_share": plain(ties.two_way_share),
        "two_way_ties_per_person": plain(ties.two_way_per_person),
        "key_player_index": plain(key_player_index(ties)),
        "modularity": plain(network.modularity()),
        "two_way": _openness(network.openness),
        "all_ties": _openness(network.openness_of_all),
    }


def _openness(seen: CompanyOpenness | None) -> Body:
    if seen is None:
        return {"reason": NO_DEPARTMENTS}
    company = seen.company
    return {
        "external": company.external,
        "internal": company.internal,
        "ei": plain(company.index),
        "p_int": plain(company.chance_internal),
        "ei_expected": plain(company.expected),
        "excess": plain(company.excess),
        "permutation_mean": plain(company.permutation_mean),
        "permutation_sd": plain(company.permutation_sd),
        "z": plain(company.z),
        "unplaced_people": seen.unplaced_people,
        "unplaced_ties": seen.unplaced_ties,
    }


def _matrix(kept: Body | None, full: Body | None) -> Body:
    """Return log2 of observed to expected, unrounded, for every pair of departments that may be shown."""
    if kept is None or full is None:
        return {"reason": NO_DEPARTMENTS}
    return {
        "departments": [unit["name"] for unit in kept["departments"]],
        "cells": [
            [None if cell["value"] is None else plain(ratio) for cell, ratio in zip(*both, strict=True)]
            for both in zip(kept["cells"], full["ratios"], strict=True)
        ],
    }


def _withering(state: Body) -> Body:
    if not state["evidence"]:
        return {"level": "unknown", "reason": _("There is no whole week to look at yet.")}
    evidence = {key: value for key, value in state["evidence"].items() if not key.endswith("_index")}
    return {**_common(state), **evidence}


def _silos(state: Body, full: Body, network: Network) -> Body:
    """Return D2 with its indices to the last digit: whoever runs a command holds the database anyway."""
    if not state["evidence"]:
        few = _("there are too few people in departments, or fewer than two departments")
        return {"level": "unknown", "reason": few if network.numbers else NO_DEPARTMENTS}
    exact = {
        name: full["evidence"][name] for name in (*COARSE, "without_broadcasts") if name in full["evidence"]
    }
    return {**_common(state), **state["evidence"], **exact}


def _common(state: Body) -> Body:
    return {
        "level": state["level"],
        "seen": state["seen"],
        "on": state["on"],
        "sentence": state["sentence"],
        "advice": state["advice"],
        "units": state["units"],
        "looks": [{"on": on, "seen": seen, "level": level} for on, seen, level in state["looks"]],
    }


def _weekly(weekly: Body) -> list[Body]:
    rows = zip(weekly["weeks"], weekly["interactive"], weekly["headcount"], weekly["acts"], strict=True)
    return [
        {
            "week": week,
            "interactive": interactive,
            "headcount": headcount,
            "share": plain(interactive / headcount) if interactive is not None and headcount else None,
            "acts": acts,
        }
        for week, interactive, headcount, acts in rows
    ]
