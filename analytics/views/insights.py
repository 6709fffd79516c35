"""The insight pages; for whoever may see figures, for everybody else they do not exist."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics import dashboard, evidence, exporting
from analytics.actions import auditing
from analytics.measures.registry import MEASURES
from esn.kit import live
from people.models import Person
from people.policies import may_see_analytics


def _shown(request: HttpRequest, page: str) -> dashboard.Shown | None:
    """Let only the entitled pass, note that they looked, and return what may be shown."""
    viewer = cast(Person, request.user)
    if not may_see_analytics(viewer):
        raise Http404
    shown = dashboard.newest()
    auditing.note_view(viewer, shown.pk if shown else 0)
    return shown


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**context, "live_insights": live.sign(request.user, "insights")})


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the executive dashboard."""
    shown = _shown(request, "overview")
    if shown is None:
        return _page(request, "analytics/empty.html", {})
    return _page(request, "analytics/overview.html", dashboard.overview(shown))


@require_GET
def detector(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a detector has seen and on what evidence."""
    shown = _shown(request, key)
    if key not in evidence.PAGES:
        raise Http404
    if shown is None:
        return _page(request, "analytics/empty.html", {})
    return _page(request, "analytics/detector.html", evidence.page(key, shown))


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every measure with its definition and where it stands."""
    shown = _shown(request, "catalogue")
    kept = shown.body["measures"] if shown else {}
    rows = [
        dashboard.tile(one, kept[one.id]) if one.id in kept else {"measure": one} for one in MEASURES.values()
    ]
    return _page(request, "analytics/catalogue.html", {"rows": rows, "shown": shown})


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give the released measures as CSV."""
    shown = _shown(request, "export")
    if shown is None:
        raise Http404
    answer = HttpResponse(exporting.as_csv(shown.body), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="insights-{shown.as_of:%Y-%m-%d}.csv"'
    return answer
