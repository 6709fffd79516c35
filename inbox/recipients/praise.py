"""Praise: each person who is praised, by an event of their own."""

from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks, thread_of
from inbox.verbs import PRAISE_GIVEN


@picks(PRAISE_GIVEN)
def praised(event: Event) -> list[Call]:
    """The person praised."""
    thread = thread_of(event)
    return [Call(Kind.PRAISE, only(event.owner_id), thread=thread)] if thread else []
