"""Reacting with one sign."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.kinds import signs
from activity.models import Comment, Reaction, Thread
from activity.policies import may_react, require
from esn.kit import clock, live
from people.models import Person


@transaction.atomic
def react(actor: Person, thread: Thread, *, kind: str, comment: Comment | None = None) -> Reaction:
    """React to a thread's opening or to a comment; another sign replaces the first."""
    require(may_react(actor, thread) and (comment is None or comment.thread_id == thread.pk))
    if not signs.is_offered(kind):
        raise ValidationError({"kind": _("There is no such sign to react with.")})
    reaction, is_new = Reaction.objects.update_or_create(
        person=actor, thread=thread, comment=comment, defaults={"kind": kind, "at": clock.now()}
    )
    _show_again(actor, thread, comment)
    if is_new:
        owner = comment.author if comment else thread.starter
        note(verbs.REACTION_ADDED, actor, thread, reaction, owner=owner)
    return reaction


@transaction.atomic
def withdraw_reaction(actor: Person, thread: Thread, *, comment: Comment | None = None) -> None:
    """Take back one's sign."""
    reaction = Reaction.objects.filter(person=actor, thread=thread, comment=comment).first()
    if reaction is None:
        return
    note(verbs.REACTION_WITHDRAWN, actor, thread, reaction)
    reaction.delete()
    _show_again(actor, thread, comment)


def _show_again(actor: Person, thread: Thread, comment: Comment | None) -> None:
    Thread.objects.filter(pk=thread.pk).update(version=F("version") + 1)
    if comment is None:
        live.publish_fragment(f"thread.{thread.pk}", "activity.reactions", thread.pk, by=actor.pk)
    else:
        Comment.objects.filter(pk=comment.pk).update(version=F("version") + 1)
        live.publish_fragment(f"thread.{thread.pk}", "activity.comment_reactions", comment.pk, by=actor.pk)
