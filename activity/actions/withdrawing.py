"""Taking threads, comments and files away, and giving them back; who may, and what has to be said, is decided before.

Their words stay in the table while they are away, so that a ruling which was wrong can be undone.
"""

from django.db import transaction
from django.db.models import F

from activity import events as verbs
from activity.actions.noting import note
from activity.actions.tipping import move_tip
from activity.models import Attachment, Comment, Post, Thread
from esn.kit import clock, live
from people.models import Person

LONGEST = 400


@transaction.atomic
def take_thread(by: Person, thread: Thread, *, reason: str = "") -> bool:
    """Take a thread away and tell whether it was there: of two who do it at once, one did."""
    taken = Thread.objects.filter(pk=thread.pk, removed_at=None).update(
        removed_at=clock.now(), removed_by=by, removal_reason=reason[:LONGEST], version=F("version") + 1
    )
    if taken:
        thread.refresh_from_db(fields=["removed_at", "removed_by", "removal_reason", "version"])
        move_tip(thread.community)
        note(verbs.THREAD_REMOVED, by, thread, thread, owner=thread.starter)
        live.publish(f"thread.{thread.pk}", {"gone": True}, is_fragment=True)
    return bool(taken)


@transaction.atomic
def give_thread(by: Person, thread: Thread) -> bool:
    """Give a thread back where its time puts it, and tell whether it was away."""
    given = Thread.objects.filter(pk=thread.pk, removed_at__isnull=False).update(
        removed_at=None, removed_by=None, removal_reason="", version=F("version") + 1
    )
    if given:
        move_tip(thread.community)
        note(verbs.THREAD_RESTORED, by, thread, thread, owner=thread.starter, is_mandatory=True)
    return bool(given)


@transaction.atomic
def take_comment(by: Person, comment: Comment, *, reason: str = "") -> bool:
    """Take a comment away and tell whether it was there; its place stays so that the replies make sense."""
    row = Comment.objects.select_for_update().filter(pk=comment.pk, removed_at=None).first()
    if row is None:
        return False
    Comment.objects.filter(pk=comment.pk).update(
        removed_at=clock.now(), removed_by=by, removal_reason=reason[:LONGEST], version=F("version") + 1
    )
    comment.refresh_from_db(fields=["removed_at", "removed_by", "removal_reason", "version"])
    # What was held was not counted.
    _recount(comment, 0 if row.held_at else -1)
    Post.objects.filter(accepted_answer=comment).update(accepted_answer=None)
    note(verbs.COMMENT_REMOVED, by, comment.thread, comment, owner=comment.author)
    _show(comment)
    return True


@transaction.atomic
def give_comment(by: Person, comment: Comment) -> bool:
    """Give a comment back in its place, and tell whether it was away."""
    row = Comment.objects.select_for_update().filter(pk=comment.pk, removed_at__isnull=False).first()
    if row is None:
        return False
    Comment.objects.filter(pk=comment.pk).update(
        removed_at=None, removed_by=None, removal_reason="", version=F("version") + 1
    )
    _recount(comment, 0 if row.held_at else 1)
    note(verbs.COMMENT_RESTORED, by, comment.thread, comment, owner=comment.author, is_mandatory=True)
    _show(comment)
    return True


@transaction.atomic
def take_file(by: Person, file: Attachment, *, reason: str = "") -> bool:
    """Take a file away from beside its text, which stays, and tell whether it was there; its bytes are kept."""
    taken = Attachment.objects.filter(pk=file.pk, removed_at=None, thread__isnull=False).update(
        removed_at=clock.now(), removed_by=by, removal_reason=reason[:LONGEST]
    )
    if taken and file.thread is not None:
        note(verbs.FILE_REMOVED, by, file.thread, file, owner=file.uploader)
        draw_beside(file)
    return bool(taken)


@transaction.atomic
def give_file(by: Person, file: Attachment) -> bool:
    """Put a file back beside its text, and tell whether it was away."""
    given = Attachment.objects.filter(pk=file.pk, removed_at__isnull=False).update(
        removed_at=None, removed_by=None, removal_reason=None
    )
    if given and file.thread is not None:
        note(verbs.FILE_RESTORED, by, file.thread, file, owner=file.uploader, is_mandatory=True)
        draw_beside(file)
    return bool(given)


def draw_beside(file: Attachment) -> None:
    """Have the text beside which a file stands drawn anew."""
    if file.thread_id:
        Thread.objects.filter(pk=file.thread_id).update(version=F("version") + 1)
    if file.comment is not None:
        Comment.objects.filter(pk=file.comment.pk).update(version=F("version") + 1)
        _show(file.comment)


def _recount(comment: Comment, change: int) -> None:
    Thread.objects.filter(pk=comment.thread_id).update(
        comment_count=F("comment_count") + change, version=F("version") + 1
    )


def _show(comment: Comment) -> None:
    live.publish_fragment(
        f"thread.{comment.thread_id}", "activity.comment", comment.pk, mode="replace", by=comment.author_id
    )
