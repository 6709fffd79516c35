"""Taking notifications back: what was withdrawn, removed, decided or done no longer stands in anybody's bell."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from activity.models import Comment
from esn.kit import clock
from inbox.actions.telling import SHOWN_ACTORS, ring
from inbox.models import Cause, Notification

BATCH = 500


def take_back(causes: QuerySet[Cause]) -> None:
    """Drop these causes; a row that has none left goes, another counts what is left."""
    while ids := list(causes.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        _take_back(ids)


@transaction.atomic
def _take_back(ids: list[int]) -> None:
    shaken = set(Cause.objects.filter(pk__in=ids).values_list("notification_id", flat=True))
    # Locked in the order in which they are told, so that a worker who tells them waits and does not cross us.
    rows = list(Notification.objects.select_for_update().filter(pk__in=shaken).order_by("person_id", "pk"))
    Cause.objects.filter(pk__in=ids).delete()
    recount(rows)
    ring([row.person_id for row in rows])


def recount(rows: Iterable[Notification]) -> None:
    """Set count, people and names of locked rows by their causes; drop those without any."""
    rows = list(rows)
    left: dict[int, list[Cause]] = defaultdict(list)
    for cause in Cause.objects.filter(notification__in=rows).order_by("-event_id"):
        left[cause.notification_id].append(cause)
    Notification.objects.filter(pk__in=[row.pk for row in rows if not left[row.pk]]).delete()
    for row in rows:
        if causes := left[row.pk]:
            _set(row, causes)


def _set(row: Notification, causes: list[Cause]) -> None:
    """Let a row tell of exactly these causes, given newest first."""
    actors = list(dict.fromkeys(cause.actor_id for cause in causes if cause.actor_id))
    row.count, row.people, row.actors = len(causes), len(actors), actors[:SHOWN_ACTORS]
    row.object_type, row.object_id = causes[0].object_type, causes[0].object_id
    comments = [cause.object_id for cause in causes if cause.object_type == "comment"]
    if row.comment_id and comments:
        standing = Comment.objects.filter(pk__in=comments, removed_at=None).order_by("pk")
        row.comment = standing.first() or row.comment
    if row.follower_id and actors:
        row.follower_id = actors[0]
    row.save(
        update_fields=[
            "count", "people", "actors", "object_type", "object_id", "comment", "follower",
        ]
    )  # fmt: skip


@transaction.atomic
def mark_done(rows: QuerySet[Notification]) -> None:
    """Note that what was waited for is done: the rows wait no longer, and are read."""
    people = sorted(set(rows.filter(is_waiting=True).values_list("person_id", flat=True)))
    rows.filter(read_at=None).update(read_at=clock.now(), is_waiting=False)
    rows.update(is_waiting=False)
    ring(people)


def look_again(rows: QuerySet[Notification]) -> None:
    """Have the people of unread rows look at their count: whether they still see them has changed."""
    people = sorted(set(rows.filter(read_at=None).values_list("person_id", flat=True)))
    for start in range(0, len(people), BATCH):
        ring(people[start : start + BATCH])


def forget_actors(people: Iterable[int]) -> None:
    """Drop everything that these people caused, before their rows go for good."""
    take_back(Cause.objects.filter(actor_id__in=list(people)))
