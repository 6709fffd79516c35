"""The members' page: who belongs, and for those who run the community a table that works with twenty thousand."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities import administering, browsing, policies
from communities.actions import importing, membership, working
from communities.administering import Sieve
from communities.forms import AddForm, BulkForm, ImportForm, RoleForm
from communities.models import Community, Membership, MemberWork
from communities.views.exporting import members_csv
from communities.views.finding import UNPROCESSABLE, find_led, find_readable, sentence, viewer_of
from esn.kit import pages
from people.models import Person

SIZE = 50


@require_GET
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """List the members; everybody belongs to the company's own, so that list is the directory."""
    community = find_readable(request, slug)
    return redirect("people:directory") if community.is_everyone else _members(request, community)


def _members(
    request: HttpRequest, community: Community, form: AddForm | None = None, *, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    may_lead = policies.may_lead(viewer, community)
    sieve = Sieve.of(request.GET)
    if not may_lead:
        sieve = Sieve(q=sieve.q)
    rows = administering.members(viewer, community, sieve)
    page = pages.page(rows, sieve.order, cursor=request.GET.get("cursor", ""), size=SIZE)
    context: dict[str, Any] = browsing.header(viewer, community) | {
        "page": page,
        "words": sieve.q,
        "sieve": sieve,
        "asked": _query(sieve),
        "form": form or AddForm(),
        "is_limited": not policies.may_see_members(viewer, community),
    }
    if may_lead:
        context |= {
            "total": rows.count(),
            "roles": Membership.Role.choices,
            "departments": administering.departments_of(community),
            "sites": administering.sites_of(community),
            "inactive": administering.INACTIVE,
        }
    return render(request, "communities/members.html", context, status=status)


def _query(sieve: Sieve) -> str:
    query = QueryDict(mutable=True)
    query.update(sieve.given)
    return query.urlencode()


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
            membership.add_member(viewer, community, person, role=form.cleaned_data["role"])
            messages.success(request, _("%(name)s belongs to it now.") % {"name": person.display_name})
            return redirect("communities:members", community.slug)
        form.add_error("username", _("Nobody has this user name."))
    return _members(request, community, form, status=UNPROCESSABLE)


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
        except policies.NotAllowed as error:
            messages.error(request, str(error))
    return redirect("communities:members", community.slug)


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
    return redirect("communities:members", community.slug)


@require_POST
def bulk(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Do something to many members, after showing how many they are."""
    community = find_led(request, slug)
    viewer = viewer_of(request)
    form = BulkForm(request.POST)
    sieve = Sieve.of(request.POST) if request.POST.get("all") else None
    chosen = [int(pk) for pk in request.POST.getlist("chosen") if pk.isdecimal() and len(pk) < 19]
    rows = administering.chosen(viewer, community, chosen[: working.MOST_CHOSEN], sieve)
    if not form.is_valid() or not (sieve or chosen):
        messages.error(request, _("Choose some members and what is to happen to them."))
        return redirect("communities:members", community.slug)
    deed, new_role = form.cleaned_data["deed"], form.cleaned_data["role"]
    if deed == "export":
        return members_csv(request, community, rows)
    policies.require(deed != MemberWork.Deed.ROLE or (policies.may_own(viewer, community) and new_role))
    if not request.POST.get("confirmed"):
        context = browsing.header(viewer, community) | {
            "count": rows.count(), "deed": deed, "role": new_role, "chosen": chosen, "sieve": sieve,
            "role_name": dict(Membership.Role.choices).get(new_role, ""), "some": rows[:5],
        }  # fmt: skip
        return render(request, "communities/bulk.html", context)
    work = working.start_member_work(viewer, community, deed=deed, role=new_role, chosen=chosen, sieve=sieve)
    return redirect("communities:work", community.slug, work.pk)


@require_GET
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Give all members that the sieve lets through as CSV."""
    community = find_led(request, slug)
    rows = administering.members(viewer_of(request), community, Sieve.of(request.GET))
    return members_csv(request, community, rows)


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at a list of people to add; nobody is added before it is confirmed."""
    community = find_led(request, slug)
    viewer = viewer_of(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            work = working.start_import(viewer, community, text=form.cleaned_data["text"])
            return redirect("communities:work", community.slug, work.pk)
        except importing.BadList as error:
            form.add_error(None, sentence(error))
    context = browsing.header(viewer, community) | {"form": form}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "communities/import.html", context, status=status)


def _find_work(request: HttpRequest, slug: str, pk: int) -> tuple[Community, MemberWork]:
    community = find_led(request, slug)
    return community, get_object_or_404(MemberWork, community=community, actor=viewer_of(request), pk=pk)


@require_GET
def work(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show how far a deed for many members is, or what a list would do."""
    community, found = _find_work(request, slug, pk)
    is_partial = request.headers.get("HX-Request") == "true"
    context = {
        "work": found,
        "community": community,
        "problems": [line for line in found.lines if line["state"] == importing.PROBLEM][:500],
        "is_good": found.lines and not importing.has_problems(found.lines),
        "lines": found.lines[:500],
        "more_lines": max(0, len(found.lines) - 500),
        "already": sum(line["state"] == importing.ALREADY for line in found.lines),
    }
    if is_partial:
        return render(request, "communities/_work.html", context)
    return render(request, "communities/work.html", context | browsing.header(viewer_of(request), community))


@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add everybody on a list that was looked at."""
    community, found = _find_work(request, slug, pk)
    if found.deed != MemberWork.Deed.IMPORT:
        raise Http404
    working.confirm_import(viewer_of(request), found)
    return redirect("communities:work", community.slug, pk)
