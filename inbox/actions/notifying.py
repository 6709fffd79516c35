"""Answering an event: small audiences at once, large ones in batches that another worker can continue.

An app above the inbox calls `notify` from a listener of its own, with the calls that it makes.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction

from esn.kit import clock
from esn.kit.models import Event
from inbox.actions.telling import tell
from inbox.models import FanOut
from inbox.recipients import Call, calls_of, wanting

log = logging.getLogger(__name__)

BATCH = 500
# The task moves its row with every batch; the sweep takes over only if nobody did for so long.
PATIENCE = timedelta(seconds=60)
_starter: list[Callable[[int], None]] = []


def set_starter(start: Callable[[int], None]) -> None:
    """Tell how a large audience is given to the workers; the tasks module does."""
    _starter[:] = [start]


def answer(event: Event) -> None:
    """Tell everybody whom an event concerns; whoever are more than a batch are told by the workers."""
    for place, call in enumerate(calls_of(event)):
        people = _batch(event, call)
        if len(people) > BATCH:
            _begin(event, place)
        else:
            tell(event, call, people)


def notify(event: Event, call: Call) -> int:
    """Tell one audience now, in the caller's transaction; return how many were told."""
    told, after = 0, 0
    while people := _batch(event, call, after)[:BATCH]:
        told += tell(event, call, people)
        after = people[-1]
    return told


def _batch(event: Event, call: Call, after: int = 0) -> list[int]:
    """Return the next people in order of their keys, and one more if there are any."""
    people = wanting(event, call).filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    return list(people[: BATCH + 1])


def _begin(event: Event, place: int) -> None:
    row, _new = FanOut.objects.get_or_create(
        event=event, place=place, defaults={"started_at": clock.now(), "next_at": clock.now() + PATIENCE}
    )
    transaction.on_commit(lambda: _start(row.pk))


def _start(fan_out_id: int) -> None:
    for start in _starter:
        try:
            start(fan_out_id)
        except Exception:  # the broker may be down in many ways; the row is safe
            log.warning("Audience %s waits for the sweep: the workers could not be reached.", fan_out_id)


@transaction.atomic
def take_step(fan_out_id: int) -> bool:
    """Tell the next batch and move the cursor in one transaction; return whether there is more to do."""
    rows = FanOut.objects.select_for_update(skip_locked=True, of=("self",)).select_related("event")
    row = rows.filter(pk=fan_out_id, done_at=None).first()
    if row is None:
        return False  # done, or another worker is at it
    calls = calls_of(row.event)
    # What it was about may be gone meanwhile: then there is nobody left to tell.
    people = _batch(row.event, calls[row.place], row.after) if row.place < len(calls) else []
    if people[:BATCH]:
        row.told += tell(row.event, calls[row.place], people[:BATCH])
        row.after = people[:BATCH][-1]
    row.next_at = clock.now() + PATIENCE
    row.done_at = None if len(people) > BATCH else clock.now()
    row.save(update_fields=["after", "told", "next_at", "done_at"])
    return row.done_at is None


def fan_out(fan_out_id: int) -> None:
    """Go through a large audience from where it stands."""
    while take_step(fan_out_id):
        pass


def overdue(limit: int = 50) -> list[int]:
    """Return the audiences that were left in the middle, longest waiting first."""
    due = FanOut.objects.filter(done_at=None, next_at__lte=clock.now())
    return list(due.order_by("next_at").values_list("pk", flat=True)[:limit])
