"""The search page, the jump, and for those entitled what was looked for in vain."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activity.views.showing import viewer_of
from analytics.exporting import harmless
from esn.kit import pages
from esn.search import answering, misses, suggesting
from esn.search.language import MAX_LENGTH
from people.policies import may_see_analytics

UNAVAILABLE = 503


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show what was found, or how to search."""
    asked = request.GET.get("q", "")
    page = answering.answer(
        viewer_of(request), asked, sort=request.GET.get("sort", ""), cursor=request.GET.get("cursor", "")
    )
    context = {"page": page, "words": page.query.text, "most": MAX_LENGTH}
    return render(request, "esn/search.html", context, status=UNAVAILABLE if page.is_down else 200)


@require_GET
def jump(request: HttpRequest) -> JsonResponse:
    """Return where the viewer may want to go, while they type."""
    typed = request.GET.get("q", "")
    rows = [
        {
            "name": place.name,
            "note": place.note,
            "url": place.url,
            "kind": suggesting.kind_name(place.kind),
            "type": place.kind,
        }
        for place in suggesting.jump(viewer_of(request), typed)
    ]
    return JsonResponse({"results": rows})


@require_GET
def missed(request: HttpRequest) -> HttpResponse:
    """Show what was looked for in vain, to those who see figures; for everybody else there is no such page."""
    if not may_see_analytics(viewer_of(request)):
        raise Http404
    page = pages.page(misses.shown(), ("-days", "words", "pk"), cursor=request.GET.get("cursor", ""), size=50)
    return render(request, "esn/search_missed.html", {"page": page, "enough": misses.ENOUGH})


@require_GET
def export_missed(request: HttpRequest) -> HttpResponse:
    """Give the same as CSV."""
    if not may_see_analytics(viewer_of(request)):
        raise Http404
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="searches-without-results.csv"'
    writer = csv.writer(response)
    writer.writerow(["words", "days", "last day"])
    for miss in misses.shown().iterator():
        writer.writerow([harmless(miss.words), miss.days, miss.last_on.isoformat()])
    return response
