"""Inviting people, making links, guests from outside; and opening an invitation."""

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities import administering, browsing, policies
from communities.actions import guesting, inviting
from communities.forms import GuestForm, InviteForm, LinkForm, UntilForm
from communities.models import Community, Invitation, InvitationLink
from communities.views.finding import GONE, UNPROCESSABLE, find, find_led, viewer_of
from people.models import Person


def until_of(day: date | None) -> datetime | None:
    """Return the moment at which access that ends on a day ends: as the day begins, where the viewer is."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


@require_GET
def ways(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who was invited, the links, and the guests."""
    return _ways(request, find_led(request, slug))


def _ways(request: HttpRequest, community: Community, status: int = 200, **forms: Any) -> HttpResponse:
    viewer = viewer_of(request)
    context = browsing.header(viewer, community) | {
        "invite_form": InviteForm(),
        "link_form": LinkForm(),
        "guest_form": GuestForm(),
        "invited": administering.open_invitations(community)[:100],
        "links": administering.links(community)[:50],
        "guests": administering.guests(community)[:100],
        **forms,
    }
    return render(request, "communities/ways.html", context, status=status)


@require_POST
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask somebody by user name to come."""
    community, viewer = find_led(request, slug), viewer_of(request)
    form = InviteForm(request.POST)
    if form.is_valid():
        person = Person.objects.visible_to(viewer).filter(username=form.cleaned_data["username"]).first()
        if person is None:
            form.add_error("username", _("Nobody has this user name."))
        else:
            fields = {"role": form.cleaned_data["role"], "words": form.cleaned_data["note"]}
            invitation = inviting.invite_person(viewer, community, person, **fields)
            said = _("%(name)s is invited.") if invitation else _("%(name)s belongs to it already.")
            messages.success(request, said % {"name": person.display_name})
            return redirect("communities:ways", community.slug)
    return _ways(request, community, UNPROCESSABLE, invite_form=form)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    led = browsing.led(viewer_of(request))
    invitation = get_object_or_404(Invitation.objects.filter(community__in=led), pk=pk)
    inviting.withdraw_invitation(viewer_of(request), invitation)
    return redirect("communities:ways", invitation.community.slug)


@require_POST
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Say yes or no to an invitation."""
    community, viewer = find(request, slug), viewer_of(request)
    accept = request.POST.get("answer") == "accept"
    inviting.answer_invitation(viewer, community, accept=accept)
    if accept:
        messages.success(request, _("Welcome to %(name)s.") % {"name": community.name})
        return redirect(community)
    return redirect("communities:index")


@require_POST
def link(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a link and show it this once."""
    community, viewer = find_led(request, slug), viewer_of(request)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _ways(request, community, UNPROCESSABLE, link_form=form)
    _row, secret = inviting.make_link(viewer, community, **form.cleaned_data)
    address = request.build_absolute_uri(reverse("communities:invitation", args=[secret]))
    return _ways(request, community, fresh_link=address)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link useless."""
    led = browsing.led(viewer_of(request))
    row = get_object_or_404(InvitationLink.objects.filter(community__in=led), pk=pk)
    inviting.revoke_link(viewer_of(request), row)
    return redirect("communities:ways", row.community.slug)


@require_http_methods(["GET", "POST"])
def open_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask whoever opens a link whether they want to join; looking at it spends nothing."""
    viewer = viewer_of(request)
    row = inviting.find_link(secret)
    if row is not None and policies.is_member(viewer, row.community):
        return redirect(row.community)
    reason = inviting.why_not(viewer, row)
    if request.method == "POST" and not reason:
        try:
            return redirect(inviting.use_link(viewer, secret))
        except inviting.LinkGone as error:
            reason = str(error)
    # Of a community into which the link does not lead, nothing is said: it may be secret.
    context = {"link": None if reason else row, "reason": reason}
    return render(request, "communities/invitation.html", context, status=GONE if reason else 200)


@require_POST
def guest(request: HttpRequest, slug: str) -> HttpResponse:
    """Invite somebody from outside by e-mail."""
    community, viewer = find_led(request, slug), viewer_of(request)
    form = GuestForm(request.POST)
    if form.is_valid():
        fields = form.cleaned_data | {"until": until_of(form.cleaned_data["until"])}
        try:
            membership = guesting.invite_guest(viewer, community, **fields)
            name = membership.person.display_name
            messages.success(request, _("%(name)s gets a mail with a link to sign in.") % {"name": name})
            return redirect("communities:ways", community.slug)
        except ValidationError as error:
            form.add_error(None, error)
    return _ways(request, community, UNPROCESSABLE, guest_form=form)


def _guest(request: HttpRequest, slug: str, username: str) -> tuple[Community, Person]:
    community = find_led(request, slug)
    rows = Person.objects.filter(memberships__community=community, is_external=True)
    return community, get_object_or_404(rows, username=username)


@require_POST
def prolong(request: HttpRequest, slug: str, username: str) -> HttpResponse:
    """Let a guest's access end on another day."""
    community, person = _guest(request, slug, username)
    form = UntilForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write the day as a date."))
        return redirect("communities:ways", community.slug)
    try:
        until = until_of(form.cleaned_data["until"])
        guesting.prolong_guest(viewer_of(request), community, person, until=until)
        messages.success(request, _("Saved."))
    except guesting.BadGuest as error:
        messages.error(request, " ".join(error.messages))
    return redirect("communities:ways", community.slug)


@require_POST
def send_link(request: HttpRequest, slug: str, username: str) -> HttpResponse:
    """Send a guest a new link to sign in."""
    community, person = _guest(request, slug, username)
    guesting.send_guest_link(viewer_of(request), community, person)
    messages.success(request, _("A new link is on its way to %(name)s.") % {"name": person.display_name})
    return redirect("communities:ways", community.slug)
