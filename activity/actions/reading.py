"""How far somebody has read: noted in batches, moved back on demand, set to now for everything at once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, Q

from activity.models import Comment, Reading, Thread
from activity.policies import may_see, require
from esn.kit import clock
from people.models import Person

# One batch of a browser, and how long a mark is kept: as long as anything counts as unread, and a month.
BATCH = 200
KEPT = timedelta(days=90)
# Being here is noted this often; whoever was away longer than a pause has begun another visit.
OFTEN, PAUSE = timedelta(minutes=5), timedelta(hours=1)


def note_read(actor: Person, *, cards: Mapping[int, int], threads: Mapping[int, int]) -> None:
    """Note what was on the screen: cards in a stream and opened threads, each with its last comment seen.

    A card moves no mark that its reader set back; reading the thread itself does. Marks never move back by this.
    """
    asked = dict(list({**cards, **threads}.items())[:BATCH])
    visible = Thread.objects.visible_to(actor).filter(pk__in=asked).order_by("pk")
    # No further than there is something to read.
    ends = dict(visible.annotate(end=Max("comments__pk")).values_list("pk", "end"))
    seen = [(pk, min(last, ends[pk] or 0), pk in threads) for pk, last in sorted(asked.items()) if pk in ends]
    if seen:
        _keep(actor, seen)


def _keep(actor: Person, seen: list[tuple[int, int, bool]]) -> None:
    at = connection.ops.adapt_datetimefield_value(clock.now())
    further = "GREATEST" if connection.vendor == "postgresql" else "max"
    kept, given = "activity_reading.last_comment_id", "excluded.last_comment_id"
    # A card leaves alone what its reader marked as unread.
    for is_thread in (True, False):
        rows = [(actor.pk, pk, last, False, at) for pk, last, opened in seen if opened == is_thread]
        if not rows:
            continue
        values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
        unless = "" if is_thread else " WHERE NOT activity_reading.is_unread"
        sql = (
            "INSERT INTO activity_reading (person_id, thread_id, last_comment_id, is_unread, at) "  # noqa: S608
            f"VALUES {values} ON CONFLICT (person_id, thread_id) DO UPDATE SET "
            f"at = CASE WHEN {given} > {kept} OR activity_reading.is_unread THEN excluded.at ELSE activity_reading.at END, "
            f"is_unread = excluded.is_unread, last_comment_id = {further}({kept}, {given}){unless}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for row in rows for value in row])


def mark_read(actor: Person, thread: Thread) -> None:
    """Count a whole thread as read, up to what is there now."""
    require(may_see(actor, thread))
    last = Comment.objects.filter(thread=thread).aggregate(last=Max("pk"))["last"] or 0
    note_read(actor, cards={}, threads={thread.pk: last})


def mark_unread(actor: Person, thread: Thread, *, comment: Comment | None = None) -> None:
    """Count a thread as unread, from one of its comments on or from the beginning."""
    require(may_see(actor, thread) and (comment is None or comment.thread_id == thread.pk))
    last = comment.pk - 1 if comment else 0
    Reading.objects.update_or_create(
        person=actor,
        thread=thread,
        defaults={"last_comment_id": last, "is_unread": True, "at": clock.now()},
    )


@transaction.atomic
def catch_up(actor: Person, *, until: datetime | None = None) -> None:
    """Count everything as read that happened up to a moment; what came after stays unread."""
    now = clock.now()
    moment = min(until or now, now)
    is_later = Q(caught_up_at=None) | Q(caught_up_at__lt=moment)
    Person.objects.filter(is_later, pk=actor.pk).update(caught_up_at=moment)
    Reading.objects.filter(person=actor, is_unread=True, at__lte=moment).update(is_unread=False)
    actor.refresh_from_db(fields=["caught_up_at"])


def note_visit(actor: Person) -> None:
    """Note that somebody is here; after a pause, the visit before has ended."""
    now = clock.now()
    last = actor.here_at
    if last is not None and now - last < OFTEN:
        return
    left = {"left_at": last} if last is not None and now - last > PAUSE else {}
    # Two tabs at once: the second finds the moment changed and leaves it.
    Person.objects.filter(pk=actor.pk, here_at=last).update(here_at=now, **left)


def forget_old_readings() -> int:
    """Forget marks that nothing counts by any more; return how many."""
    gone, _by_table = Reading.objects.filter(at__lt=clock.now() - KEPT).delete()
    return gone
