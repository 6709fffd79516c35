"""Joining, leaving, asking, deciding, and roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.admitting import (
    LastOwner,
    admit,
    changed,
    close_waiting,
    drop,
    keep_an_owner,
    welcome,
)
from communities.actions.noting import enter, note
from communities.models import Community, JoinRequest, Membership
from communities.policies import (
    JOIN,
    may_be_added,
    may_join,
    may_lead,
    may_leave,
    may_own,
    may_request,
    refusal,
    require,
    role_in,
)
from esn.kit import clock
from people.models import Person

__all__ = ["LastOwner"]

MOST_ANSWER = 1000


@transaction.atomic
def join_community(actor: Person, community: Community) -> None:
    """Join a community that one joins without asking; joining twice is the same as once."""
    if role_in(actor, community):
        return
    require(may_join(actor, community), refusal(actor, community, JOIN))
    if admit(community, actor):
        note(verbs.MEMBER_JOINED, actor, community)


@transaction.atomic
def leave_community(actor: Person, community: Community) -> None:
    """Leave; raises LastOwner for the only owner. No rule brings back who left by hand."""
    if not may_leave(actor, community):
        return
    if drop(community, actor, by=actor):
        note(verbs.MEMBER_LEFT, actor, community)


@transaction.atomic
def remove_member(actor: Person, community: Community, person: Person, *, reason: str = "") -> None:
    """Take a member out; raises LastOwner for the only owner."""
    role = role_in(person, community)
    is_plain = role in {Membership.Role.MEMBER, Membership.Role.GUEST}
    require(may_lead(actor, community) and (is_plain or may_own(actor, community)))
    if drop(community, person, by=actor):
        note(verbs.MEMBER_REMOVED, actor, community, owner=person)
        enter(verbs.MEMBER_REMOVED, actor, community, about=person, before={"role": role}, reason=reason)


@transaction.atomic
def add_member(
    actor: Person, community: Community, person: Person, *, role: str = Membership.Role.MEMBER
) -> None:
    """Add somebody as a member or guest without asking them; archived communities take nobody in."""
    require(may_lead(actor, community) and may_be_added(person, community))
    require(role in {Membership.Role.MEMBER, Membership.Role.GUEST})
    require(not community.is_archived, refusal(person, community, JOIN))
    close_waiting(community, person, decided_by=actor)
    if admit(community, person, role=role, via=Membership.Via.ADDED):
        note(verbs.MEMBER_ADDED, actor, community, owner=person)


@dataclass(frozen=True)
class Arrival:
    """A membership as a history tells it: who came to what, when, and who let them in, if anybody had to."""

    person: Person
    community: Community
    at: datetime
    host: Person | None = None


@transaction.atomic
def bring_in(history: Iterable[Arrival]) -> int:
    """Bring in a history of memberships, each at its moment; return how many are new.

    The rules are those of `join_community` and `add_member`.
    """
    coming: dict[tuple[int, int], Arrival] = {}
    for arrival in history:
        person, community, host = arrival.person, arrival.community, arrival.host
        if role_in(person, community):
            continue
        require(may_join(person, community) if host is None else _may_let_in(host, person, community))
        coming.setdefault((community.pk, person.pk), arrival)
    Membership.objects.bulk_create([_member(arrival) for arrival in coming.values()], batch_size=500)
    for arrival in coming.values():
        with clock.at(arrival.at):
            if arrival.host is None:
                note(verbs.MEMBER_JOINED, arrival.person, arrival.community)
            else:
                note(verbs.MEMBER_ADDED, arrival.host, arrival.community, owner=arrival.person)
    welcome([(arrival.community, arrival.person) for arrival in coming.values()])
    return len(coming)


def _may_let_in(host: Person, person: Person, community: Community) -> bool:
    return may_lead(host, community) and may_be_added(person, community) and not community.is_archived


def _member(arrival: Arrival) -> Membership:
    via = Membership.Via.JOINED if arrival.host is None else Membership.Via.ADDED
    role, at = Membership.Role.MEMBER, arrival.at
    return Membership(
        community=arrival.community, person=arrival.person, role=role, via=via, since_at=at, last_active_at=at
    )


@transaction.atomic
def change_role(actor: Person, community: Community, person: Person, *, role: str) -> None:
    """Give a member another role; raises LastOwner for the only owner. Nobody from outside runs a community."""
    require(may_own(actor, community))
    is_leading = role in {Membership.Role.OWNER, Membership.Role.MODERATOR}
    require(
        not (person.is_external and is_leading),
        _("Somebody from outside the company cannot run a community."),
    )
    membership = Membership.objects.select_for_update().filter(community=community, person=person).first()
    if membership is None or membership.role == role:
        return
    if role != Membership.Role.OWNER:
        keep_an_owner(community, membership)
    before, membership.role = membership.role, role
    if role != Membership.Role.GUEST:
        membership.until_at = None
    membership.save(update_fields=["role", "until_at"])
    changed(person)
    note(verbs.ROLE_CHANGED, actor, community, owner=person)
    enter(verbs.ROLE_CHANGED, actor, community, about=person, before={"role": before}, after={"role": role})


@transaction.atomic
def request_to_join(
    actor: Person, community: Community, *, reason: str = "", answers: list[str] | None = None
) -> JoinRequest:
    """Ask to join, answering what its owners want to know; asking again returns the open request."""
    require(may_request(actor, community), refusal(actor, community, JOIN))
    said = [*(answers or []), *[""] * len(community.questions)]
    answered = [
        {"question": question, "answer": answer[:MOST_ANSWER]}
        for question, answer in zip(community.questions, said, strict=False)
    ]
    request, is_new = JoinRequest.objects.get_or_create(
        community=community,
        person=actor,
        decided_at=None,
        defaults={"note": reason, "answers": answered, "asked_at": clock.now()},
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
    if accept and may_be_added(request.person, request.community):
        admit(request.community, request.person, via=Membership.Via.REQUEST)
    note(verbs.JOIN_DECIDED, actor, request.community, owner=request.person)


def dismiss_welcome(actor: Person, community: Community) -> None:
    """Put the welcome away; it was for newcomers."""
    Membership.objects.filter(community=community, person=actor, welcomed_at=None).update(
        welcomed_at=clock.now()
    )
