"""Joining, leaving, asking, and the members' page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from communities import browsing, policies
from communities.actions import membership
from communities.forms import AddForm, DecisionForm, RequestForm, RoleForm
from communities.models import Community, JoinRequest
from communities.views.finding import find, find_readable, viewer_of
from esn.kit import pages
from people.models import Person

UNPROCESSABLE = 422


@require_POST
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join an open community."""
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
    return redirect(community if community.kind != community.Kind.SECRET else "communities:index")


@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask to join a private community."""
    community = find(request, slug)
    form = RequestForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say it in at most 400 characters."))
        context = browsing.header(viewer_of(request), community) | {"note": request.POST.get("note", "")}
        return render(request, "communities/door.html", context, status=UNPROCESSABLE)
    membership.request_to_join(viewer_of(request), community, reason=form.cleaned_data["note"])
    return redirect(community)


@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one's request."""
    community = find(request, slug)
    membership.withdraw_request(viewer_of(request), community)
    return redirect(community)


@require_GET
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List the members; everybody belongs to the company's own, so that list is the directory."""
    community = find_readable(request, slug)
    return redirect("people:directory") if community.is_everyone else _members(request, community)


@require_POST
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add somebody by user name."""
    viewer = viewer_of(request)
    community = find_readable(request, slug)
    policies.require(policies.may_lead(viewer, community))
    form = AddForm(request.POST)
    if form.is_valid():
        person = Person.objects.visible_to(viewer).filter(username=form.cleaned_data["username"]).first()
        if person is not None:
            membership.add_member(viewer, community, person)
            messages.success(request, _("%(name)s belongs to it now.") % {"name": person.display_name})
            return redirect("communities:members", slug)
        form.add_error("username", _("Nobody has this user name."))
    return _members(request, community, form, status=UNPROCESSABLE)


def _members(
    request: HttpRequest, community: Community, form: AddForm | None = None, *, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    rows = browsing.members(viewer, community, words)
    page = pages.page(rows, ("person__sort_name", "pk"), cursor=request.GET.get("cursor", ""), size=50)
    context = browsing.header(viewer, community) | {"page": page, "words": words, "form": form or AddForm()}
    return render(request, "communities/members.html", context, status=status)


@require_POST
def role(request: HttpRequest, slug: str, username: str) -> HttpResponse:
    """Give a member another role."""
    community = find_readable(request, slug)
    viewer = viewer_of(request)
    policies.require(policies.may_own(viewer, community))
    person = get_object_or_404(Person, username=username, memberships__community=community)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            membership.change_role(viewer, community, person, role=form.cleaned_data["role"])
        except membership.LastOwner as error:
            messages.error(request, str(error))
    return redirect("communities:members", slug)


@require_POST
def remove(request: HttpRequest, slug: str, username: str) -> HttpResponse:
    """Take a member out."""
    community = find_readable(request, slug)
    viewer = viewer_of(request)
    policies.require(policies.may_lead(viewer, community))
    person = get_object_or_404(Person, username=username, memberships__community=community)
    try:
        membership.remove_member(viewer, community, person)
    except membership.LastOwner as error:
        messages.error(request, str(error))
    return redirect("communities:members", slug)


@require_GET
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """List who asks to join."""
    viewer = viewer_of(request)
    community = find(request, slug)
    policies.require(policies.may_lead(viewer, community))
    waiting = browsing.open_requests(viewer).filter(community=community)[:200]
    return render(
        request, "communities/requests.html", browsing.header(viewer, community) | {"requests": waiting}
    )


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
