"""Read model of delivery: who builds an idea, its steps, what it brought, and whether others changed alike."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from ideas.maths.outcomes import Effect, difference_in_differences
from ideas.models import Delivery, Idea, Outcome
from people.models import Person


@dataclass(frozen=True)
class Benefit:
    """An outcome with its latest reading, and what is left of the change where a comparison group exists."""

    outcome: Outcome
    latest: str
    effect: str
    interval: str
    is_certain: bool
    may_verify: bool


def effect_of(outcome: Outcome) -> Effect | None:
    """Return the difference in differences; nothing without a reading in each of the four groups."""
    groups: dict[tuple[bool, bool], list[float]] = {}
    for row in outcome.readings.all():
        groups.setdefault((row.is_comparison, row.is_before), []).append(float(row.value))
    groups.setdefault((False, True), []).append(float(outcome.baseline))
    keys = ((False, True), (False, False), (True, True), (True, False))
    if any(key not in groups for key in keys):
        return None
    return difference_in_differences(*(groups[key] for key in keys))


def benefit_of(outcome: Outcome, *, may_verify: bool) -> Benefit:
    """Return an outcome as its page tells it."""
    own = [row for row in outcome.readings.all() if not row.is_comparison and not row.is_before]
    latest = f"{own[-1].value.normalize():f}" if own else ""
    effect = effect_of(outcome)
    if effect is None:
        return Benefit(outcome, latest, "", "", False, may_verify)
    is_known = isfinite(effect.low)
    interval = f"{effect.low:+.4g} … {effect.high:+.4g}" if is_known else ""
    return Benefit(
        outcome, latest, f"{effect.effect:+.4g}", interval, is_known and effect.is_certain, may_verify
    )


def delivery_of(idea: Idea) -> Delivery | None:
    """Return who builds the idea, with the steps."""
    rows = Delivery.objects.filter(idea=idea).select_related("owner__department")
    return rows.prefetch_related("milestones__done_by").first()


def told(viewer: Person, idea: Idea, verifiable: Any) -> dict[str, Any]:
    """Return what the page of delivery shows; `verifiable(person, outcome)` says who may confirm."""
    rows = (
        Outcome.objects.filter(idea=idea).prefetch_related("readings").select_related("owner", "verified_by")
    )
    outcomes = list(rows.order_by("pk"))
    for outcome in outcomes:
        outcome.idea = idea
    return {
        "idea": idea,
        "challenge": idea.challenge,
        "delivery": delivery_of(idea),
        "benefits": [benefit_of(row, may_verify=verifiable(viewer, row)) for row in outcomes],
    }
