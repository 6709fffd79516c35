"""Guests from outside: invited by e-mail into one community, for a time; their access ends by itself, at once."""

import html
import re
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.admitting import admit, changed, drop
from communities.actions.noting import enter, note
from communities.models import Community, Membership
from communities.policies import JOIN, may_be_added, may_lead, refusal, require
from esn.kit import clock
from people.actions import joining
from people.actions.access import make_sign_in_link
from people.models import Person, fold

LINK_LIFETIME = timedelta(days=7)
LONGEST = timedelta(days=731)


class BadGuest(ValidationError):  # noqa: N818  (named as the other refusals are)
    """This address cannot be invited as a guest; the sentence says why."""


@transaction.atomic
def invite_guest(
    actor: Person, community: Community, *, email: str, name: str = "", until: datetime | None = None
) -> Membership:
    """Let somebody from outside in by their e-mail address, until a moment; a mail brings them a link to sign in."""
    require(may_lead(actor, community) and not community.is_everyone)
    require(not community.is_archived, refusal(actor, community, JOIN))
    _check_until(until)
    person = _find_or_add(email, name)
    if not may_be_added(person, community):
        raise BadGuest({"email": _("This account is closed. Ask the administrator.")})
    if not admit(community, person, role=Membership.Role.GUEST, via=Membership.Via.INVITATION, until=until):
        raise BadGuest({"email": _("This person is in the community already.")})
    membership = Membership.objects.get(community=community, person=person)
    note(verbs.GUEST_INVITED, actor, community, owner=person, about=membership)
    enter(verbs.GUEST_INVITED, actor, community, about=person, after={"until": until})
    return membership


def _find_or_add(email: str, name: str) -> Person:
    known: Person | None = Person.objects.filter(email__iexact=email).first()
    if known is None:
        return joining.add_person(
            None,
            username=_free_username(email),
            display_name=" ".join(name.split())[:120] or email.split("@", maxsplit=1)[0],
            email=email.lower(),
            is_external=True,
        )
    if not known.is_external:
        raise BadGuest({"email": _("This is a colleague's address: add them as a member instead.")})
    return known


def _free_username(email: str) -> str:
    base = re.sub(r"[^a-z0-9]+", ".", fold(email.split("@", maxsplit=1)[0])).strip(".")[:30] or "guest"
    name, number = base, 1
    while Person.objects.filter(username=name).exists():
        number += 1
        name = f"{base}-{number}"
    return name


def _check_until(until: datetime | None) -> None:
    if until is not None and not clock.now() < until <= clock.now() + LONGEST:
        raise BadGuest({"until": _("Choose a day that is still to come, within two years.")})


@transaction.atomic
def prolong_guest(
    actor: Person, community: Community, person: Person, *, until: datetime | None = None
) -> None:
    """Let a guest's access end at another moment, or never."""
    require(may_lead(actor, community))
    _check_until(until)
    row = Membership.objects.select_for_update().filter(
        community=community, person=person, role=Membership.Role.GUEST
    )
    membership = row.first()
    if membership is None:
        return
    before, membership.until_at = membership.until_at, until
    membership.save(update_fields=["until_at"])
    changed(person)
    enter(
        "communities.guest_prolonged", actor, community, about=person, before={"until": before},
        after={"until": until},
    )  # fmt: skip


@transaction.atomic
def send_guest_link(actor: Person, community: Community, person: Person) -> None:
    """Send a guest a new link to sign in, as one is good only once."""
    require(may_lead(actor, community))
    membership = Membership.objects.current().filter(community=community, person=person).first()
    require(membership is not None and person.is_external and person.is_active)
    note(verbs.GUEST_INVITED, actor, community, owner=person, about=membership)


def mail_link(membership_id: int, inviter_id: int | None) -> bool:
    """Send the mail with a one-time link to a guest; tell whether there was still somebody to send it to."""
    rows = Membership.objects.current().select_related("community", "person")
    membership = rows.filter(pk=membership_id, person__is_active=True, person__is_external=True).first()
    if membership is None or not membership.person.email:
        return False
    secret = make_sign_in_link(membership.person, lifetime=LINK_LIFETIME)
    words = {
        "community": membership.community,
        "person": membership.person,
        "until": membership.until_at,
        "inviter": Person.objects.filter(pk=inviter_id).first(),
        "site_name": settings.SITE_NAME,
        "link": f"{settings.BASE_URL}{reverse('people:welcome', args=[secret])}",
        "days": LINK_LIFETIME.days,
    }
    subject = _("You are invited to %(name)s") % {"name": membership.community.name}
    # A template escapes what a page would show; a mail's text is no page.
    text = html.unescape(render_to_string("communities/mail/guest.txt", words))
    send_mail(subject, text, None, [membership.person.email])
    return True


def expire_guests() -> int:
    """Sweep away the memberships whose time is over, and let sockets hear of it; return how many."""
    due = Membership.objects.filter(until_at__lte=clock.now()).select_related("community", "person")
    return sum(_expire(membership) for membership in due.order_by("pk")[:1000])


@transaction.atomic
def _expire(membership: Membership) -> bool:
    # It may have been prolonged since it was found.
    still_due = Membership.objects.filter(pk=membership.pk, until_at__lte=clock.now()).exists()
    if not still_due or not drop(membership.community, membership.person, by=None, is_lasting=False):
        return False
    note(verbs.GUEST_EXPIRED, None, membership.community, owner=membership.person, is_automated=True)
    return True
