"""The list of communities, starting one, and its settings."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from communities import browsing, policies
from communities.actions import founding
from communities.forms import CommunityForm
from communities.models import Community
from communities.views.finding import find, viewer_of
from esn.kit import pages

UNPROCESSABLE = 422


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the communities that the viewer may know of."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    is_own = request.GET.get("show") == "mine"
    page = pages.page(
        browsing.listed(viewer, words, is_own=is_own),
        ("-is_everyone", "name", "pk"),
        cursor=request.GET.get("cursor", ""),
        size=30,
    )
    context = {
        "communities": page.rows,
        "next": page.next,
        "words": words,
        "is_own": is_own,
        "may_found": policies.may_found(viewer),
    }
    return render(request, "communities/index.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Start a community."""
    viewer = viewer_of(request)
    policies.require(policies.may_found(viewer))
    form = CommunityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(founding.found_community(viewer, **form.cleaned_data))
        except founding.NameTaken as error:
            form.add_error(None, error)
    return _form(request, form)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Change a community's name, kind and purpose; its address stays."""
    viewer = viewer_of(request)
    community = find(request, slug)
    policies.require(policies.may_own(viewer, community))
    form = CommunityForm(request.POST or None, instance=community)
    if request.method == "POST" and form.is_valid():
        # The form has written into its own copy; the action compares with what is stored.
        stored = Community.objects.get(pk=community.pk)
        try:
            return redirect(founding.edit_community(viewer, stored, **form.cleaned_data))
        except founding.NameTaken as error:
            form.add_error(None, error)
    return _form(request, form)


def _form(request: HttpRequest, form: CommunityForm) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "communities/form.html", {"form": form, "community": form.instance}, status=status)
