"""The page of early warnings: what every detector says, what fired before, what became of it, and its thresholds."""

from dataclasses import fields
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analytics import dashboard
from analytics.detectors import rules
from analytics.detectors.gates import AXES, CROSS_WALK, GATE_PLANS, GATES, STAGES
from analytics.detectors.sight import LEVEL_NAMES, LEVEL_WORDS, percent
from analytics.maths import maturity
from analytics.maths.intervals import clopper_pearson
from analytics.maths.levels import Level
from analytics.models import Firing, Statement
from people.models import OrgUnit

Body = dict[str, Any]
SHOWN = 12
THRESHOLDS = {
    "launch_share": gettext_lazy("Launch: share of people in a week"),
    "weeks_past_peak": gettext_lazy("Weeks past the peak before it judges"),
    "trend_weeks": gettext_lazy("Weeks of the trend"),
    "log_floor": gettext_lazy("Floor of the logarithm"),
    "watch_fall": gettext_lazy("Watch: fall beyond chance"),
    "watch_p": gettext_lazy("Watch: p of the trend"),
    "alert_fall": gettext_lazy("Alert: fall beyond chance"),
    "alert_p": gettext_lazy("Alert: p of the trend"),
    "alert_deep_fall": gettext_lazy("Alert: deep fall without a trend"),
    "critical_floor": gettext_lazy("Critical: newcomers who stay, below"),
    "critical_stalwart_rise": gettext_lazy("Critical: gain of the busiest 5 %"),
    "quiet_weeks": gettext_lazy("Quiet weeks after a campaign"),
    "smallest_department": gettext_lazy("Smallest department for breadth"),
    "best_headcount": gettext_lazy("Best departments: share of people"),
    "lagging_below": gettext_lazy("Lagging: below so much of the best"),
    "watch_gini": gettext_lazy("Watch: G"),
    "watch_breadth": gettext_lazy("Watch: breadth below"),
    "alert_gini": gettext_lazy("Alert: G"),
    "alert_gini_low": gettext_lazy("Alert: lower bound of G"),
    "alert_breadth": gettext_lazy("Alert: breadth below"),
    "one_quotient": gettext_lazy("One department: location quotient"),
    "one_share": gettext_lazy("One department: share of people who take part"),
    "critical_share": gettext_lazy("Critical: share of the first"),
    "critical_gini": gettext_lazy("Critical: G"),
    "critical_gini_low": gettext_lazy("Critical: lower bound of G"),
    "watch_presence": gettext_lazy("Watch: presence below"),
    "alert_presence": gettext_lazy("Alert: presence below"),
    "alert_conversation": gettext_lazy("Alert: answers among what they write, below"),
    "alert_response": gettext_lazy("Alert: answered questions below"),
    "critical_start": gettext_lazy("Critical: leaders in the first 60 days, below"),
    "confusion_index": gettext_lazy("Alert: confusion index, three weeks above"),
}


def overview(shown: dashboard.Shown) -> Body:
    """Return the context of the page of all warnings."""
    names = dict(OrgUnit.objects.values_list("pk", "name"))
    told = _told_units(shown.body)
    rows = []
    for lamp in dashboard.lamps(shown.body):
        state = shown.body["detectors"].get(lamp["id"])
        rows.append(
            {
                **lamp,
                "advice": state["advice"] if state else [],
                "precision": precision(lamp["id"]),
                "units": _units(state) if state else [],
            }
        )
    firings = Firing.objects.filter(Q(department_id=None) | Q(department_id__in=told)).order_by(
        "-on", "detector"
    )
    return {
        "shown": shown,
        "rows": rows,
        "trend": dashboard.trend(shown.body),
        "firings": [_firing(one, names) for one in firings[:SHOWN]],
    }


def firings_of(detector: str, body: Body) -> list[Body]:
    """Return what a detector gave before, newest first."""
    names, told = dict(OrgUnit.objects.values_list("pk", "name")), _told_units(body)
    found = Firing.objects.filter(Q(department_id=None) | Q(department_id__in=told), detector=detector)
    return [_firing(one, names) for one in found.order_by("-on")[: 2 * SHOWN]]


