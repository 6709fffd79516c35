"""The search page, the jump, and for those entitled what was looked for in vain."""

import csv

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from activity.views.showing import viewer_of
from analytics.exporting import harmless
from esn.kit import pages
from esn.search import answering, misses, suggesting
from esn.search.language import MAX_LENGTH, written
from people.policies import may_see_analytics

UNAVAILABLE = 503
# The words of the language are the same in every language.
TIPS = [
    (['"oven door"'], _("these words next to each other")),
    (["oven -door"], _("without a word")),
    (["cal*"], _("the beginning of a word")),
    (["from:ada", "from:me"], _("written by somebody")),
    (["in:lab"], _("in a community")),
    (["#safety"], _("with a tag")),
    (["kind:question"], _("also post, comment, idea, person, community, file …")),
    (["is:unanswered", "is:solved", "is:mine"], _("questions that wait, that are solved, and what is mine")),
    (["has:file", "has:link"], _("with a file or a link")),
    (["after:2026-05", "before:yesterday"], _("from a day on, or before it")),
]


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show what was found, or how to search."""
    asked = request.GET.get("q", "")
    if room := request.GET.get("in", ""):  # the box on a community's page
        asked = f"{asked} {written('in', room)}"
    page = answering.answer(
        viewer_of(request),
        asked,
        sort=request.GET.get("sort", ""),
        cursor=request.GET.get("cursor", ""),
        is_exact=request.GET.get("counts", "") == "all",
    )
    context = {"page": page, "words": page.query.text, "most": MAX_LENGTH, "tips": TIPS}
    return render(request, "esn/search.html", context, status=UNAVAILABLE if page.is_down else 200)


@require_GET
def counts(request: HttpRequest) -> HttpResponse:
    """Give the counts of a page of results that came before it was known how many there are."""
    page = answering.count(viewer_of(request), request.GET.get("q", ""), sort=request.GET.get("sort", ""))
    return render(
        request, "esn/_search_counts.html", {"page": page}, status=UNAVAILABLE if page.is_down else 200
    )


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
