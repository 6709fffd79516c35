"""One page per panel: its measures as cards, one of them over time, and what belongs beside them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics import dashboard, plotting, units
from analytics.measures import declared
from analytics.measures.declared import Measure, Words
from analytics.measures.registry import MEASURES

Body = dict[str, Any]
FUNNEL = "M-40"


@dataclass(frozen=True)
class Panel:
    """A page of measures; `question` is what it answers, `before` the measure that is drawn first."""

    slug: str
    name: Words
    question: Words
    before: str = ""

    @property
    def measures(self) -> list[Measure]:
        """Those that declare this panel, in their order."""
        return [one for one in MEASURES.values() if str(one.panel) == str(self.name)]


# Relationships stand first, activity second.
PANELS = {
    panel.slug: panel
    for panel in (
        Panel(
            "relationships",
            declared.RELATIONSHIPS,
            gettext_lazy("Do people turn to each other, across departments and levels, and both ways?"),
            "M-20",
        ),
        Panel(
            "adoption",
            declared.ADOPTION,
            gettext_lazy("Who comes, how often, and who takes part?"),
            "M-3",
        ),
        Panel(
            "sharing",
            declared.SHARING,
            gettext_lazy("Is what people share heard, and is it said where others can read it?"),
            "M-31",
        ),
        Panel(
            "knowledge",
            declared.KNOWLEDGE,
            gettext_lazy("Do questions find answers, and does the knowledge stay?"),
            "M-39a",
        ),
        Panel(
            "action",
            declared.ACTION,
            gettext_lazy("What becomes of ideas, how fast, and what do they bring?"),
            "M-43",
        ),
        Panel(
            "empowerment",
            declared.EMPOWERMENT,
            gettext_lazy("Is every part of the company heard, and not only those at the top?"),
            "M-50",
        ),
        Panel(
            "leadership",
            declared.LEADERSHIP,
            gettext_lazy(
                "Are leaders present as peers? What they do in public, all together, nobody by name."
            ),
            "M-56",
        ),
        Panel(
            "value",
            declared.VALUE,
            gettext_lazy("How far does the work reach, and what is it worth?"),
        ),
    )
}


def page(panel: Panel, shown: dashboard.Shown, chosen: str) -> Body:
    """Return the context of a panel's page; `chosen` names the measure to draw, its first where that has no line."""
    kept = shown.body["measures"]
    measures = [one for one in panel.measures if one.id in kept]
    drawable = [one for one in measures if curve_of(one, kept[one.id]) is not None]
    drawn = next((one for one in drawable if one.id == chosen), None) or next(
        (one for one in drawable if one.id == panel.before), drawable[0] if drawable else None
    )
    return {
        "shown": shown,
        "panel": panel,
        "panels": PANELS.values(),
        "cards": [card(one, kept[one.id]) for one in measures],
        "drawable": drawable,
        "drawn": drawn,
        "curve": curve_of(drawn, kept[drawn.id]) if drawn else None,
        **_beside(panel, shown.body),
    }


def card(measure: Measure, kept: Body) -> Body:
    """Return a tile with everything that its value is compared with."""
    unit = measure.unit
    against = (
        (_("Period before"), kept["previous"], _("nothing to compare with yet")),
        (_("Year before"), kept["last_year"], _("the record is younger")),
        (_("Yardstick"), measure.benchmark, _("none is published")),
        (_("Goal"), measure.goal, _("none is set")),
    )
    return {
        **dashboard.tile(measure, kept),
        "against": [(name, units.told(value, unit), missing) for name, value, missing in against],
        "on": date.fromisoformat(kept["on"]) if kept.get("on") else None,
    }


def curve_of(measure: Measure, kept: Body) -> plotting.Curve | None:
    """Return a measure's last twelve weeks as a line."""
    history, last = kept["history"], kept.get("on")
    if not last or kept["company"]["hidden"]:
        return None
    end, count = date.fromisoformat(last), len(history)
    weeks = [(end - timedelta(weeks=count - 1 - place), value) for place, value in enumerate(history)]
    return plotting.curve(weeks, measure.unit, benchmark=measure.benchmark, goal=measure.goal)


