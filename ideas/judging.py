"""Read model of panels: conflicts of interest, an evaluator's scorecards, how far the panel is and whether it agrees."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import quantiles
from typing import Any

import numpy as np
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from ideas.maths.agreement import ENOUGH_AGREEMENT, Scale, alpha, intraclass
from ideas.models import Assignment, Challenge, Contributor, Idea, Panel, RoundFeedback, Score
from ideas.policies import is_author
from people.models import Person

FARTHEST = 40


def conflict_of(panel: Panel, evaluator: Person, idea: Idea) -> str:
    """Return why somebody must not score an idea: their own, a co-author's, their line of managers'; empty if they may."""
    if is_author(evaluator, idea) or Contributor.objects.filter(idea=idea, person=evaluator).exists():
        return _("It is their own idea.")
    if panel.minds_chain and is_in_line(evaluator, idea.author):
        return _("They and its author are in one line of managers.")
    return ""


def is_in_line(one: Person, other: Person) -> bool:
    """Whether one of two people reports to the other, directly or on the way."""
    return one.pk in bosses_of(other) or other.pk in bosses_of(one)


def bosses_of(person: Person) -> set[int]:
    """Return everybody above somebody."""
    found: set[int] = set()
    here = person.reports_to_id
    while here and here not in found and len(found) < FARTHEST:
        found.add(here)
        here = Person.objects.filter(pk=here).values_list("reports_to_id", flat=True).first()
    return found


def own_cards(viewer: Person) -> QuerySet[Assignment]:
    """Return the viewer's scorecards of panels that still score, those to be filled in first."""
    rows = Assignment.objects.filter(
        evaluator=viewer, panel__closed_at=None, idea__in=Idea.objects.visible_to(viewer).values("pk")
    )
    return rows.select_related("idea__challenge", "panel").order_by("scored_at", "pk")


def waiting_cards(viewer: Person) -> QuerySet[Assignment]:
    """Return the scorecards that the viewer still owes."""
    due = own_cards(viewer).filter(scored_at=None, has_conflict=False, round=F("panel__round"))
    return due.filter(idea__decision=None)


def is_current(card: Assignment) -> bool:
    """Whether a scorecard may be filled in or changed now."""
    is_open = card.panel.closed_at is None and card.round == card.panel.round
    return is_open and not card.has_conflict and card.idea.decision_id is None


def card_of(card: Assignment) -> dict[str, Any]:
    """Return what a scorecard shows: the words without their author, own marks, and the spread of the round before."""
    given = {row.criterion_id: row for row in card.scores.all()}
    feedback = RoundFeedback.objects.filter(panel=card.panel, idea=card.idea, round=card.round - 1)
    return {
        "card": card,
        "idea": card.idea,
        "is_blind": card.panel.is_blind,
        "is_current": is_current(card),
        "given": given,
        "feedback": {row.criterion_id: row for row in feedback},
    }


@dataclass
class Line:
    """An idea before the panel."""

    idea: Idea
    assigned: int = 0
    scored: int = 0
    conflicts: int = 0
    evaluators: str = ""
    mean: str = ""
    spread: str = ""


def lines_of(panel: Panel) -> list[Line]:
    """Return each idea that the panel was given, with how far it is in this round."""
    found: dict[int, Line] = {}
    names: dict[int, list[str]] = defaultdict(list)
    rows = panel.assignments.filter(round=panel.round).select_related("idea", "evaluator").order_by("pk")
    for row in rows:
        line = found.setdefault(row.idea_id, Line(row.idea))
        line.assigned += not row.has_conflict
        line.conflicts += row.has_conflict
        line.scored += row.scored_at is not None
        names[row.idea_id].append(row.evaluator.display_name)
    marks: dict[int, list[int]] = defaultdict(list)
    for score in _scores(panel):
        marks[score.assignment.idea_id].append(score.value)
    for pk, line in found.items():
        line.evaluators = ", ".join(names[pk])
        if len(marks[pk]) > 1:
            low, _middle, high = quantiles(marks[pk], n=4, method="inclusive")
            line.mean, line.spread = f"{sum(marks[pk]) / len(marks[pk]):.1f}", f"{low:.1f}–{high:.1f}"
    return list(found.values())


def _scores(panel: Panel) -> list[Score]:
    rows = Score.objects.filter(assignment__panel=panel, assignment__round=panel.round)
    return list(rows.exclude(assignment__scored_at=None).select_related("assignment", "criterion"))


@dataclass(frozen=True)
class Agreement:
    """How far evaluators agree on a criterion; a coefficient that cannot be had is empty."""

    criterion: str
    alpha: str
    single: str
    mean: str
    is_enough: bool


def agreement_of(panel: Panel) -> list[Agreement]:
    """Return Krippendorff's α, and ICC(2,1) and ICC(2,k) where everybody scored every idea, by criterion."""
    tables: dict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for score in _scores(panel):
        tables[score.criterion.name][score.assignment.evaluator_id, score.assignment.idea_id] = score.value
    return [_agreement(name, marks) for name, marks in tables.items()]


def _agreement(name: str, marks: dict[tuple[int, int], int]) -> Agreement:
    evaluators, ideas = sorted({pair[0] for pair in marks}), sorted({pair[1] for pair in marks})
    table = np.array([[marks.get((who, idea), np.nan) for idea in ideas] for who in evaluators], float)
    value = alpha(table, Scale.ORDINAL)
    single = mean = ""
    if np.isfinite(table).all() and min(table.shape) > 1:
        found = intraclass(table.T)
        single, mean = _plain(found.two_way_random), _plain(found.two_way_random_mean)
    return Agreement(name, _plain(value), single, mean, bool(value >= ENOUGH_AGREEMENT))


def _plain(value: float) -> str:
    return f"{value:.2f}" if np.isfinite(value) else ""


def told(viewer: Person, challenge: Challenge) -> dict[str, Any]:
    """Return what the panel's page shows."""
    panel = Panel.objects.filter(challenge=challenge).first()
    rows = Idea.objects.visible_to(viewer).filter(challenge=challenge).undecided().order_by("pk")
    return {
        "challenge": challenge,
        "panel": panel,
        "criteria": list(challenge.criteria.all()),
        "lines": lines_of(panel) if panel else [],
        "agreement": agreement_of(panel) if panel else [],
        "waiting": list(rows[:200]),
    }
