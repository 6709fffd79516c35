"""What views of threads share: the viewer, the page's state for its cards, and answers to a typed form."""

import uuid
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from activity import fragments, gates, inserts
from activity.feed import Stream
from activity.models import Thread
from esn.kit import live
from people.models import Person

UNPROCESSABLE = 422


def viewer_of(request: HttpRequest) -> Person:
    """Return who asks; the sign-in rule has made sure that somebody does."""
    return cast(Person, request.user)


def is_partial(request: HttpRequest) -> bool:
    """Whether the browser asks for a piece of a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def stream_context(viewer: Person, stream: Stream, topic: str) -> dict[str, Any]:
    """Return what `activity/_stream.html` shows: finished cards, the viewer's own state, the live topic."""
    cards = zip(stream.threads, inserts.fill(viewer, fragments.cards(stream.threads)), strict=False)
    return {
        "stream": stream,
        # A card says nothing about its viewer, so where else they could meet the thread stands below it.
        "cards": [(card, stream.also.get(thread.pk, [])) for thread, card in cards],
        "viewer_state": stream.state,
        "live_topic": live.sign(viewer, topic),
    }


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """Go back to where a button was pressed."""
    there = request.POST.get("next") or request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return redirect(there if is_ours else otherwise)


def heeded(request: HttpRequest, form: Any, words: gates.Words) -> bool:
    """Whether nothing speaks against the words, or their writer has read what does; else the form says it."""
    viewer = viewer_of(request)
    try:
        gates.pass_through(viewer, words)
    except gates.Stopped as error:
        form.add_error(None, str(error))
        return False
    said = gates.doubts(viewer, words)
    mark = gates.mark(said)
    if not said or request.POST.get("heeded") == mark:
        return True
    form.heeding = mark
    for doubt in said:
        form.add_error(None, doubt)
    return False


def refused(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Show a form again with what was typed and what is wrong with it."""
    return render(request, template, context, status=UNPROCESSABLE)


def back_to(request: HttpRequest, thread: Thread) -> str:
    """Return where a button without a script leads back to: the page it stood on, else the thread's."""
    back = request.headers.get("Referer", "")
    is_safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if is_safe else thread.get_absolute_url()


def fresh_key() -> str:
    """Return a new idempotency key for a form."""
    return uuid.uuid4().hex