def precision(detector: str) -> str:
    """Say how many firings still stood after eight weeks, of those that are so old."""
    sums = (
        Firing.objects.filter(detector=detector)
        .exclude(outcome="")
        .aggregate(judged=Count("pk"), stood=Count("pk", filter=Q(outcome=Firing.Outcome.STANDS)))
    )
    if not sums["judged"]:
        return _("No firing is eight weeks old yet.")
    bounds = clopper_pearson(sums["stood"], sums["judged"])
    return _(
        "%(stood)s of %(judged)s firings still stood after eight weeks (95 %%: %(low)s to %(high)s)."
    ) % {
        **sums,
        "low": percent(bounds.low),
        "high": percent(bounds.high),
    }


def thresholds_of(detector: str, given: dict[str, Any] | None = None) -> list[Body]:
    """Return the thresholds of a detector as fields: what holds, and what the design has."""
    if detector not in rules.KINDS:
        return []
    held = {**rules.changed(detector), **(given or {})}
    return [
        {
            "name": field.name,
            "words": THRESHOLDS[field.name],
            "value": held.get(field.name, field.default),
            "design": field.default,
            "is_changed": held.get(field.name, field.default) != field.default,
        }
        for field in fields(rules.KINDS[detector])
    ]


def maturity_page(shown: dashboard.Shown) -> Body:
    """Return the context of the page of maturity."""
    state = shown.body["detectors"].get("D4")
    evidence = state["evidence"] if state else None
    if not evidence:
        return {"shown": shown, "evidence": None}
    lamp = next(lamp for lamp in dashboard.lamps(shown.body) if lamp["id"] == "D4")
    passed, stated = set(evidence["passed"]), _stated()
    return {
        "shown": shown,
        "lamp": lamp,
        "evidence": evidence,
        "stage": STAGES[evidence["stage"]],
        "axes": [
            {
                "key": key,
                "name": name,
                "stage": evidence["axes"][key],
                "said": evidence["assessed"].get(key),
                "most": max(gate.stage for gate in maturity.GATES if gate.axis == key),
            }
            for key, name in AXES.items()
        ],
        "stages": [
            {"number": number, "name": STAGES[number], "gates": _gates(number, evidence, passed, stated)}
            for number in range(1, maturity.HIGHEST + 1)
        ],
        "plan": [(GATES[key], GATE_PLANS[key]) for key in evidence["next"]],
        "walk": [(name, cells) for name, cells in CROSS_WALK],
        "stage_names": [(number, f"{number} · {name}") for number, name in enumerate(STAGES)],
        "firings": firings_of("D4", shown.body),
        "precision": precision("D4"),
    }


def _gates(stage: int, evidence: Body, passed: set[str], stated: dict[str, Statement]) -> list[Body]:
    return [
        {
            "key": gate.key,
            "name": GATES[gate.key],
            "axis": AXES[gate.axis],
            "is_passed": gate.key in passed,
            "is_stated": gate.is_stated,
            "statement": stated.get(gate.key),
            "value": _value(gate.key, evidence["values"].get(gate.key)),
        }
        for gate in maturity.GATES
        if gate.stage == stage
    ]


def _value(key: str, value: float | None) -> str:
    if value is None:
        return ""
    if key == "decisions":
        return _("%(n)s days") % {"n": f"{value:.0f}"}
    if key == "openness":
        return _("%(n)s of 2 quarters") % {"n": f"{value:.0f}"}
    if key == "benefit":
        return f"{value:.0f}"
    return percent(value)


def _stated() -> dict[str, Statement]:
    rows = Statement.objects.filter(withdrawn_on=None).select_related("by").order_by("on", "pk")
    return {row.gate: row for row in rows}


def _told_units(body: Body) -> list[int]:
    """Return the departments that the table of M-3 shows."""
    headline = body["measures"].get("M-3")
    units = headline["departments"].items() if headline else ()
    return [int(unit) for unit, figure in units if not figure["hidden"]]


def _units(state: Body) -> list[Body]:
    return [
        {**unit, "state": LEVEL_WORDS[unit["level"]], "css": dashboard.LAMP_CLASS[unit["level"]]}
        for unit in state["units"]
        if unit["level"] != "calm"
    ]


def _firing(firing: Firing, names: dict[int, str]) -> Body:
    return {
        "on": firing.on,
        "detector": firing.detector,
        "name": dashboard.DETECTORS[firing.detector][0],
        "unit": names.get(firing.department_id, "?") if firing.department_id else _("the company"),
        "level": LEVEL_WORDS[LEVEL_NAMES[Level(firing.level)]],
        "sentence": firing.sentence,
        "version": firing.version,
        "outcome": firing.get_outcome_display(),
        "outcome_on": firing.outcome_on,
    }
