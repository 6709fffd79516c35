"""What a person may do with a community; pure questions over a role that is looked up once."""

from communities.models import Community, Membership
from people.models import Person
from people.policies import NotAllowed, require

__all__ = ["NotAllowed", "require"]


def role_in(person: Person, community: Community) -> str:
    """Return the person's role, or an empty string for somebody who is no member."""
    if person.roles_by_community is None:
        pairs = Membership.objects.filter(person=person).values_list("community_id", "role")
        person.roles_by_community = dict(pairs)
    return person.roles_by_community.get(community.pk, "")


def forget_roles(*people: Person) -> None:
    """Drop the looked-up roles after a change of membership."""
    for person in people:
        person.roles_by_community = None


def is_member(person: Person, community: Community) -> bool:
    """Whether the person belongs to it; every employee belongs to the company's own."""
    return bool(role_in(person, community)) or (community.is_everyone and not person.is_external)


def may_read(person: Person, community: Community) -> bool:
    """Whether the person may read what is in it; the same rule as `readable_by`."""
    return person.is_active and (
        is_member(person, community) or (community.is_open and not person.is_external)
    )


def may_post(person: Person, community: Community) -> bool:
    """Whether the person may write in it: members, and employees where it is open."""
    return may_read(person, community)


def may_lead(person: Person, community: Community) -> bool:
    """Whether the person owns or moderates it."""
    return person.is_active and role_in(person, community) in {
        Membership.Role.OWNER,
        Membership.Role.MODERATOR,
    }


def may_own(person: Person, community: Community) -> bool:
    """Whether the person owns it."""
    return person.is_active and role_in(person, community) == Membership.Role.OWNER


def may_join(person: Person, community: Community) -> bool:
    """Whether the person may join at once."""
    is_stranger = not is_member(person, community)
    return person.is_active and not person.is_external and community.is_open and is_stranger


def may_request(person: Person, community: Community) -> bool:
    """Whether the person may ask to join."""
    is_private = community.kind == Community.Kind.PRIVATE
    return person.is_active and not person.is_external and is_private and not is_member(person, community)


def may_leave(person: Person, community: Community) -> bool:
    """Whether the person is a member who may go."""
    return bool(role_in(person, community)) and not community.is_everyone


def may_found(person: Person) -> bool:
    """Whether the person may start a community: every employee."""
    return person.is_active and not person.is_external
