"""Telling of what happened before anybody listened: a history that was seeded quietly, for the bells of a few."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from activity import events as activity
from activity.models import Watch
from communities import events as communities
from esn.kit import clock, events
from esn.kit.models import Event
from inbox.actions.telling import tell
from inbox.models import Notification
from inbox.recipients import Call, calls_of, verbs, wanting

BACK = timedelta(days=7)
# What is older was read on the evening of its day, as people do.
FRESH = timedelta(days=2)


@transaction.atomic
def replay(people: Sequence[int]) -> int:
    """Tell these people of the last week through the same pickers, each fact at its moment; return how many."""
    told, day = 0, None
    with events.quietly():
        for event in _events(people):
            if day is not None and event.at.date() > day:
                _read_before(people, event)
            day = event.at.date()
            with clock.at(event.at):
                told += sum(tell(event, call, _asked(event, call, people)) for call in calls_of(event))
    return told


def _events(people: Sequence[int]) -> QuerySet[Event]:
    """Return what may concern these people, in the order in which it happened."""
    followed = Watch.objects.filter(person__in=people).values("thread")
    # Of a reaction, only the author hears.
    in_followed = Q(thread_id__in=followed) & ~Q(verb=activity.REACTION_ADDED)
    concerns = Q(owner_id__in=people) | in_followed | Q(verb=communities.JOIN_REQUESTED)
    recent = Event.objects.filter(concerns, at__gte=clock.now() - BACK, verb__in=verbs())
    return recent.order_by("at", "pk")


def _asked(event: Event, call: Call, people: Sequence[int]) -> list[int]:
    return list(wanting(event, call).filter(pk__in=people).values_list("pk", flat=True))


def _read_before(people: Sequence[int], event: Event) -> None:
    """Let the days before have been read, but for the last two and what waits for an answer."""
    if event.at < clock.now() - FRESH:
        unread = Notification.objects.unread().filter(person__in=people, is_waiting=False)
        unread.update(read_at=event.at)
