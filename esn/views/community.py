"""A community's page: its header from communities, its stream from activity."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from activity import feed, threads
from activity.policies import may_publish
from activity.views.posts import composer_context
from activity.views.showing import stream_context, viewer_of
from activity.views.streams import show as show_stream
from communities import browsing
from communities.models import Community
from communities.policies import may_read


@require_GET
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a community; one whose contents are closed to the viewer shows its door."""
    viewer = viewer_of(request)
    community = get_object_or_404(
        Community.objects.visible_to(viewer).select_related("department"), slug=slug
    )
    header = browsing.header(viewer, community)
    if not may_read(viewer, community):
        return render(request, "communities/door.html", header)
    stream = feed.community(viewer, community, request.GET.get("cursor", ""))
    context = header | stream_context(viewer, stream, f"community:{community.pk}")
    if "cursor" not in request.GET:
        context["pinned"] = threads.pinned(viewer, community)
    if "cursor" not in request.GET and may_publish(viewer, community):
        context |= composer_context(request, community)
    return show_stream(
        request, "communities/show.html", context | {"is_first_page": "cursor" not in request.GET}
    )
