"""Announcements that must be acknowledged: everybody they are for, and again those who have not answered."""

from activity.kinds import announcements
from activity.models import MustRead, Thread
from communities import browsing
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks, thread_of
from inbox.verbs import ACKNOWLEDGED, ACKNOWLEDGEMENT_ASKED, ACKNOWLEDGEMENT_REMINDED
from people.models import PersonQuerySet


@picks(ACKNOWLEDGEMENT_ASKED, ACKNOWLEDGEMENT_REMINDED)
def asked(event: Event) -> list[Call]:
    """The audience without who has acknowledged; one person alone when the event names somebody."""
    thread = thread_of(event)
    if thread is None:
        return []
    people = only(event.owner_id) if event.owner_id else audience_of(thread)
    done = Event.objects.filter(verb=ACKNOWLEDGED, thread_id=thread.pk).values("actor_id")
    word = "reminded" if event.verb == ACKNOWLEDGEMENT_REMINDED else ""
    return [Call(Kind.ACKNOWLEDGEMENT, people.exclude(pk__in=done), thread=thread, word=word)]


def audience_of(thread: Thread) -> PersonQuerySet:
    """Return whom the announcement asks, as of now; the members where it does not say."""
    rows = MustRead.objects.filter(post__thread=thread).select_related("post__thread__community")
    must_read = rows.first()
    return announcements.audience(must_read) if must_read else browsing.belonging(thread.community)
