"""An answer that solved a question: who gave it."""

from activity import events as activity
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, comment_of, only, picks, thread_of


@picks(activity.ANSWER_ACCEPTED)
def accepted(event: Event) -> list[Call]:
    """The author of the accepted answer."""
    thread, comment = thread_of(event), comment_of(event)
    if thread is None or comment is None:
        return []
    return [Call(Kind.ACCEPTED, only(event.owner_id), thread=thread, comment=comment)]
