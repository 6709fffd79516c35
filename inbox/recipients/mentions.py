"""Being named: the person who is."""

from activity import events as activity
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, comment_of, only, picks, thread_of


@picks(activity.PERSON_MENTIONED)
def named(event: Event) -> list[Call]:
    """Whoever is named in an opening or a comment."""
    thread, comment = thread_of(event), comment_of(event)
    if thread is None or (event.object_type == "comment" and comment is None):
        return []
    return [Call(Kind.MENTION, only(event.owner_id), thread=thread, comment=comment)]
