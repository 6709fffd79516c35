"""Recording facts about threads, with everybody they concern."""

from django.db import models

from activity import events as verbs
from activity.models import Thread
from esn.kit import events
from esn.kit.models import Event
from people.models import Person


def note(  # noqa: PLR0913  (the fact's parts, in the order of a sentence)
    verb: str,
    actor: Person | None,
    thread: Thread,
    about: models.Model,
    owner: Person | None = None,
    *,
    is_mandatory: bool = False,
    is_automated: bool = False,
) -> Event:
    """Record what an actor did in a thread, and to whom; nobody when the calendar did it."""
    return events.record(
        verb,
        actor=actor,
        about=about,
        owner=owner,
        thread_id=thread.pk,
        community_id=thread.community_id,
        community_department_id=thread.community.department_id,
        kind=Event.Kind.FORMAL if thread.kind == Thread.Kind.IDEA else Event.Kind.INFORMAL,
        is_mandatory=is_mandatory,
        is_automated=is_automated,
    )


def note_mentions(actor: Person, thread: Thread, about: models.Model, people: list[Person]) -> None:
    """Record each mention of somebody else as a fact of its own."""
    for person in people:
        if person.pk != actor.pk:
            note(verbs.PERSON_MENTIONED, actor, thread, about, owner=person)
