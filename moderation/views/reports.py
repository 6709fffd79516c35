"""Reporting something."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from activity.views.showing import refused, viewer_of
from moderation import queue
from moderation.actions import reporting
from moderation.forms import ReportForm
from moderation.policies import require
from moderation.queue import Thing


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Ask what is wrong with something that the viewer sees, and tell the moderators."""
    viewer = viewer_of(request)
    thing = queue.thing(viewer, kind, pk)
    if thing is None:
        raise Http404
    require(thing.author.pk != viewer.pk, _("This is your own: you can change or remove it yourself."))
    form = ReportForm(request.POST or None)
    context = {"form": form, "thing": thing, "files": queue.files_of(viewer, thing), "back": _back(thing)}
    if request.method == "GET":
        return render(request, "moderation/report.html", context)
    if not form.is_valid():
        return refused(request, "moderation/report.html", context)
    reporting.report_thing(viewer, thing, **form.cleaned_data)
    messages.success(request, _("Thank you. The moderators look at it; you will hear what they decide."))
    return redirect(_back(thing))


def _back(thing: Thing) -> str:
    """Return where the thing stands."""
    if thing.comment is not None:
        there = thing.comment.thread.get_absolute_url()
        return f"{there}?comment={thing.comment.pk}#comment-{thing.comment.pk}"
    return thing.thread.get_absolute_url() if thing.thread else thing.author.get_absolute_url()
