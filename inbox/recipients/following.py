"""A new follower: the person followed."""

from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks
from people import events as people_verbs
from people.models import Follow


@picks(people_verbs.PERSON_FOLLOWED)
def followed(event: Event) -> list[Call]:
    """The person followed, while it is so; several followers fold into one row."""
    if not Follow.objects.filter(follower=event.actor_id, followed=event.owner_id).exists():
        return []
    return [Call(Kind.FOLLOWER, only(event.owner_id), "me", follower_id=event.actor_id)]
