"""Announcements that must be read: confirming, and for those who look after it who has not, as a page and a table."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity import inserts, policies
from activity.actions import announcing
from activity.kinds import announcements, reading
from activity.models import MustRead
from activity.views.showing import back_to, is_partial, viewer_of
from activity.views.threads import find
from esn.kit import pages

SIZE = 50


def find_must_read(request: HttpRequest, pk: int) -> MustRead:
    """Return what a thread that the viewer may see asks to be read; 404 where it asks nothing."""
    thread = find(request, pk)
    must_read: MustRead | None = getattr(getattr(thread, "post", None), "must_read", None)
    if must_read is None:
        raise Http404
    return must_read


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm that one has read it."""
    must_read = find_must_read(request, pk)
    viewer = viewer_of(request)
    announcing.acknowledge(viewer, must_read)
    if is_partial(request):
        return HttpResponse(inserts.fill(viewer, [inserts.mark("must_read", must_read.pk)])[0])
    return redirect(back_to(request, must_read.post.thread))


def _followed_up(request: HttpRequest, pk: int) -> MustRead:
    must_read = find_must_read(request, pk)
    policies.require(policies.may_follow_up(viewer_of(request), must_read.post))
    return must_read


@require_GET
def readers(request: HttpRequest, pk: int) -> HttpResponse:
    """List who has not read it, or who has."""
    must_read = _followed_up(request, pk)
    state = "read" if request.GET.get("state") == "read" else "waiting"
    words = request.GET.get("q", "").replace("\x00", "")[:100]
    rows = announcements.readers(viewer_of(request), must_read, words, has_read=state == "read")
    context = {
        "thread": must_read.post.thread,
        "must_read": must_read,
        "progress": announcements.progress(must_read),
        "may_remind": announcements.may_remind(must_read),
        "state": state,
        "words": words,
        "page": pages.page(rows, ("sort_name", "pk"), cursor=request.GET.get("cursor", ""), size=SIZE),
    }
    return render(request, "activity/readers.html", context)


@require_GET
def readers_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over the whole list, read or not, as a table for spreadsheets."""
    must_read = _followed_up(request, pk)
    table = reading.as_csv(announcements.readers(viewer_of(request), must_read, has_read=None))
    name = f"read-{must_read.post.thread_id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who have not read it."""
    must_read = _followed_up(request, pk)
    try:
        announcing.remind(viewer_of(request), must_read)
        messages.success(request, _("Those who have not read it are reminded."))
    except announcing.RemindedToday as error:
        messages.error(request, str(error))
    return redirect("activity:readers", pk)
