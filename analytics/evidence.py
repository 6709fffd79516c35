"""The page of one detector: its evidence in words, rows and coordinates."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics import dashboard, telling
from analytics.detectors.sight import LEVEL_WORDS, percent

Body = dict[str, Any]
PAGES = ("D1", "D2", "D3")
RULES = {
    "D1": [
        (
            gettext_lazy("Watch"),
            gettext_lazy(
                "the fall is at least 10 % beyond chance, and the last 12 weeks slope down (p < .10)"
            ),
        ),
        (
            gettext_lazy("Alert"),
            gettext_lazy("at least 20 % beyond chance, and a clear slope (p < .05) or a fall of 40 %"),
        ),
        (
            gettext_lazy("Critical"),
            gettext_lazy("an alert, under 10 % of newcomers stay, and the busiest 5 % gained 10 points"),
        ),
    ],
    "D2": [
        (
            gettext_lazy("Watch"),
            gettext_lazy(
                "G is at least .20 beyond chance, or under 60 % of departments are without a clear lag"
            ),
        ),
        (
            gettext_lazy("Alert"),
            gettext_lazy("G is at least .35 and fewer than 40 % of departments are without a clear lag"),
        ),
        (
            gettext_lazy("Critical"),
            gettext_lazy("one department holds 60 % of all who take part, and G is at least .45"),
        ),
    ],
    "D3": [
        (gettext_lazy("Watch"), gettext_lazy("fewer than half of the leaders wrote something in four weeks")),
        (
            gettext_lazy("Alert"),
            gettext_lazy(
                "two periods in a row: presence under 33 %, answers under 30 % of what they write, or under 40 % of "
                "questions answered; or a confusion index over 1.5 for three weeks"
            ),
        ),
        (
            gettext_lazy("Critical"),
            gettext_lazy("absent now, and under 10 % took part in the first 60 days"),
        ),
    ],
}
CAUSES = {
    "headcount": gettext_lazy("Headcount"),
    "activation": gettext_lazy("People who take part at all"),
    "frequency": gettext_lazy("How often they come"),
    "intensity": gettext_lazy("How much they do each time"),
}


def page(key: str, shown: dashboard.Shown) -> Body:
    """Return the context of a detector's page."""
    state = shown.body["detectors"][key]
    lamp = next(lamp for lamp in dashboard.lamps(shown.body) if lamp["id"] == key)
    evidence = state["evidence"]
    return {
        "shown": shown,
        "state": state,
        "lamp": lamp,
        "rules": RULES[key],
        "facts": _facts(key, evidence) if evidence else [],
        "trend": dashboard.trend(shown.body) if key == "D1" else None,
        "causes": _causes(evidence) if evidence else [],
        "rows": _rows(evidence) if evidence and key == "D2" else [],
        "fallen": evidence.get("departments", []) if evidence and key == "D1" else [],
        "looks": [
            (on, LEVEL_WORDS[seen], LEVEL_WORDS[level]) for on, seen, level in reversed(state["looks"])
        ],
    }


def _facts(key: str, evidence: Body) -> list[tuple[str, str]]:
    if key == "D3":
        return _facts_of_leaders(evidence)
    if key == "D2":
        return [
            (_("Uneven adoption, G"), _number(evidence["gini"])),
            (_("G, lower bound"), _number(evidence["gini_low"])),
            (_("Departments without a clear lag, B"), percent(evidence["breadth"])),
            (_("Rate of the best tenth, a*"), percent(evidence["reference_rate"])),
            (_("Concentration, C"), _number(evidence["concentration"])),
            (_("Theil, T"), _number(evidence["theil"])),
            (_("G without broadcasts"), _number(evidence["without_broadcasts"]["gini"])),
        ]
    return [
        (_("Launch"), evidence["launch"] or "–"),
        (_("Peak, mean of four weeks"), percent(evidence["peak"], 1)),
        (_("Now, mean of four weeks"), percent(evidence["current"], 1)),
        (_("Fall since the peak"), percent(evidence["drawdown"])),
        (_("Fall beyond chance"), percent(evidence["drawdown_low"])),
        (_("Slope of the last 12 weeks, p"), _number(evidence["p"], 4)),
        (_("Newcomers who stay (cohort floor)"), percent(evidence.get("cohort_floor"))),
        (_("Share of the busiest 5 %, change"), _points(evidence.get("stalwart_change"))),
    ]


def _facts_of_leaders(evidence: Body) -> list[tuple[str, str]]:
    names = {
        "presence": _("Leaders who wrote something"),
        "conversation": _("Of what they wrote, answers"),
        "response": _("Questions to them answered"),
    }
    signs = {
        "drafts": _("Drafts that were given up"),
        "regrets": _("Posts deleted within ten minutes"),
        "reports": _("Reports per 1,000 acts"),
        "unanswered": _("First posts without a reply"),
        "index": _("Confusion index (mean z-score of 13 weeks)"),
    }
    facts = [(_("Directors and executives"), str(evidence["leaders"]))]
    for name, words in names.items():
        low, high = evidence["intervals"][name]
        bounds = "" if low is None else f" ({percent(low)} – {percent(high)})"
        facts.append((words, percent(evidence[name]) + bounds))
    facts.append((_("Took part in the first 60 days"), percent(evidence["started"])))
    for name, words in signs.items():
        value = evidence["signs"][name]
        facts.append((words, _number(value, 1) if name in ("reports", "index") else percent(value)))
    return facts


def _causes(evidence: Body) -> list[Body]:
    split = evidence.get("decomposition")
    if not split:
        return []
    most = max((abs(effect) for effect in split["parts"].values() if effect is not None), default=0) or 1
    return [
        {
            "name": CAUSES[part],
            "effect": f"{effect:+,.0f}",
            "length": round(100 * abs(effect) / most),
            "is_loss": effect < 0,
        }
        for part, effect in split["parts"].items()
        if effect is not None
    ]


def _rows(evidence: Body) -> list[Body]:
    rows = [
        {
            **row,
            "percent": telling.value({**row, "value": row["rate"]}, "share"),
            "track": _track(row, evidence["reference_rate"]),
            "quotient": _number(row["quotient"]),
        }
        for row in evidence["departments"]
    ]
    return sorted(rows, key=lambda row: -row["rate"])


def _track(row: Body, reference: float | None) -> Body:
    low, high = row.get("band") or (row["low"] or 0.0, row["high"] or 1.0)
    return {
        "value": _hundred(row["rate"]),
        "low": _hundred(low),
        "span": _hundred(high - low),
        "benchmark": None if reference is None else _hundred(reference),
    }


def _hundred(share: float) -> float:
    return round(100 * share, 1)


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _points(value: float | None) -> str:
    return "–" if value is None else _("%(n)s points") % {"n": f"{100 * value:+.0f}"}
