"""Pinning, closing and moving a thread."""

from datetime import datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity import policies
from activity.actions import moving, standing
from activity.models import Pin
from activity.travel_forms import MoveForm, PinForm
from activity.views.composing import writable
from activity.views.sharing import effect, place_in_address
from activity.views.showing import refused, viewer_of
from activity.views.threads import find


@require_http_methods(["GET", "POST"])
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a thread at the top of its community, until a day if one is named."""
    thread, viewer = find(request, pk), viewer_of(request)
    policies.require(policies.may_pin(viewer, thread))
    form = PinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["until"]
        until = timezone.make_aware(datetime.combine(day, time.max)) if day else None
        try:
            standing.pin_thread(viewer, thread, until=until)
        except standing.TooManyPins as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Pinned."))
            return redirect(thread.community)
    context = {"form": form, "thread": thread, "pin": Pin.objects.standing().filter(thread=thread).first()}
    if request.method == "POST":
        return refused(request, "activity/pin.html", context)
    return render(request, "activity/pin.html", context)


@require_POST
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a thread go back to where its time puts it."""
    thread = find(request, pk)
    standing.unpin_thread(viewer_of(request), thread)
    messages.success(request, _("No longer pinned."))
    return redirect(thread)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a discussion."""
    thread = find(request, pk)
    standing.close_thread(viewer_of(request), thread)
    messages.success(request, _("Closed: it can be read, not answered."))
    return redirect(thread)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a closed discussion go on."""
    thread = find(request, pk)
    standing.reopen_thread(viewer_of(request), thread)
    messages.success(request, _("Open again."))
    return redirect(thread)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a thread to another community, having seen who gains and who loses sight of it."""
    thread, viewer = find(request, pk), viewer_of(request)
    policies.require(policies.may_move(viewer, thread))
    places = writable(request).exclude(pk=thread.community_id)
    form = MoveForm(request.POST or None, communities=places, initial=place_in_address(request))
    seen = effect(request, thread)
    if request.method == "POST" and form.is_valid():
        try:
            moving.move_thread(viewer, thread, **form.cleaned_data)
        except policies.NotAllowed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Moved."))
            return redirect(thread)
    context = {
        "form": form,
        "thread": thread,
        "places": places,
        "effect": seen,
        "chooser_heading": _("Move this post"),
    }
    if seen:
        context["refusal"] = moving.refusal(viewer, thread, seen["community"])  # type: ignore[arg-type]
    if request.method == "POST":
        return refused(request, "activity/move.html", context)
    return render(request, "activity/move.html", context)
