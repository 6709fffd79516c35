"""Coming and going: leaders hear who asks, the person concerned hears what was decided."""

from communities import events as communities
from communities.models import Community, JoinRequest, Membership
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks
from inbox.verbs import MEMBER_INVITED
from people.models import Person

LEADING = (Membership.Role.OWNER, Membership.Role.MODERATOR)


def place_of(event: Event) -> Community | None:
    """Return the event's community while it exists."""
    return Community.objects.filter(pk=event.community_id or 0).first()


@picks(communities.JOIN_REQUESTED)
def requested(event: Event) -> list[Call]:
    """Who leads the community, while the request waits."""
    place = place_of(event)
    waiting = JoinRequest.objects.filter(community=event.community_id, person=event.actor_id, decided_at=None)
    if place is None or not waiting.exists():
        return []
    leads = Membership.objects.filter(community=place, role__in=LEADING).values("person")
    return [Call(Kind.REQUEST, Person.objects.filter(pk__in=leads), community=place)]


@picks(communities.JOIN_DECIDED, communities.MEMBER_ADDED, communities.MEMBER_REMOVED)
def decided(event: Event) -> list[Call]:
    """Whoever was let in, declined, added or removed."""
    place = place_of(event)
    if place is None:
        return []
    return [Call(Kind.MEMBERSHIP, only(event.owner_id), community=place, word=_word(event))]


def _word(event: Event) -> str:
    if event.verb != communities.JOIN_DECIDED:
        return "added" if event.verb == communities.MEMBER_ADDED else "removed"
    decided = JoinRequest.objects.filter(community=event.community_id, person=event.owner_id)
    accepted = decided.exclude(decided_at=None).order_by("-decided_at").values_list("is_accepted", flat=True)
    return "accepted" if accepted.first() else "declined"


@picks(MEMBER_INVITED)
def invited(event: Event) -> list[Call]:
    """The invited person, when the invitation is to somebody and not to whoever holds a link."""
    place = place_of(event)
    return [Call(Kind.INVITATION, only(event.owner_id), community=place)] if place else []
