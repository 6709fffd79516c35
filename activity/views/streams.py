"""Streams that belong to activity alone: a tag, a person's threads, and how many are new."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from activity import feed
from activity.views.showing import is_partial, stream_context, viewer_of
from communities.models import Community
from people.models import Person


def show(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Answer a whole page, or only the next cards to a script that asks for more."""
    is_more = is_partial(request) and "cursor" in request.GET
    return render(request, "activity/_stream.html" if is_more else template, context)


@require_GET
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is tagged with a word."""
    viewer = viewer_of(request)
    stream = feed.tagged(viewer, name.lower()[:50], request.GET.get("cursor", ""))
    return show(request, "activity/tag.html", {"tag": name, **stream_context(viewer, stream, "home")})


@require_GET
def person(request: HttpRequest, username: str) -> HttpResponse:
    """Show what a person started."""
    viewer = viewer_of(request)
    starter = get_object_or_404(
        Person.objects.visible_to(viewer).select_related("department"), username=username
    )
    stream = feed.person(viewer, starter, request.GET.get("cursor", ""))
    return show(
        request, "activity/person.html", {"person": starter, **stream_context(viewer, stream, "home")}
    )


@require_GET
def praise(request: HttpRequest, username: str) -> HttpResponse:
    """Show the praise that a person received."""
    viewer = viewer_of(request)
    receiver = get_object_or_404(
        Person.objects.visible_to(viewer).select_related("department"), username=username
    )
    stream = feed.praise(viewer, receiver, request.GET.get("cursor", ""))
    return show(request, "activity/praise.html", {"person": receiver, **stream_context(viewer, stream, "me")})


@require_GET
def new(request: HttpRequest) -> JsonResponse:
    """Return how many threads by others began since a cursor, in one community or in all of the viewer's."""
    viewer = viewer_of(request)
    place = None
    if slug := request.GET.get("in"):
        place = get_object_or_404(Community.objects.readable_by(viewer), slug=slug)
    return JsonResponse({"count": feed.count_since(viewer, request.GET.get("since", ""), place=place)})
