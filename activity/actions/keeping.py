"""Keeping a thread or a comment for later, perhaps to be reminded of it."""

import uuid
from datetime import datetime

from django.db import transaction

from activity import events as verbs
from activity.models import Bookmark, Comment, Thread
from activity.policies import may_see, require
from esn.kit import clock, events
from people.models import Person

SPACE = uuid.UUID("b1f6a7de-0c35-4c1c-8f5e-3a0f5f0d7a52")
# One round of the reminder; the next comes a minute later.
ROUND = 500


@transaction.atomic
def keep(
    actor: Person,
    thread: Thread,
    *,
    comment: Comment | None = None,
    note: str | None = None,
    remind_at: datetime | None = None,
) -> Bookmark:
    """Keep a thread or one of its comments; keeping it again changes the note and the reminder.

    A note of None stays as it is; another moment reminds once more.
    """
    require(may_see(actor, thread) and (comment is None or comment.thread_id == thread.pk))
    bookmark, _is_new = Bookmark.objects.select_for_update().get_or_create(
        person=actor, thread=thread, comment=comment, defaults={"created_at": clock.now()}
    )
    if note is not None:
        bookmark.note = note
    if bookmark.remind_at != remind_at:
        bookmark.remind_at, bookmark.reminded_at = remind_at, None
    bookmark.save(update_fields=["note", "remind_at", "reminded_at"])
    return bookmark


def drop(actor: Person, thread: Thread, *, comment: Comment | None = None) -> None:
    """Keep something no longer."""
    Bookmark.objects.filter(person=actor, thread=thread, comment=comment).delete()


def remind_due() -> int:
    """Record each reminder whose time has come, once; return how many.

    What its keeper may no longer see is marked and not spoken of.
    """
    due = Bookmark.objects.filter(remind_at__lte=clock.now(), reminded_at=None).order_by("remind_at")
    return sum(_remind(pk) for pk in list(due.values_list("pk", flat=True)[:ROUND]))


@transaction.atomic
def _remind(pk: int) -> bool:
    now = clock.now()
    # Of two workers the second waits here, and then finds it done.
    is_mine = Bookmark.objects.filter(pk=pk, remind_at__lte=now, reminded_at=None).update(reminded_at=now)
    if not is_mine:
        return False
    bookmark = Bookmark.objects.select_related("person", "thread__community", "comment").get(pk=pk)
    if not _is_visible(bookmark):
        return False
    moment = bookmark.remind_at.isoformat() if bookmark.remind_at else ""
    events.record(
        verbs.BOOKMARK_DUE,
        actor=None,
        about=bookmark,
        owner=bookmark.person,
        thread_id=bookmark.thread_id,
        community_id=bookmark.thread.community_id,
        community_department_id=bookmark.thread.community.department_id,
        is_automated=True,
        key=uuid.uuid5(SPACE, f"{pk}:{moment}"),
    )
    return True


def _is_visible(bookmark: Bookmark) -> bool:
    if bookmark.comment_id:
        seen = Comment.objects.visible_to(bookmark.person).filter(pk=bookmark.comment_id, removed_at=None)
        return seen.exists()
    return Thread.objects.visible_to(bookmark.person).filter(pk=bookmark.thread_id).exists()
