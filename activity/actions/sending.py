"""Sending what was typed, with its draft gone in the same breath, and taking it back within half a minute."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activity import events as verbs
from activity.actions import attaching, commenting, drafting, publishing
from activity.actions.noting import note
from activity.drafts import HOME, Place
from activity.models import Comment, Draft, Post, Sent, Thread
from activity.policies import NotAllowed, require
from esn.kit import clock, live
from people.models import Person

UNDO = timedelta(seconds=30)


class TooLate(NotAllowed):
    """Half a minute has passed."""


@transaction.atomic
def send_post(
    actor: Person,
    *,
    key: str = "",
    stamp: str = "",
    fields: Mapping[str, list[str]] | None = None,
    scheduled: Draft | None = None,
    **words: Any,
) -> Post:
    """Publish a post; its draft goes, and its form's fields are kept for as long as it can be taken back."""
    post = publishing.publish_post(actor, **words)
    drafting.drop_draft(actor, key)
    if scheduled:
        drafting.discard_draft(actor, scheduled)
    _keep(actor, post.thread, None, key=key, stamp=stamp, fields=fields)
    return post


@transaction.atomic
def send_comment(
    actor: Person,
    thread: Thread,
    *,
    key: str = "",
    stamp: str = "",
    fields: Mapping[str, list[str]] | None = None,
    **words: Any,
) -> Comment:
    """Answer in a thread; the draft of the answer goes with it."""
    comment = commenting.add_comment(actor, thread, **words)
    drafting.drop_draft(actor, key)
    _keep(actor, thread, comment, key=key, stamp=stamp, fields=fields)
    return comment


def _keep(
    actor: Person,
    thread: Thread,
    comment: Comment | None,
    *,
    key: str,
    stamp: str,
    fields: Mapping[str, list[str]] | None,
) -> None:
    if fields is not None:
        Sent.objects.create(
            author=actor,
            thread=thread,
            comment=comment,
            key=key,
            stamp=stamp[:64],
            fields=dict(fields),
            at=clock.now(),
        )


def forget_sent() -> None:
    """Forget the forms of what can no longer be taken back."""
    Sent.objects.filter(at__lt=clock.now() - 4 * UNDO).delete()


def seconds_left(row: Thread | Comment) -> int:
    """Return for how many more seconds something can be taken back."""
    return max(0, int((row.created_at + UNDO - clock.now()).total_seconds()))


def _check(actor: Person, row: Thread | Comment, author_id: int) -> None:
    require(author_id == actor.pk and row.removed_at is None)
    if clock.now() > row.created_at + UNDO:
        raise TooLate(
            _("Half a minute has passed: it can no longer be taken back. You can edit or remove it.")
        )


@transaction.atomic
def take_back_post(actor: Person, thread: Thread) -> tuple[Draft, str]:
    """Take a post back within half a minute; return it as a draft, and a sentence on what went with it.

    Raises TooLate.
    """
    _check(actor, thread, thread.starter_id)
    post = Post.objects.get(thread=thread)
    sent = Sent.objects.filter(thread=thread, comment=None).first() or Sent(thread=thread)
    fields = sent.fields or {
        "title": [thread.title],
        "body": [post.body],
        "kind": [post.kind],
        "community": [str(thread.community_id)],
        "language": [thread.language],
    }
    if numbers := attaching.take_back_files(thread):
        fields = {**fields, "attachments": numbers}
    key = sent.key if sent.key == HOME else f"community:{thread.community_id}"
    place = Place(key, community=thread.community)
    draft = drafting.bring_back(actor, place, fields)
    answers = thread.comment_count
    publishing.remove_thread(actor, thread, reason=_("Taken back at once."))
    Sent.objects.filter(thread=thread).delete()
    return draft, _said(answers)


def _said(answers: int) -> str:
    if not answers:
        return _("Taken back. Nobody has answered it.")
    return ngettext(
        "Taken back. %(n)s answer had arrived already; it is gone with the post.",
        "Taken back. %(n)s answers had arrived already; they are gone with the post.",
        answers,
    ) % {"n": answers}


@transaction.atomic
def take_back_comment(actor: Person, comment: Comment) -> tuple[Draft, str]:
    """Take a comment back within half a minute; one that was answered leaves its place. Raises TooLate."""
    _check(actor, comment, comment.author_id)
    sent = Sent.objects.filter(comment=comment).first() or Sent(thread=comment.thread)
    fields = sent.fields or {"body": [comment.body], "parent": [str(comment.parent_id or "")]}
    if numbers := attaching.take_back_files(comment.thread, comment):
        fields = {**fields, "attachments": numbers}
    place = Place(f"thread:{comment.thread_id}", Draft.Place.COMMENT, thread=comment.thread)
    draft = drafting.bring_back(actor, place, fields)
    answers = comment.replies.count()
    if answers:
        commenting.remove_comment(actor, comment)
    else:
        _erase(actor, comment)
    said = _("Taken back. It had been answered already, so its place stays.") if answers else _said(0)
    return draft, said


def _erase(actor: Person, comment: Comment) -> None:
    """Let a comment that nobody answered vanish with its place."""
    Thread.objects.filter(pk=comment.thread_id).update(
        comment_count=F("comment_count") - (0 if comment.held_at else 1), version=F("version") + 1
    )
    gone = {"html": "", "slot": "", "key": f"comment-{comment.pk}", "mode": "remove"}
    live.publish(f"thread.{comment.thread_id}", gone, is_fragment=True)
    note(verbs.COMMENT_REMOVED, actor, comment.thread, comment, owner=actor)
    comment.delete()
