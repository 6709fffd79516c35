"""Streams that belong to activity alone: following, unanswered, missed, a tag, a person's; and how many are new."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from activity import feed
from activity.actions import reading
from activity.views.showing import is_partial, stream_context, viewer_of
from communities.models import Community
from people.models import Person


def show(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """Answer a whole page, or only the next cards to a script that asks for more."""
    is_more = is_partial(request) and "cursor" in request.GET
    context = {"is_first_page": "cursor" not in request.GET, "is_more": is_more, **context}
    return render(request, "activity/_stream.html" if is_more else template, context)


@require_GET
def following(request: HttpRequest) -> HttpResponse:
    """Show what the people whom the viewer follows began."""
    viewer = viewer_of(request)
    stream = feed.following(viewer, request.GET.get("cursor", ""))
    context = {"tab": "following", **stream_context(viewer, stream, "home")}
    return show(request, "activity/following.html", context)


@require_GET
def unanswered(request: HttpRequest) -> HttpResponse:
    """Show the questions of the viewer's communities that nobody has answered."""
    viewer = viewer_of(request)
    stream = feed.unanswered(viewer, request.GET.get("cursor", ""))
    context = {"tab": "unanswered", **stream_context(viewer, stream, "home")}
    return show(request, "activity/unanswered.html", context)


@require_http_methods(["GET", "POST"])
def missed(request: HttpRequest) -> HttpResponse:
    """Show what the viewer has not read since their last visit; posting counts all of it as read."""
    viewer = viewer_of(request)
    if request.method == "POST":
        until = parse_datetime(request.POST.get("until", "")[:40])
        reading.catch_up(viewer, until=until if until and until.tzinfo else None)
        messages.success(request, _("Everything up to now counts as read."))
        return redirect("activity:missed")
    asked = request.GET.get("since", "")
    found = feed.missed(viewer, feed.since_when(viewer, asked))
    return render(request, "activity/missed.html", {"tab": "missed", "catch_up": found, "asked": asked})


@require_GET
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """Show what is tagged with a word."""
    viewer = viewer_of(request)
    stream = feed.tagged(viewer, name.lower()[:50], request.GET.get("cursor", ""))
    is_muted = viewer.mutings.filter(tag__name=name.lower()[:50]).exists()
    context = {"tag": name, "is_muted": is_muted, **stream_context(viewer, stream, "home")}
    return show(request, "activity/tag.html", context)


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
