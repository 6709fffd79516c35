"""Reactions: who wrote what is reacted to, folded per post and per comment."""

from activity import events as activity
from activity.models import Reaction
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks, thread_of


@picks(activity.REACTION_ADDED)
def reacted(event: Event) -> list[Call]:
    """The author; a sign that was taken back meanwhile is told to nobody."""
    thread = thread_of(event)
    reaction = Reaction.objects.select_related("comment").filter(pk=event.object_id).first()
    if thread is None or reaction is None:
        return []
    subject = f"comment:{reaction.comment_id}" if reaction.comment_id else ""
    people = only(event.owner_id)
    return [Call(Kind.REACTION, people, subject, thread=thread, comment=reaction.comment, word=reaction.kind)]
