"""Letting in and letting go: the only places where a membership begins or ends, under one lock and with one count."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from communities.models import RANKS, Community, Departure, Invitation, JoinRequest, Membership
from communities.policies import NotAllowed, forget_roles
from esn.kit import clock, live
from people.models import Person


class LastOwner(NotAllowed):
    """A community keeps at least one owner."""


def admit(
    community: Community,
    person: Person,
    *,
    role: str = Membership.Role.MEMBER,
    via: str = Membership.Via.JOINED,
    until: datetime | None = None,
) -> bool:
    """Make somebody a member and tell whether they were none before; an ended guest access is renewed."""
    now = clock.now()
    row, is_new = Membership.objects.get_or_create(
        community=community,
        person=person,
        defaults={"role": role, "via": via, "until_at": until, "since_at": now, "last_active_at": now},
    )
    has_ended = not is_new and row.until_at is not None and row.until_at <= now
    if has_ended:
        row.role, row.via, row.until_at = role, via, until
        row.save(update_fields=["role", "via", "until_at"])
    if is_new:
        count(community, 1)
    if is_new or has_ended:
        _settle(community, person)
        changed(person)
    return is_new or has_ended


def welcome(pairs: Collection[tuple[Community, Person]]) -> None:
    """Do for many new members at once what `admit` does for one beside the membership itself."""
    came = {(community.pk, person.pk) for community, person in pairs}
    places = {community.pk: community for community, _person in pairs}
    people = {person.pk: person for _place, person in pairs}
    for pk, number in Counter(community.pk for community, _person in pairs).items():
        count(places[pk], number)
    concerned = {"community__in": places, "person__in": people}
    for waiting in (
        Departure.objects.filter(**concerned),
        JoinRequest.objects.filter(**concerned, decided_at=None),
        Invitation.objects.filter(**concerned, answered_at=None),
    ):
        for community_id, person_id in came & set(waiting.values_list("community_id", "person_id")):
            _settle(places[community_id], people[person_id])
    for person in people.values():
        changed(person)


def _settle(community: Community, person: Person) -> None:
    Departure.objects.filter(community=community, person=person).delete()
    close_waiting(community, person)


def close_waiting(community: Community, person: Person, decided_by: Person | None = None) -> None:
    """Answer what still waits for somebody who is in now: their request, and invitations."""
    now = clock.now()
    asked = JoinRequest.objects.filter(community=community, person=person, decided_at=None)
    asked.update(is_accepted=True, decided_by=decided_by, decided_at=now)
    invited = Invitation.objects.filter(community=community, person=person, answered_at=None)
    invited.update(is_accepted=True, answered_at=now)


def count(community: Community, change: int) -> None:
    """Keep the number of members; everybody belongs to the company's own community: there is nothing to count."""
    if change:
        Community.objects.filter(pk=community.pk, is_everyone=False).update(
            member_count=F("member_count") + change
        )


def changed(person: Person) -> None:
    """Let pages and sockets of somebody hear at once that their place has changed."""
    forget_roles(person)
    live.recheck(person.pk)


def drop(community: Community, person: Person, *, by: Person | None, is_lasting: bool = True) -> bool:
    """End a membership and tell whether there was one; `is_lasting` keeps rules and links from undoing it."""
    membership = Membership.objects.select_for_update().filter(community=community, person=person).first()
    if membership is None:
        return False
    keep_an_owner(community, membership)
    membership.delete()
    count(community, -1)
    if is_lasting:
        is_removal = by is not None and by.pk != person.pk
        Departure.objects.update_or_create(
            community=community,
            person=person,
            defaults={"at": clock.now(), "removed_by": by if is_removal else None, "is_removal": is_removal},
        )
    changed(person)
    return True


def keep_an_owner(community: Community, membership: Membership) -> None:
    """Raise LastOwner if nobody else with an open account owns it."""
    if membership.role != Membership.Role.OWNER:
        return
    # Lock the community's row first, or two owners who go at the same moment would both see the other.
    Community.objects.select_for_update().get(pk=community.pk)
    owners = Membership.objects.filter(
        community=community, role=Membership.Role.OWNER, person__is_active=True
    )
    if not owners.exclude(pk=membership.pk).exists():
        raise LastOwner(_("A community needs an owner: make somebody else an owner first."))


def higher(one: str, other: str) -> str:
    """Return the role that may do more."""
    return min(one, other, key=lambda role: RANKS.get(role, 9))
