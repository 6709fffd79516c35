"""Holding back: a thread, comment or file that waits for approval or is being reviewed, and letting it go again.

Held things are seen by their author and by who leads the community; they are in no stream, no search and no count.
Who may hold is decided where the reason arises: pre-approval when publishing, a report in moderation.
"""

from django.db import transaction
from django.db.models import F

from activity import events as verbs
from activity.actions.tipping import move_tip
from activity.actions.withdrawing import draw_beside
from activity.models import Attachment, Comment, Held, Thread
from esn.kit import clock, events, live


@transaction.atomic
def hold_thread(thread: Thread, *, because: str = Held.REVIEW) -> None:
    """Hold a thread back; holding it twice is the same as once."""
    held = Thread.objects.filter(pk=thread.pk, held_at=None).update(
        held_at=clock.now(), held_because=because, version=F("version") + 1
    )
    if held:
        thread.refresh_from_db(fields=["held_at", "held_because", "version"])
        move_tip(thread.community)
        live.publish(f"thread.{thread.pk}", {"gone": True}, is_fragment=True)


@transaction.atomic
def release_thread(thread: Thread, *, is_new: bool = False) -> None:
    """Let a held thread be seen again; it stands where its time puts it, one that nobody has seen yet at the top."""
    at = {"created_at": clock.now(), "last_activity_at": clock.now()} if is_new else {}
    freed = Thread.objects.filter(pk=thread.pk, held_at__isnull=False).update(
        held_at=None, held_because="", version=F("version") + 1, **at
    )
    if freed:
        thread.refresh_from_db(fields=["held_at", "held_because", "version"])
        move_tip(thread.community)
        hint = {"hint": "new", "count": 1, "thread": thread.pk, "by": thread.starter_id}
        live.publish(f"community.{thread.community_id}", hint)


@transaction.atomic
def hold_comment(comment: Comment, *, because: str = Held.REVIEW) -> None:
    """Hold a comment back, and its place with it."""
    held = Comment.objects.filter(pk=comment.pk, held_at=None).update(
        held_at=clock.now(), held_because=because, version=F("version") + 1
    )
    if held:
        comment.refresh_from_db(fields=["held_at", "held_because", "version"])
        _recount(comment, -1)
        live.publish(
            f"thread.{comment.thread_id}",
            {"html": "", "slot": "", "key": f"comment-{comment.pk}", "mode": "remove"},
            is_fragment=True,
        )


@transaction.atomic
def release_comment(comment: Comment) -> None:
    """Let a held comment be seen again."""
    freed = Comment.objects.filter(pk=comment.pk, held_at__isnull=False).update(
        held_at=None, held_because="", version=F("version") + 1
    )
    if freed:
        comment.refresh_from_db(fields=["held_at", "held_because", "version"])
        _recount(comment, 1)
        live.publish_fragment(
            f"thread.{comment.thread_id}", "activity.comment", comment.pk, mode="append", by=comment.author_id
        )


@transaction.atomic
def hold_file(file: Attachment) -> None:
    """Hold a file back by itself; the text beside which it stands stays."""
    if Attachment.objects.filter(pk=file.pk, held_at=None).update(held_at=clock.now()):
        _drawn_without(file)


@transaction.atomic
def release_file(file: Attachment) -> None:
    """Let a held file be seen again."""
    if Attachment.objects.filter(pk=file.pk, held_at__isnull=False).update(held_at=None):
        _drawn_without(file)


def _drawn_without(file: Attachment) -> None:
    draw_beside(file)
    if file.thread is not None:
        # Nobody's deed: it only tells the search to look again.
        events.record(
            verbs.FILE_HELD,
            actor=None,
            about=file,
            thread_id=file.thread_id,
            community_id=file.thread.community_id,
            is_automated=True,
        )


def _recount(comment: Comment, change: int) -> None:
    if comment.removed_at is None:
        Thread.objects.filter(pk=comment.thread_id).update(
            comment_count=F("comment_count") + change, version=F("version") + 1
        )
