"""Joining, leaving, asking and deciding."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities import browsing, policies
from communities.actions import membership
from communities.forms import DecisionForm, RequestForm
from communities.models import JoinRequest
from communities.views.finding import UNPROCESSABLE, find, find_led, find_readable, viewer_of


@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a community that one joins at once."""
    community = find(request, slug)
    membership.join_community(viewer_of(request), community)
    messages.success(request, _("Welcome to %(name)s.") % {"name": community.name})
    return redirect(community)


@require_POST
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Leave a community; its only owner is told what to do first."""
    community = find(request, slug)
    viewer = viewer_of(request)
    try:
        membership.leave_community(viewer, community)
    except membership.LastOwner as error:
        messages.error(request, str(error))
        return redirect(community)
    messages.success(request, _("You have left %(name)s.") % {"name": community.name})
    is_still_known = community.kind != community.Kind.SECRET and not viewer.is_external
    return redirect(community if is_still_known else "communities:index")


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to join, with answers to what its owners want to know."""
    community = find(request, slug)
    viewer = viewer_of(request)
    form = RequestForm(request.POST, questions=community.questions)
    if not form.is_valid():
        policies.require(policies.may_request(viewer, community))
        context = browsing.header(viewer, community) | {"form": form}
        return render(request, "communities/door.html", context, status=UNPROCESSABLE)
    membership.request_to_join(viewer, community, reason=form.cleaned_data["note"], answers=form.answers)
    return redirect(community)


@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one's request."""
    community = find(request, slug)
    membership.withdraw_request(viewer_of(request), community)
    return redirect(community)


@require_POST
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the welcome away."""
    community = find_readable(request, slug)
    membership.dismiss_welcome(viewer_of(request), community)
    return redirect(community)


@require_GET
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List who asks to join, with their answers."""
    viewer = viewer_of(request)
    community = find_led(request, slug)
    waiting = browsing.open_requests(viewer).filter(community=community)[:200]
    context = browsing.header(viewer, community) | {"requests": waiting}
    return render(request, "communities/requests.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody in, or not."""
    viewer = viewer_of(request)
    mine = JoinRequest.objects.filter(community__in=browsing.led(viewer)).select_related(
        "community", "person"
    )
    asked = get_object_or_404(mine, pk=pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        membership.decide_request(viewer, asked, accept=form.cleaned_data["decision"] == "accept")
    return redirect("communities:requests", asked.community.slug)
