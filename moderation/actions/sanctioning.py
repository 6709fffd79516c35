"""Keeping somebody from writing in a community for a while, or from coming back; and ending that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communities import events as community_verbs
from communities.actions.admitting import admit, changed, drop
from communities.actions.noting import note as note_membership
from communities.models import Community, Invitation, JoinRequest, Membership
from esn.kit import clock
from moderation import events as verbs
from moderation.actions.noting import enter, note
from moderation.models import Ruling, Sanction
from moderation.policies import forget_sanctions, may_sanction, require
from people.models import Person


@transaction.atomic
def sanction_person(  # noqa: PLR0913  (the sanction's parts, all named)
    actor: Person,
    community: Community,
    person: Person,
    *,
    kind: str,
    until_at: datetime | None = None,
    reason: str = "",
    ruling: Ruling | None = None,
) -> Sanction:
    """Mute somebody until a moment, or ban them; a second one of a kind takes the place of the first."""
    require(may_sanction(actor, community, person), _("You may not do this to them here."))
    require(kind == Sanction.Kind.BAN or until_at is not None, _("Say until when."))
    running = Sanction.objects.select_for_update().filter(
        person=person, community=community, kind=kind, lifted_at=None
    )
    before = running.first()
    running.update(lifted_at=clock.now(), lifted_by=actor)
    row = Sanction.objects.create(
        person=person, community=community, kind=kind, since_at=clock.now(),
        until_at=until_at, reason=reason[:400], by=actor, ruling=ruling,
    )  # fmt: skip
    if kind == Sanction.Kind.BAN:
        _put_out(actor, community, person)
    heard(person)
    was = {"until": before.until_at} if before else {}
    now = {"person": person.pk, "kind": kind, "until": until_at}
    enter("moderation.sanctioned", actor, row, community=community, before=was, after=now, reason=reason)
    if ruling is None:
        note(verbs.PERSON_SANCTIONED, row, owner=person, community=community)
    return row


def _put_out(actor: Person, community: Community, person: Person) -> None:
    """End the membership, and what would bring them back."""
    if drop(community, person, by=actor):
        note_membership(community_verbs.MEMBER_REMOVED, actor, community, owner=person)
    now = clock.now()
    Invitation.objects.filter(community=community, person=person, answered_at=None).update(answered_at=now)
    asked = JoinRequest.objects.filter(community=community, person=person, decided_at=None)
    asked.update(is_accepted=False, decided_by=actor, decided_at=now)


def heard(person: Person) -> None:
    """Keep the mark by which requests know whose sanctions to look up; whoever is asked about now hears at once."""
    person.is_barred = Sanction.objects.standing().filter(person=person).exists()
    Person.objects.filter(pk=person.pk).update(is_barred=person.is_barred)
    forget_sanctions(person)
    changed(person)


@transaction.atomic
def lift_sanction(actor: Person, sanction: Sanction, *, reason: str = "") -> None:
    """End a sanction before its time; lifting it twice is the same as once."""
    require(may_sanction(actor, sanction.community, sanction.person), _("You may not do this to them here."))
    if end(actor, sanction):
        enter(
            "moderation.sanction_lifted", actor, sanction, community=sanction.community,
            before={"person": sanction.person_id, "kind": sanction.kind, "until": sanction.until_at}, reason=reason,
        )  # fmt: skip
        note(verbs.SANCTION_LIFTED, sanction, owner=sanction.person, community=sanction.community)


def end(by: Person, sanction: Sanction) -> bool:
    """Make a sanction end now and tell whether it was running."""
    ended = Sanction.objects.filter(pk=sanction.pk, lifted_at=None).update(
        lifted_at=clock.now(), lifted_by=by
    )
    heard(sanction.person)
    return bool(ended)


def bring_back(sanction: Sanction, role: str) -> None:
    """Let somebody in again whom an overturned ruling had put out, without a role that they had to lead."""
    plain = role if role in {Membership.Role.MEMBER, Membership.Role.GUEST} else Membership.Role.MEMBER
    if role and sanction.person.is_active:
        admit(sanction.community, sanction.person, role=plain, via=Membership.Via.ADDED)
