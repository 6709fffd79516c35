"""Roles, of a community and of the site: who holds them now."""

from communities import events as communities
from communities.models import Membership
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks
from inbox.recipients.joining import place_of
from people import events as people_verbs
from people.models import RoleGrant


@picks(communities.ROLE_CHANGED)
def changed(event: Event) -> list[Call]:
    """The member whose role in a community changed."""
    place = place_of(event)
    member = Membership.objects.filter(community=event.community_id, person=event.owner_id).first()
    if place is None or member is None:
        return []
    return [Call(Kind.ROLE, only(event.owner_id), community=place, word=member.role)]


@picks(people_verbs.ROLE_GRANTED)
def granted(event: Event) -> list[Call]:
    """Whoever holds a site role now."""
    grant = RoleGrant.objects.filter(pk=event.object_id).first()
    if grant is None:
        return []
    return [Call(Kind.ROLE, only(event.owner_id), f"site:{grant.role}", word=grant.role)]
