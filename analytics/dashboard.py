"""What the insight pages show: released figures of the newest snapshot, put into words and coordinates."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics import charts, units
from analytics.detectors.sight import LEVEL_WORDS
from analytics.maths.intervals import wilson
from analytics.measures.declared import Measure
from analytics.measures.registry import HEADLINE, MEASURES
from analytics.models import Snapshot
from analytics.release import released
from analytics.rollstate import rolled_at
from analytics.units import number

Body = dict[str, Any]
DETECTORS = {
    "D1": (gettext_lazy("Enthusiasm that withers"), True),
    "D2": (gettext_lazy("Only one department adopts"), True),
    "D3": (gettext_lazy("Confused culture, absent executives"), False),
    "D4": (gettext_lazy("Lack of maturity"), False),
}
UNSEEN = {
    "D1": gettext_lazy("There is no whole week to look at yet."),
    "D2": gettext_lazy("Needs at least two departments and 30 people in them."),
}
MOST_IN_MAP = 24
LAMP_CLASS = {
    "calm": "good",
    "watch": "watch",
    "alert": "alert",
    "critical": "critical",
    "unknown": "unknown",
}
# What fits one screen; everything else stands on the panels' pages.
FIRST = (HEADLINE, "M-20", "M-23", "M-27", "M-31", "M-39a", "M-43", "M-50", "M-56", "M-12", "M-13", "M-2")
IN_TABLE = ("M-1", "M-3", "M-5", "M-20", "M-31")


@dataclass(frozen=True)
class Shown:
    """A released snapshot with its freshness."""

    pk: int
    body: Body
    as_of: date
    computed_at: datetime
    rolled_at: datetime | None


def newest() -> Shown | None:
    """Return the newest snapshot as it may be shown; None before there is any, or while it holds nothing."""
    snapshot = Snapshot.objects.order_by("-computed_at").first()
    if snapshot is None or snapshot.body.get("first_on") is None:
        return None
    return Shown(snapshot.pk, released(snapshot.body), snapshot.as_of, snapshot.computed_at, rolled_at())


def overview(shown: Shown) -> Body:
    """Return the context of the dashboard."""
    body = shown.body
    return {
        "shown": shown,
        "lamps": lamps(body),
        "tiles": [tile(MEASURES[key], body["measures"][key]) for key in FIRST if key in body["measures"]],
        "trend": trend(body),
        "heat": heat(body["matrix"]),
        "departments": departments(body),
        "columns": [MEASURES[key] for key in IN_TABLE],
    }


def lamps(body: Body) -> list[Body]:
    """Return the early-warning strip; what nobody measures yet says so."""
    strip = []
    for key, (name, is_live) in DETECTORS.items():
        state = body["detectors"].get(key, {"level": "unknown", "sentence": ""})
        missing = UNSEEN.get(key) or _("This warning is not measured yet.")
        strip.append(
            {
                "id": key,
                "name": name,
                "is_live": is_live,
                "level": state["level"],
                "css": LAMP_CLASS[state["level"]],
                "state": LEVEL_WORDS[state["level"]],
                "sentence": state["sentence"] or missing,
            }
        )
    return strip


def tile(measure: Measure, kept: Body) -> Body:
    """Return a measure as a tile: value, interval, comparison, track and sparkline."""
    figure = kept["company"]
    points, area = charts.spark(kept["history"])
    return {
        "measure": measure,
        "figure": figure,
        "value": number(figure["value"], measure.unit),
        "unit": units.sign(measure.unit),
        "interval": interval(figure, measure.unit),
        "delta": _delta(measure, figure["value"], kept["previous"]),
        "last_year": number(kept["last_year"], measure.unit),
        "track": _track(measure, figure),
        "spark": points,
        "area": area,
        "parts": _parts(measure, figure["parts"]),
    }


def interval(figure: Body, unit: str) -> str:
    """Return a 95 % interval in words."""
    if figure["value"] is None:
        return ""
    return units.interval(figure["low"], figure["high"], unit)


def _parts(measure: Measure, parts: dict[str, float | None]) -> list[tuple[str, str]]:
    """Return the numbers beside a figure with their names, in the order in which they are declared."""
    return [
        (str(part.words), units.told(parts[name], part.unit))
        for name, part in measure.parts.items()
        if parts.get(name) is not None
    ]


def _delta(measure: Measure, value: float | None, before: float | None) -> Body | None:
    if value is None or before is None:
        return None
    change = value - before
    shown = number(abs(change), measure.unit)
    mood = ""
    if measure.is_goal_up is not None and float(shown) > 0:
        mood = "good" if (change > 0) == measure.is_goal_up else "bad"
    icon = "minus" if float(shown) == 0 else "arrow-up" if change > 0 else "arrow-down"
    return {"words": shown, "mood": mood, "icon": icon}


def _track(measure: Measure, figure: Body) -> Body | None:
    if measure.unit != "share" or figure["value"] is None:
        return None
    low, high = figure["low"], figure["high"]
    if min(figure["value"], low or 0.0) < 0:
        return None
    return {
        "value": round(100 * figure["value"], 1),
        "low": None if low is None else round(100 * low, 1),
        "span": None if low is None else round(100 * (high - low), 1),
        "benchmark": None if measure.benchmark is None else round(100 * measure.benchmark, 1),
    }


def trend(body: Body) -> charts.Lines | None:
    """Return the weekly interactive share with launch, peak and what D1 has fired."""
    weekly, state = body["weekly"], body["detectors"]["D1"]
    if body["measures"][HEADLINE]["company"]["hidden"]:
        return None
    weeks = [
        _week(date.fromisoformat(week), interactive, headcount)
        for week, interactive, headcount in zip(
            weekly["weeks"], weekly["interactive"], weekly["headcount"], strict=True
        )
    ]
    evidence = state["evidence"] or {}
    named = {
        "launch": _("launch"),
        "peak_week": _("peak"),
        "first_watch": _("watch"),
        "first_alert": _("alert"),
        "first_critical": _("critical"),
    }
    dated: dict[str, str] = {}
    for key, words in named.items():
        if evidence.get(key):
            # Of several on one day the gravest remains.
            dated[evidence[key]] = words
    if not any(week.share is not None for week in weeks):
        return None
    marks = [(_monday(date.fromisoformat(day)), words) for day, words in dated.items()]
    return charts.lines(weeks, marks, MEASURES[HEADLINE].benchmark)


def _week(monday: date, interactive: float | None, headcount: float | None) -> charts.Week:
    if interactive is None or not headcount:
        return charts.Week(monday, None)
    bounds = wilson(int(interactive), int(headcount))
    return charts.Week(monday, interactive / headcount, bounds.low, bounds.high)


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())


def heat(matrix: Body | None) -> Body | None:
    """Return the department matrix as rows of cells with their shade."""
    if matrix is None:
        return None
    units, cells = matrix["departments"], matrix["cells"]
    largest = sorted(range(len(units)), key=lambda place: (-units[place]["people"], units[place]["name"]))[
        :MOST_IN_MAP
    ]
    rows = [
        {
            "name": units[a]["name"],
            "cells": [
                {**cells[a][b], **_shade(cells[a][b]), "with": units[b]["name"], "is_self": a == b}
                for b in largest
            ],
        }
        for a in largest
    ]
    return {"names": [row["name"] for row in rows], "rows": rows, "left_out": len(units) - len(largest)}


def _shade(cell: Body) -> Body:
    value = cell["value"]
    if value is None:
        return {"css": "is-hidden", "text": "·"}
    if value <= -90:
        return {"css": "c3", "text": "0", "words": _("never")}
    step = min(int(abs(value) / 0.75), 3)
    css = f"b{step + 1}" if value > 0 else f"c{step}"
    times = 2**value
    words = _("%(times)s times what volumes explain") % {
        "times": f"{times:.1f}" if times >= 0.1 else f"{times:.2f}"
    }
    return {"css": css, "text": f"{round(value, 1) or 0.0:+.1f}", "words": words}


def departments(body: Body) -> list[Body]:
    """Return one row per department with the measures of the table."""
    return [
        {
            "name": unit["name"],
            "people": unit["people"],
            "cells": [
                _cell(MEASURES[key], body["measures"][key]["departments"].get(str(unit["id"])))
                for key in IN_TABLE
            ],
        }
        for unit in sorted(body["departments"], key=lambda unit: (-unit["people"], unit["name"]))
    ]


def _cell(measure: Measure, figure: Body | None) -> Body:
    if figure is None:
        return {"value": "", "reason": _("not computed for departments")}
    return {
        "value": number(figure["value"], measure.unit),
        "interval": interval(figure, measure.unit),
        "track": _track(measure, figure) if measure.id == HEADLINE else None,
        "reason": figure["reason"],
        "hidden": figure["hidden"],
    }
