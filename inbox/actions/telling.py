"""Writing notifications for some people at once: an upsert that two workers may do at the same moment.

Nobody is told twice of one event; what has the same subject joins the row that is still unread.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from esn.kit import clock, live
from esn.kit.models import Event
from inbox import bell
from inbox.models import WAITING, Cause, Notification
from inbox.recipients import Call

SHOWN_ACTORS = 3
# So many browsers must not all ask for their count at once.
CROWD = 50


class Contended(RuntimeError):  # noqa: N818  (says what is the matter)
    """A person's row was read and opened again and again meanwhile; the event is delivered anew later."""


@transaction.atomic
def tell(event: Event, call: Call, people: Iterable[int]) -> int:
    """Tell these people, at most some hundreds; return how many did not know yet."""
    ids = sorted(set(people))
    known = Cause.objects.filter(event_id=event.pk, person_id__in=ids)
    fresh = sorted(set(ids) - set(known.values_list("person_id", flat=True)))
    if not fresh:
        return 0
    rows = _open_rows(call, fresh)
    again = _who_appears_again(event, rows)
    Cause.objects.bulk_create(
        [
            Cause(
                notification=row,
                person_id=row.person_id,
                event_id=event.pk,
                actor_id=event.actor_id,
                object_type=event.object_type,
                object_id=event.object_id,
            )
            for row in rows
        ]
    )
    _count(event, call, rows, again)
    ring(fresh)
    return len(fresh)


def _open_rows(call: Call, people: list[int]) -> list[Notification]:
    """Return each person's unread row of the subject, locked; made where there is none."""
    for _attempt in range(4):
        unread = Notification.objects.unread().filter(subject=call.key, person_id__in=people)
        rows = list(unread.select_for_update().order_by("person_id"))
        missing = set(people) - {row.person_id for row in rows}
        if not missing:
            return rows
        # Another worker may insert the same row now: the table lets one of them through, and both find it.
        Notification.objects.bulk_create(
            [_new_row(call, person) for person in sorted(missing)], ignore_conflicts=True
        )
    raise Contended(call.key)


def _new_row(call: Call, person_id: int) -> Notification:
    now = clock.now()
    return Notification(
        person_id=person_id,
        kind=call.kind,
        subject=call.key,
        thread=call.thread,
        comment=call.comment,
        community=call.community if call.thread is None else None,
        first_at=now,
        last_at=now,
    )


def _who_appears_again(event: Event, rows: list[Notification]) -> set[int]:
    """Return the rows in which the event's actor stands already."""
    running = [row.pk for row in rows if row.count]
    if not running:
        return set()
    before = Cause.objects.filter(notification__in=running, actor_id=event.actor_id)
    return set(before.values_list("notification_id", flat=True))


def _count(event: Event, call: Call, rows: list[Notification], again: set[int]) -> None:
    """Add one to each row: the new ones in one statement, those that were there with their own names."""
    newest = {
        "follower_id": call.follower_id,
        "object_type": event.object_type,
        "object_id": event.object_id,
        "word": call.word,
        "is_waiting": call.kind in WAITING,
        "last_at": clock.now(),
    }
    actors = [event.actor_id] if event.actor_id else []
    new = [row.pk for row in rows if not row.count]
    Notification.objects.filter(pk__in=new).update(count=1, people=len(actors), actors=actors, **newest)
    # Most of those who read the same thread have the same names in their rows: few statements for many rows.
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for row in (row for row in rows if row.count):
        more = 0 if row.pk in again or not actors else 1
        alike[more, *actors, *(pk for pk in row.actors if pk != event.actor_id)].append(row.pk)
    for (more, *names), keys in alike.items():
        Notification.objects.filter(pk__in=keys).update(
            count=F("count") + 1, people=F("people") + more, actors=names[:SHOWN_ACTORS], **newest
        )


def ring(people: list[int]) -> None:
    """Have the open pages of these people look at their count again; the hint carries nothing."""
    bell.forget(people)
    # Again after commit: a page may have counted meanwhile what was there before.
    transaction.on_commit(lambda: bell.forget(people), robust=True)
    message = {"hint": "bell", "crowd": len(people) > CROWD}
    live.publish_many([f"person.{pk}" for pk in people], message)
