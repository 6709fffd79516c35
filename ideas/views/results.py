"""The results of a closed challenge: counting, reading, publishing, taking them along."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from activity.views.showing import viewer_of
from esn.kit import live
from ideas import board, results, sheets
from ideas.actions import counting
from ideas.maths.bundles import written
from ideas.models import Challenge, Result
from ideas.policies import may_see_results


def find(request: HttpRequest, pk: int) -> Challenge:
    """Return a challenge whose results the viewer may read; for others there are none."""
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    if not may_see_results(viewer, challenge, Result.objects.filter(challenge=challenge).first()):
        raise Http404
    return challenge


def _context(request: HttpRequest, challenge: Challenge) -> dict[str, Any]:
    viewer = viewer_of(request)
    return {
        "challenge": challenge,
        "live_topic": live.sign(viewer, f"challenge:{challenge.pk}"),
        **results.told(viewer, challenge, by=request.GET.get("by", "")),
    }


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the results, or how far counting is."""
    challenge = find(request, pk)
    return render(request, "ideas/results.html", _context(request, challenge))


@require_GET
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what stands on the page now; open pages ask for it as counting goes on."""
    challenge = find(request, pk)
    return render(request, "ideas/_results.html", _context(request, challenge))


@require_POST
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the results counted, or counted anew."""
    challenge = find(request, pk)
    counting.ask_count(viewer_of(request), challenge)
    return redirect("ideas:results", pk=pk)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the results to everybody who may read the challenge."""
    challenge = find(request, pk)
    counting.publish_results(viewer_of(request), challenge)
    return redirect("ideas:results", pk=pk)


@require_GET
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the signed bundle from which every published number can be recomputed."""
    challenge = find(request, pk)
    result = get_object_or_404(Result, challenge=challenge, published_at__isnull=False)
    response = HttpResponse(written(sheets.bundle_of(result)), content_type="application/json")
    return _as_file(response, f"challenge-{pk}-bundle.json")


@require_GET
def table(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the ideas as CSV."""
    text = sheets.as_table(viewer_of(request), find(request, pk))
    return _as_file(HttpResponse(text, content_type="text/csv; charset=utf-8"), f"challenge-{pk}.csv")


@require_GET
def values(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the challenge with its ideas as JSON."""
    found = sheets.as_values(viewer_of(request), find(request, pk))
    return _as_file(JsonResponse(found, json_dumps_params={"ensure_ascii": False}), f"challenge-{pk}.json")


def _as_file(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
