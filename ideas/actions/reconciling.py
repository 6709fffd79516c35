"""Counters that ideas keep beside the rows they count: finding those that drifted, and setting them right."""

from django.db import transaction
from django.db.models import Count, Q

from activity.actions.reconciling import Drift
from ideas.families import drifted, recount_support
from ideas.models import Challenge, Idea

STANDING = Q(ideas__thread__removed_at=None)


def drifts() -> list[Drift]:
    """Return every counter that is wrong now; what is written meanwhile may appear, so look twice."""
    found = []
    counted = Challenge.objects.annotate(
        ideas_now=Count("ideas", filter=STANDING),
        undecided_now=Count("ideas", filter=STANDING & Q(ideas__decision=None)),
    ).order_by("pk")
    for row in counted.values_list("pk", "idea_count", "ideas_now", "undecided_count", "undecided_now"):
        pairs = {"challenge.idea_count": row[1:3], "challenge.undecided_count": row[3:5]}
        found += [Drift(name, row[0], *pair) for name, pair in pairs.items() if pair[0] != pair[1]]
    supported = Idea.objects.annotate(now=Count("supports")).order_by("pk")
    rows = supported.values_list("pk", "support_count", "now").iterator()
    found += [Drift("idea.support_count", *row) for row in drifted(rows)]
    return found


@transaction.atomic
def set_right(drift: Drift) -> None:
    """Count the rows of one counter again, under its lock, and keep the true number."""
    if drift.name.startswith("idea"):
        idea = Idea.objects.select_for_update().get(pk=drift.pk)
        recount_support(idea)
        return
    challenge = Challenge.objects.select_for_update().get(pk=drift.pk)
    recount(challenge)


def recount(challenge: Challenge) -> None:
    """Count a challenge's ideas that stand and those among them that wait for an answer; the caller holds its lock."""
    standing = Idea.objects.filter(challenge=challenge, thread__removed_at=None)
    Challenge.objects.filter(pk=challenge.pk).update(
        idea_count=standing.count(), undecided_count=standing.undecided().count()
    )
