"""The viewer's own streams: a list, one as a stream, making, changing and deleting one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from activity import feed
from activity.actions import filtering
from activity.models import SavedFilter
from activity.models.filters import MOST
from activity.policies import NotAllowed
from activity.reading_forms import FilterForm
from activity.views.showing import refused, stream_context, viewer_of
from activity.views.streams import show as show_stream
from communities.models import Community
from people.models import Person


def _own(request: HttpRequest, pk: int) -> SavedFilter:
    filters = SavedFilter.objects.filter(person=viewer_of(request)).select_related("community", "author")
    return get_object_or_404(filters, pk=pk)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the viewer's filters."""
    own = SavedFilter.objects.filter(person=viewer_of(request)).order_by("slot")
    return render(request, "activity/filters.html", {"filters": own, "most": MOST, "tab": "filters"})


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a filter lets through."""
    viewer, saved = viewer_of(request), _own(request, pk)
    stream = feed.filtered(viewer, saved, request.GET.get("cursor", ""))
    # What may no longer be seen is not named either.
    readable = Community.objects.readable_by(viewer).filter(pk=saved.community_id or 0).first()
    author = Person.objects.visible_to(viewer).filter(pk=saved.author_id or 0).first()
    context = {
        "filter": saved,
        "place": readable,
        "author": author,
        "kind": dict(FilterForm.kinds()).get(saved.kind, ""),
        "tab": "filters",
        "is_first_page": "cursor" not in request.GET,
    }
    return show_stream(request, "activity/filter.html", context | stream_context(viewer, stream, "home"))


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Make a filter."""
    viewer = viewer_of(request)
    form = FilterForm(request.POST or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        try:
            saved = filtering.save_filter(viewer, **form.cleaned_data)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            return redirect("activity:filter", pk=saved.pk)
    return _form(request, form, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a filter."""
    viewer, saved = viewer_of(request), _own(request, pk)
    form = FilterForm(request.POST or None, viewer=viewer, saved=saved)
    if request.method == "POST" and form.is_valid():
        try:
            filtering.change_filter(viewer, saved, **form.cleaned_data)
        except NotAllowed as error:
            form.add_error(None, str(error))
        else:
            return redirect("activity:filter", pk=saved.pk)
    return _form(request, form, saved)


def _form(request: HttpRequest, form: FilterForm, saved: SavedFilter | None) -> HttpResponse:
    context = {"form": form, "filter": saved}
    if request.method == "POST":
        return refused(request, "activity/filter_form.html", context)
    return render(request, "activity/filter_form.html", context)


@require_http_methods(["POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a filter; what it showed stays where it is."""
    saved = _own(request, pk)
    filtering.delete_filter(viewer_of(request), saved)
    messages.success(request, _("Deleted the filter “%s”.") % saved.name)
    return redirect("activity:filters")
