"""What a person wants to hear of, and what administrators set for everybody."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import is_partial, refused, viewer_of
from communities.models import Community
from inbox.actions import choosing
from inbox.bell import settings as read
from inbox.forms import LevelForm, SwitchesForm
from inbox.models import CommunityLevel
from people.policies import may_administer, require


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show and keep what the viewer wants to hear of."""
    viewer = viewer_of(request)
    if request.method == "POST":
        form = SwitchesForm(request.POST)
        if not form.is_valid():
            return refused(request, "inbox/settings.html", _context(request))
        choosing.choose_kinds(viewer, switches=form.switches())
        messages.success(request, _("Saved."))
        return redirect("inbox:settings")
    return render(request, "inbox/settings.html", _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    viewer = viewer_of(request)
    return {
        "groups": read.grouped(read.switches(viewer)),
        "levels": read.levels(viewer),
        "level_choices": CommunityLevel.Level.choices,
    }


@require_POST
def level(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep how much of a community the viewer wants to hear."""
    viewer = viewer_of(request)
    place = get_object_or_404(Community.objects.readable_by(viewer), pk=pk)
    form = LevelForm(request.POST)
    if not form.is_valid():
        return refused(request, "inbox/settings.html", _context(request))
    choosing.choose_level(viewer, place, level=form.cleaned_data["level"])
    if not is_partial(request):
        messages.success(request, _("Saved."))
        return redirect("inbox:settings")
    context = {"community": place, "level": form.cleaned_data["level"]}
    return render(request, "inbox/_level.html", context | {"level_choices": CommunityLevel.Level.choices})


@require_http_methods(["GET", "POST"])
def defaults(request: HttpRequest) -> HttpResponse:
    """Show and set what holds for who chose nothing; on demand also for who did."""
    viewer = viewer_of(request)
    require(may_administer(viewer))
    if request.method == "POST":
        form = SwitchesForm(request.POST)
        if form.is_valid():
            is_for_all = request.POST.get("apply") == "everybody"
            dropped = choosing.set_defaults(viewer, switches=form.switches(), for_everybody=is_for_all)
            messages.success(request, _told(dropped) if is_for_all else _("Saved."))
            return redirect("inbox:defaults")
    return render(request, "inbox/defaults.html", {"groups": read.grouped(read.defaults())})


def _told(dropped: int) -> str:
    said = ngettext(
        "Saved for everybody: %d choice was replaced.",
        "Saved for everybody: %d choices were replaced.",
        dropped,
    )
    return said % dropped
