"""The bell: its page, the menu under it, the count, and marking read."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from activity.views.showing import is_partial, viewer_of
from inbox import bell
from inbox.actions import reading
from inbox.bell.rows import for_display
from inbox.forms import AlongForm, UntilForm
from inbox.models import Notification


def find(request: HttpRequest, pk: int) -> Notification:
    """Return one of the viewer's notifications; somebody else's, hidden and missing ones answer alike."""
    return get_object_or_404(for_display(bell.seen(viewer_of(request))), pk=pk)


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Show a page of the viewer's notifications."""
    which = request.GET.get("show", "all")
    which = which if which in bell.FILTERS else "all"
    page = bell.page(viewer_of(request), which, request.GET.get("cursor", ""))
    context = {
        "which": which,
        "days": bell.days(bell.lines(page)),
        "next": page.next,
        "until": page.rows[0].last_at.isoformat() if page.rows else "",
    }
    is_more = is_partial(request) and "cursor" in request.GET
    return render(request, "inbox/_days.html" if is_more else "inbox/index.html", context)


@require_GET
def menu(request: HttpRequest) -> HttpResponse:
    """Return the newest few for the menu under the bell."""
    found = bell.lines(bell.newest(viewer_of(request)))
    until = found[0].row.last_at.isoformat() if found else ""
    return render(request, "inbox/_menu.html", {"lines": found, "until": until})


@require_GET
def count(request: HttpRequest) -> JsonResponse:
    """Return how many are unread, as the badge shows it and as it is said."""
    number = bell.count(viewer_of(request))
    words = ngettext("%s unread notification", "%s unread notifications", number) % (bell.label(number) or 0)
    return JsonResponse({"count": number, "label": bell.label(number), "words": words})


@require_GET
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Open what a notification tells of at its exact place; it is read by that."""
    row = find(request, pk)
    reading.mark_read(viewer_of(request), row)
    return redirect(bell.lines([row])[0].url)


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one read."""
    row = find(request, pk)
    reading.mark_read(viewer_of(request), row)
    return _shown(request, row)


@require_POST
def unread(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one unread again."""
    row = find(request, pk)
    now = reading.mark_unread(viewer_of(request), row)
    if now.pk != pk:
        return redirect("inbox:index")
    return _shown(request, find(request, pk))


def _shown(request: HttpRequest, row: Notification) -> HttpResponse:
    if not is_partial(request):
        return redirect("inbox:index")
    return render(request, "inbox/_row.html", {"line": bell.lines([row])[0]})


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything read that was on the screen or older."""
    form = UntilForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    reading.mark_all_read(viewer_of(request), until=until)
    return redirect(reverse("inbox:index"))


@require_POST
def along(request: HttpRequest) -> HttpResponse:
    """Mark read what tells of the thread that the viewer has been reading."""
    form = AlongForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"detail": _("Which thread?")}, status=422)
    thread, last = form.cleaned_data["thread"], form.cleaned_data["last"] or 0
    reading.read_along(viewer_of(request), thread, last_comment=last)
    return HttpResponse(status=204)
