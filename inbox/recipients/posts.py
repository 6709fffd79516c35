"""New posts: those who asked to hear of every post in the community."""

from activity import events as activity
from activity.models import Mention
from esn.kit.models import Event
from inbox.models import CommunityLevel, Kind
from inbox.recipients.calls import Call, picks, thread_of
from inbox.recipients.wanting import switched_on
from people.models import Person


@picks(activity.POST_PUBLISHED, activity.QUESTION_ASKED)
def published(event: Event) -> list[Call]:
    """Who set the community to "every new post"; whoever is named in it hears of that instead."""
    thread = thread_of(event)
    if thread is None:
        return []
    keen = CommunityLevel.objects.filter(community=thread.community_id, level=CommunityLevel.Level.ALL)
    people = Person.objects.filter(pk__in=keen.values("person"))
    mentions = Mention.objects.filter(thread=thread, comment=None)
    named = switched_on(Person.objects.filter(pk__in=mentions.values("person")), Kind.MENTION)
    return [Call(Kind.POST, people, thread=thread, others_than=frozenset(named.values_list("pk", flat=True)))]
