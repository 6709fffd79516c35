"""The search page: an explicit list of sources, each of which answers only what the viewer may see."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from activity.models import Thread
from activity.views.showing import viewer_of
from communities import browsing
from people import directory
from people.models import Person

MOST = 20
SHORTEST = 2


def threads_found(viewer: Person, words: str) -> list[Thread]:
    """Return threads whose title or opening holds every word."""
    threads = Thread.objects.visible_to(viewer)
    for word in words.split()[:8]:
        threads = threads.filter(Q(title__icontains=word) | Q(post__body__icontains=word))
    return list(threads.for_display().newest_first()[:MOST])


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Search people, communities and threads."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context: dict[str, object] = {"words": words}
    if len(words) >= SHORTEST:
        context |= {
            "people": directory.found(viewer, words).by_name()[:MOST],
            "communities": browsing.listed(viewer, words)[:MOST],
            "threads": threads_found(viewer, words),
        }
    return render(request, "esn/search.html", context)


@require_GET
def jump(request: HttpRequest) -> JsonResponse:
    """Return people and communities for the jump box while the viewer types."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    if not words:
        return JsonResponse({"results": []})
    people = directory.named(viewer, words, 6)
    communities = browsing.listed(viewer, words)[:4]
    rows = [
        {"name": p.display_name, "note": p.title, "url": p.get_absolute_url(), "kind": _("Person")}
        for p in people
    ]
    rows += [
        {"name": c.name, "note": "", "url": c.get_absolute_url(), "kind": _("Community")} for c in communities
    ]
    return JsonResponse({"results": rows})
