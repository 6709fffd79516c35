"""Inviting: a person by name, or whoever holds a link; both ask before anybody is in."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.admitting import admit
from communities.actions.noting import enter, note
from communities.models import Community, Departure, Invitation, InvitationLink, Membership
from communities.policies import JOIN, NotAllowed, is_member, may_be_added, may_lead, refusal, require
from esn.kit import clock
from people.models import Person
from people.models.access import digest

INVITED = {Membership.Role.MEMBER, Membership.Role.GUEST}
MOST_DAYS, MOST_USES = 365, 10_000


class LinkGone(NotAllowed):
    """The link lets nobody in (any more); the sentence says why."""


@transaction.atomic
def invite_person(
    actor: Person,
    community: Community,
    person: Person,
    *,
    role: str = Membership.Role.MEMBER,
    words: str = "",
) -> Invitation | None:
    """Ask somebody to come; asking again keeps the first invitation, and members are asked nothing."""
    require(may_lead(actor, community) and may_be_added(person, community) and role in INVITED)
    require(not community.is_archived, refusal(person, community, JOIN))
    if is_member(person, community):
        return None
    if person.is_external:
        role = Membership.Role.GUEST
    invitation, is_new = Invitation.objects.get_or_create(
        community=community,
        person=person,
        answered_at=None,
        defaults={"role": role, "note": words, "invited_by": actor, "invited_at": clock.now()},
    )
    if is_new:
        note(verbs.MEMBER_INVITED, actor, community, owner=person)
    return invitation


@transaction.atomic
def answer_invitation(actor: Person, community: Community, *, accept: bool) -> None:
    """Come, or say no; an invitation is answered once."""
    invitation = (
        Invitation.objects.select_for_update()
        .filter(community=community, person=actor, answered_at=None)
        .first()
    )
    if invitation is None:
        return
    if accept:
        require(not refusal(actor, community, JOIN), refusal(actor, community, JOIN))
    invitation.answered_at, invitation.is_accepted = clock.now(), accept
    invitation.save(update_fields=["answered_at", "is_accepted"])
    if accept and admit(community, actor, role=invitation.role, via=Membership.Via.INVITATION):
        note(verbs.MEMBER_JOINED, actor, community)
    note(verbs.INVITATION_ANSWERED, actor, community, owner=invitation.invited_by)


@transaction.atomic
def withdraw_invitation(actor: Person, invitation: Invitation) -> None:
    """Take an invitation back that nobody has answered."""
    require(may_lead(actor, invitation.community))
    Invitation.objects.filter(pk=invitation.pk, answered_at=None).update(answered_at=clock.now())


@transaction.atomic
def make_link(
    actor: Person, community: Community, *, role: str = Membership.Role.MEMBER, days: int = 7, uses: int = 25
) -> tuple[InvitationLink, str]:
    """Make a link that lets so many people in for so many days; its secret is shown this once."""
    require(may_lead(actor, community) and role in INVITED and not community.is_everyone)
    require(not community.is_archived, refusal(actor, community, JOIN))
    require(1 <= days <= MOST_DAYS and 1 <= uses <= MOST_USES)
    secret = secrets.token_urlsafe(24)
    link = InvitationLink.objects.create(
        community=community,
        digest=digest(secret),
        role=role,
        made_by=actor,
        made_at=clock.now(),
        expires_at=clock.now() + timedelta(days=days),
        max_uses=uses,
    )
    enter("communities.link_made", actor, community, after={"role": role, "days": days, "uses": uses})
    return link, secret


@transaction.atomic
def revoke_link(actor: Person, link: InvitationLink) -> None:
    """Make a link useless from now on."""
    require(may_lead(actor, link.community))
    ended = InvitationLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by=actor
    )
    if ended:
        enter("communities.link_revoked", actor, link.community, before={"link": link.pk})


def find_link(secret: str) -> InvitationLink | None:
    """Return the link of a secret, whatever state it is in."""
    rows = InvitationLink.objects.select_related("community", "made_by")
    return rows.filter(digest=digest(secret), community__merged_into=None).first()


def why_not(person: Person, link: InvitationLink | None) -> str:
    """Return why a link does not let somebody in, as a sentence; empty if it does."""
    if link is None:
        return _("There is no such invitation. Perhaps the link was copied only in part.")
    if link.state == "revoked":
        return _("This invitation was taken back. Ask whoever sent it to you.")
    if link.state == "ended":
        return _("This invitation is no longer good: its time is over. Ask whoever sent it for a new one.")
    if link.state == "used":
        return _("This invitation was used as often as it could be. Ask whoever sent it for a new one.")
    if not InvitationLink.objects.usable().filter(pk=link.pk).exists():
        return _("This invitation no longer holds. Ask those who run the community.")
    return _why_not_them(person, link)


def _why_not_them(person: Person, link: InvitationLink) -> str:
    if person.is_external and link.role != Membership.Role.GUEST:
        return _("This invitation is for colleagues; you are here as a guest.")
    was_removed = Departure.objects.filter(community=link.community, person=person, is_removal=True).exists()
    if was_removed:
        return _("You were taken out of this community: only those who run it can let you in again.")
    return refusal(person, link.community, JOIN)


@transaction.atomic
def use_link(actor: Person, secret: str) -> Community:
    """Join by a link; who is a member already spends nothing. Raises LinkGone with the reason."""
    link = find_link(secret)
    if link is not None and is_member(actor, link.community):
        return link.community
    reason = why_not(actor, link)
    if link is None or reason:
        raise LinkGone(reason)
    # Two people and one use left: only the one whose update finds it free is let in.
    if not InvitationLink.objects.usable().filter(pk=link.pk).update(uses=F("uses") + 1):
        link.refresh_from_db()
        raise LinkGone(why_not(actor, link))
    if admit(link.community, actor, role=link.role, via=Membership.Via.LINK):
        note(verbs.MEMBER_JOINED, actor, link.community)
    return link.community