def _beside(panel: Panel, body: Body) -> Body:
    """Return what only some pages hold."""
    if panel.slug == "relationships":
        return {"heat": dashboard.heat(body["matrix"])}
    if panel.slug == "adoption":
        return {
            "departments": dashboard.departments(body),
            "columns": [MEASURES[key] for key in dashboard.IN_TABLE],
        }
    if panel.slug == "action" and FUNNEL in body["measures"]:
        return {"funnel": _funnel(body["measures"][FUNNEL]["company"])}
    return {"matrix": matrix(body.get("journey") or [])} if panel.slug == "value" else {}


def _funnel(figure: Body) -> list[Body]:
    """Return the steps of ideas as bars, each with its share of all that were submitted."""
    parts, first = MEASURES[FUNNEL].parts, figure["parts"].get("submitted")
    if not first:
        return []
    return [
        {
            "name": part.words,
            "count": units.number(figure["parts"][name], "count"),
            "share": round(100 * (figure["parts"][name] or 0) / first),
        }
        for name, part in parts.items()
        if figure["parts"].get(name) is not None
    ]


SCOPES = {
    "own": (gettext_lazy("Within the department"), gettext_lazy("operational improvement")),
    "cross": (gettext_lazy("Across departments"), gettext_lazy("cultural change")),
    "extended": (gettext_lazy("With people outside"), gettext_lazy("business-model transformation")),
}
KINDS = {"informal": gettext_lazy("Conversation"), "formal": gettext_lazy("Process")}


def matrix(quarters: list[Body]) -> Body | None:
    """Return the value matrix of the newest quarter, with each cell's share in every quarter before."""
    if not quarters:
        return None
    newest = _shares(quarters[-1])
    rows = [
        {
            "name": SCOPES[scope][0],
            "stage": SCOPES[scope][1],
            "cells": [newest[scope, kind] for kind in KINDS],
        }
        for scope in SCOPES
    ]
    return {"kinds": KINDS.values(), "rows": rows, "quarters": _journey(quarters), "way": _way(quarters)}


def _shares(quarter: Body) -> dict[tuple[str, str], Body]:
    """Return the cells with their share of all acts that are shown, and a shade for it."""
    total = sum(cell["acts"] or 0 for cell in quarter["cells"])
    found = {}
    for cell in quarter["cells"]:
        part = (cell["acts"] or 0) / total if total else 0.0
        shade = "c0" if not part else f"b{min(1 + int(part * 8), 5)}"
        found[cell["scope"], cell["kind"]] = {**cell, "share": part, "shade": shade}
    return found


def _journey(quarters: list[Body]) -> list[Body]:
    """Return one row per quarter: the share of each cell."""
    rows = []
    for quarter in quarters:
        cells = _shares(quarter)
        rows.append(
            {
                "first": date.fromisoformat(quarter["first"]),
                "last": date.fromisoformat(quarter["last"]),
                "cells": [
                    {**cells[scope, kind], "percent": units.told(cells[scope, kind]["share"], "share")}
                    for scope in SCOPES
                    for kind in KINDS
                ],
            }
        )
    return rows


WIDE, HIGH = 560, 240


def _way(quarters: list[Body]) -> Body | None:
    """Return the centre of all acts of each quarter as a way through the matrix."""
    points = []
    for quarter in quarters:
        cells = _shares(quarter)
        if not any(cell["share"] for cell in cells.values()):
            continue
        formal = sum(cell["share"] for (_scope, kind), cell in cells.items() if kind == "formal")
        reach = sum(cell["share"] * list(SCOPES).index(scope) for (scope, _kind), cell in cells.items())
        x, y = round(WIDE * (0.25 + 0.5 * formal), 1), round(HIGH * (0.5 + reach) / 3, 1)
        points.append({"x": x, "y": y, "last": date.fromisoformat(quarter["last"])})
    if not points:
        return None
    line = " ".join(f"{point['x']},{point['y']}" for point in points)
    return {"points": points, "line": line, "width": WIDE, "height": HIGH, "newest": points[-1]}
