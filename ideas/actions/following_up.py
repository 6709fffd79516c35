"""Asking what became of a built idea: 30 and 180 days later, once each, by the calendar."""

from datetime import timedelta

from django.db import transaction

from activity.actions.noting import note
from esn.kit import clock
from esn.kit.models import Event
from ideas import events as verbs
from ideas.actions.moving import locked
from ideas.models import Idea

ASKED_AFTER = ((30, verbs.OUTCOME_ASKED_30), (180, verbs.OUTCOME_ASKED_180))
# What was built long before anybody asked is left in peace.
LATEST = timedelta(days=30)
BUILT = ("implemented", "measured", "closed")


def ask_due() -> int:
    """Ask who built it for readings, and tell everybody who had a part how it stands; return how many ideas."""
    return sum(_ask(days, verb) for days, verb in ASKED_AFTER)


def _ask(days: int, verb: str) -> int:
    due = clock.now() - timedelta(days=days)
    built = Idea.objects.filter(stage__in=BUILT, thread__removed_at=None)
    asked = Event.objects.filter(verb=verb, object_type="idea").values("object_id")
    waiting = built.filter(delivery__finished_at__lte=due, delivery__finished_at__gt=due - LATEST)
    return sum(ask_outcome(idea, verb) for idea in waiting.exclude(pk__in=asked))


@transaction.atomic
def ask_outcome(idea: Idea, verb: str) -> bool:
    """Record that an idea is asked about; return whether nobody had yet."""
    idea = locked(idea)
    # Two calendars at once wait for each other at the lock, and the second one finds the event.
    if Event.objects.filter(verb=verb, object_type="idea", object_id=idea.pk).exists():
        return False
    note(verb, None, idea.thread, idea, owner=idea.delivery.owner, is_automated=True)
    return True
