"""Read model of the sponsor's desk: what waits in a challenge, what is owed, and which reasons are said over and over."""

from typing import Any

from esn.kit import clock
from ideas import board
from ideas.maths.likeness import template_reasons
from ideas.models import Challenge, Decision, Idea
from ideas.policies import is_in_charge
from people.models import Person

# One reason for more ideas than this is a template.
MOST_ALIKE = 3
SHOWN = 200


def waiting(viewer: Person, challenge: Challenge) -> list[Idea]:
    """Return the ideas of the challenge that wait for an answer, most supported first."""
    rows = Idea.objects.visible_to(viewer).for_display().filter(challenge=challenge).undecided()
    return board.dress(viewer, challenge, list(rows.order_by("-support_count", "pk")[:SHOWN]))


def alike(challenge: Challenge, reason: str) -> int:
    """Return how many answers in the challenge have nearly the same reason already."""
    given = Decision.objects.filter(about__challenge=challenge).exclude(outcome=Decision.Outcome.MERGE)
    return len(template_reasons(reason, list(given.values_list("reason_text", flat=True))))


def told(viewer: Person, challenge: Challenge) -> dict[str, Any]:
    """Return what the desk shows."""
    rows = waiting(viewer, challenge)
    owed = challenge.decide_by
    return {
        "challenge": challenge,
        "ideas": rows,
        "total": challenge.undecided_count,
        "overdue_days": (clock.now() - owed).days if owed and challenge.is_overdue else None,
        "outcomes": [row for row in Decision.Outcome.choices if row[0] != Decision.Outcome.MERGE],
        "is_in_charge": is_in_charge(viewer, challenge),
    }
