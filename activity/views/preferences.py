"""How the viewer reads: the order of home, single-key shortcuts, and what they muted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity import feed
from activity.models import Muting, Thread, Watch
from activity.reading_forms import OrderForm, ReadingForm
from activity.views.showing import back, refused, viewer_of
from people.actions import profiles

MOST = 200


@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """Choose the order of home and whether single keys do something; see and undo what is muted."""
    viewer = viewer_of(request)
    now = {"stream_order": viewer.stream_order, "has_shortcuts": viewer.has_shortcuts}
    form = ReadingForm(request.POST or None, initial=now)
    if request.method == "POST" and form.is_valid():
        profiles.choose_reading(viewer, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("activity:reading")
    muted = Muting.objects.filter(person=viewer).select_related("muted_person__department", "tag")
    visible = Thread.objects.visible_to(viewer).values("pk")
    threads = Watch.objects.filter(person=viewer, level=Watch.Level.MUTED, thread__in=visible)
    context = {
        "form": form,
        "muted_people": [row.muted_person for row in muted.exclude(muted_person=None)[:MOST]],
        "muted_tags": [row.tag for row in muted.exclude(tag=None).order_by("tag__name")[:MOST]],
        "muted_threads": [row.thread for row in threads.select_related("thread__community")[:MOST]],
        "points": feed.POINTS,
    }
    if request.method == "POST":
        return refused(request, "activity/reading.html", context)
    return render(request, "activity/reading.html", context)


@require_POST
def order(request: HttpRequest) -> HttpResponse:
    """Remember in which order home is read."""
    form = OrderForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    profiles.choose_reading(viewer_of(request), **form.cleaned_data)
    return back(request, "home")
