"""Answering in a thread."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity import gates
from activity.actions import watching, withdrawing
from activity.actions.attaching import attach
from activity.actions.noting import note, note_mentions
from activity.actions.revising import claim, keep_revision, require_reason
from activity.actions.wording import keep_mentions, keep_places, word
from activity.models import Attachment, Comment, Post, Thread
from activity.policies import (
    NotAllowed,
    may_accept,
    may_comment,
    may_edit_comment,
    may_remove_comment,
    require,
)
from communities.policies import WRITE, refusal
from esn.kit import audit, clock, live
from people.models import Person


class ParentElsewhere(NotAllowed):
    """A reply answers a comment of the same thread."""


@transaction.atomic
def add_comment(
    actor: Person,
    thread: Thread,
    *,
    body: str,
    parent: Comment | None = None,
    attachments: Sequence[Attachment] = (),
) -> Comment:
    """Answer in a thread; a reply to a reply joins the same second level. Raises ParentElsewhere."""
    require(
        may_comment(actor, thread),
        refusal(actor, thread.community, WRITE) or _("You may not answer in this thread."),
    )
    if parent is not None and parent.thread_id != thread.pk:
        raise ParentElsewhere(_("That comment is in another thread."))
    keeper = gates.pass_through(actor, gates.Words(thread.community, body, is_comment=True))
    wording = word(actor, body)
    comment = Comment.objects.create(
        thread=thread,
        author=actor,
        parent=parent.parent if parent and parent.parent_id else parent,
        body=body,
        body_html=wording.html,
        created_at=clock.now(),
        **gates.held(keeper),
    )
    if keeper is None:
        _count(comment)
    attach(actor, thread, attachments, comment)
    watching.follow_by_doing(actor, thread)
    note(verbs.COMMENT_ADDED, actor, thread, comment, owner=parent.author if parent else thread.starter)
    if wording.mentioned:
        note_mentions(actor, thread, comment, keep_mentions(wording.mentioned, thread, comment))
    if wording.places:
        keep_places(wording.places, thread, comment)
    if keeper is None:
        _show(comment, "append")
    gates.hand_over(keeper, thread, comment)
    return comment


def _count(comment: Comment) -> None:
    Thread.objects.filter(pk=comment.thread_id).update(
        comment_count=F("comment_count") + 1, version=F("version") + 1, last_activity_at=comment.created_at
    )


def _show(comment: Comment, mode: str) -> None:
    live.publish_fragment(
        f"thread.{comment.thread_id}", "activity.comment", comment.pk, mode=mode, by=comment.author_id
    )


@transaction.atomic
def edit_comment(
    actor: Person, comment: Comment, *, body: str, is_minor: bool = False, base: int | None = None
) -> Comment:
    """Change the words of one's own comment; those before stay in its history, and a minor change notifies nobody.

    `base` is the wording that the author saw. Raises ChangedMeanwhile.
    """
    require(may_edit_comment(actor, comment))
    claim(comment, base)
    if comment.body == body:
        return comment
    wording, thread = word(actor, body), comment.thread
    words = gates.Words(thread.community, body, is_comment=True, is_edit=True)
    keeper = gates.pass_through(actor, words)
    keep_revision(actor, thread, comment, is_minor=is_minor, number=comment.revision, body=comment.body)
    comment.body, comment.body_html, comment.edited_at = body, wording.html, clock.now()
    comment.version += 1
    comment.revision += 1
    comment.save(update_fields=["body", "body_html", "edited_at", "version", "revision"])
    note(verbs.COMMENT_EDITED, actor, thread, comment)
    fresh = keep_mentions(wording.mentioned, thread, comment)
    note_mentions(actor, thread, comment, [] if is_minor else fresh)
    keep_places(wording.places, thread, comment)
    if keeper is None:
        _show(comment, "replace")
    gates.hand_over(keeper, thread, comment)
    return comment


@transaction.atomic
def remove_comment(actor: Person, comment: Comment, *, reason: str = "") -> None:
    """Take a comment away; its place stays so that the replies make sense. What another wrote goes on record.

    Raises ReasonMissing.
    """
    require(may_remove_comment(actor, comment))
    is_own = comment.author_id == actor.pk
    require_reason(is_own, reason)
    if withdrawing.take_comment(actor, comment, reason=reason) and not is_own:
        audit.record(
            verbs.COMMENT_REMOVED,
            actor=actor,
            about=comment,
            before={"author": comment.author_id, "thread": comment.thread_id},
            reason=reason,
            community_id=comment.thread.community_id,
        )


@transaction.atomic
def accept_answer(actor: Person, comment: Comment, *, is_solution: bool | None = None) -> None:
    """Name the comment that solved one's question, or no longer; by default, naming it again takes the mark away."""
    require(may_accept(actor, comment))
    post = Post.objects.select_for_update().get(thread=comment.thread)
    before = post.accepted_answer
    was_solution = post.accepted_answer_id == comment.pk
    is_new = not was_solution if is_solution is None else is_solution
    if is_new == was_solution:
        return
    post.accepted_answer = comment if is_new else None
    post.save(update_fields=["accepted_answer"])
    Thread.objects.filter(pk=comment.thread_id).update(version=F("version") + 1)
    for changed in (before, comment):
        if changed is not None:
            _show(changed, "replace")
    if is_new:
        note(verbs.ANSWER_ACCEPTED, actor, comment.thread, comment, owner=comment.author)
