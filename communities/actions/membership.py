"""Joining, leaving, asking, deciding, and roles."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.founding import note
from communities.models import Community, JoinRequest, Membership
from communities.policies import (
    NotAllowed,
    forget_roles,
    may_join,
    may_lead,
    may_leave,
    may_own,
    may_request,
    require,
    role_in,
)
from esn.kit import clock, live
from people.models import Person


class LastOwner(NotAllowed):
    """A community keeps at least one owner."""


def _admit(community: Community, person: Person) -> bool:
    _membership, is_new = Membership.objects.get_or_create(
        community=community, person=person, defaults={"since_at": clock.now()}
    )
    if is_new:
        _count(community, 1)
        _changed(person)
    return is_new


def _count(community: Community, change: int) -> None:
    # Everybody belongs to the company's own community: there is nothing to count.
    Community.objects.filter(pk=community.pk, is_everyone=False).update(
        member_count=F("member_count") + change
    )


def _changed(person: Person) -> None:
    forget_roles(person)
    live.recheck(person.pk)


@transaction.atomic
def join_community(actor: Person, community: Community) -> None:
    """Join an open community; joining twice is the same as once."""
    if role_in(actor, community):
        return
    require(may_join(actor, community))
    if _admit(community, actor):
        note(verbs.MEMBER_JOINED, actor, community)


@transaction.atomic
def leave_community(actor: Person, community: Community) -> None:
    """Leave; raises LastOwner for the only owner."""
    if not may_leave(actor, community):
        return
    _drop(community, actor)
    note(verbs.MEMBER_LEFT, actor, community)


@transaction.atomic
def remove_member(actor: Person, community: Community, person: Person) -> None:
    """Take a member out; raises LastOwner for the only owner."""
    require(
        may_lead(actor, community)
        and (role_in(person, community) == Membership.Role.MEMBER or may_own(actor, community))
    )
    _drop(community, person)
    note(verbs.MEMBER_REMOVED, actor, community, owner=person)


def _drop(community: Community, person: Person) -> None:
    membership = Membership.objects.select_for_update().filter(community=community, person=person).first()
    if membership is None:
        return
    _keep_an_owner(community, membership)
    membership.delete()
    _count(community, -1)
    _changed(person)


def _keep_an_owner(community: Community, membership: Membership) -> None:
    # Lock the community's row first, or two owners who go at the same moment would both see the other.
    Community.objects.select_for_update().get(pk=community.pk)
    # Somebody whose account is closed cannot run it.
    owners = Membership.objects.filter(
        community=community, role=Membership.Role.OWNER, person__is_active=True
    )
    others = owners.exclude(pk=membership.pk)
    if membership.role == Membership.Role.OWNER and not others.exists():
        raise LastOwner(_("A community needs an owner: make somebody else an owner first."))


@transaction.atomic
def add_member(actor: Person, community: Community, person: Person) -> None:
    """Add somebody, which is the only way into a secret community."""
    require(may_lead(actor, community) and person.is_active)
    JoinRequest.objects.filter(community=community, person=person, decided_at=None).update(
        is_accepted=True, decided_by=actor, decided_at=clock.now()
    )
    if _admit(community, person):
        note(verbs.MEMBER_ADDED, actor, community, owner=person)


@transaction.atomic
def change_role(actor: Person, community: Community, person: Person, *, role: str) -> None:
    """Give a member another role; raises LastOwner for the only owner."""
    require(may_own(actor, community))
    membership = Membership.objects.select_for_update().filter(community=community, person=person).first()
    if membership is None or membership.role == role:
        return
    if role != Membership.Role.OWNER:
        _keep_an_owner(community, membership)
    membership.role = role
    membership.save(update_fields=["role"])
    _changed(person)
    note(verbs.ROLE_CHANGED, actor, community, owner=person)


@transaction.atomic
def request_to_join(actor: Person, community: Community, *, reason: str = "") -> JoinRequest:
    """Ask to join a private community; asking again returns the open request."""
    require(may_request(actor, community))
    request, is_new = JoinRequest.objects.get_or_create(
        community=community, person=actor, decided_at=None, defaults={"note": reason, "asked_at": clock.now()}
    )
    if is_new:
        note(verbs.JOIN_REQUESTED, actor, community)
    return request


@transaction.atomic
def withdraw_request(actor: Person, community: Community) -> None:
    """Take back one's open request."""
    taken, _kinds = JoinRequest.objects.filter(community=community, person=actor, decided_at=None).delete()
    if taken:
        note(verbs.JOIN_WITHDRAWN, actor, community)


@transaction.atomic
def decide_request(actor: Person, request: JoinRequest, *, accept: bool) -> None:
    """Let somebody in or not; a request is decided once."""
    require(may_lead(actor, request.community))
    locked = JoinRequest.objects.select_for_update().get(pk=request.pk)
    if locked.decided_at is not None:
        return
    locked.is_accepted, locked.decided_by, locked.decided_at = accept, actor, clock.now()
    locked.save()
    if accept:
        _admit(request.community, request.person)
    note(verbs.JOIN_DECIDED, actor, request.community, owner=request.person)
