"""The home page: the stream, the composer, and what needs the viewer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from activity import drafts, emerging, feed
from activity.kinds import announcements
from activity.views.composing import composer_context
from activity.views.showing import stream_context, viewer_of
from activity.views.streams import show as show_stream
from communities import browsing
from ideas import board, judging
from people.models import Person


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show the viewer's home stream."""
    viewer = viewer_of(request)
    places = browsing.own(viewer)
    own = feed.ground(viewer, places)
    stream = feed.front(viewer, request.GET.get("cursor", ""), own=own)
    context = {"tab": "home", "points": feed.POINTS, **stream_context(viewer, stream, "home")}
    if "cursor" not in request.GET:
        draft, refused = drafts.on_arrival(viewer)
        startable = [place for place in places if place.is_startable]  # type: ignore[attr-defined]
        context |= composer_context(request, draft=draft, places=startable)
        context |= {
            "needs_you": {"refused": refused, **needs_you(viewer, own)},
            "is_first_page": True,
            "emerging": emerging.tags(viewer, 1),
            "own_communities": [place for place in places if place.archived_at is None],
        }
    return show_stream(request, "esn/home.html", context)


def needs_you(viewer: Person, own: feed.Ground) -> dict[str, Any]:
    """Return what waits for the viewer: requests to decide, questions to answer, ideas to judge, votes to cast."""
    return {
        "announcements": announcements.waiting(viewer),
        "requests": list(browsing.open_requests(viewer)[:3]),
        "questions": feed.waiting(viewer, own),
        "challenges": list(board.open_for(viewer)[:2]),
        "decisions": list(board.waiting_for_decision(viewer)[:3]),
        "scorecards": list(judging.waiting_cards(viewer)[:2]),
    }
