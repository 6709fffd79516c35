"""The insight pages; for whoever may see figures, for everybody else they do not exist."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics import dashboard, exporting
from analytics.actions import auditing
from analytics.measures.registry import MEASURES
from esn.kit import live
from people.models import Person
from people.policies import may_see_analytics


def viewer_of(request: HttpRequest) -> Person:
    """Return who asks, if they may see figures; raises Http404 for everybody else."""
    viewer = cast(Person, request.user)
    if not may_see_analytics(viewer):
        raise Http404
    return viewer


def looked_at(request: HttpRequest, page: str) -> dashboard.Shown | None:
    """Let only the entitled pass, note that they looked, and return what may be shown."""
    viewer = viewer_of(request)
    shown = dashboard.newest()
    auditing.note_view(viewer, page, shown)
    return shown


def page_of(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """Render a page that hears of new figures."""
    return render(request, template, {**context, "live_insights": live.sign(request.user, "insights")})


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the executive dashboard."""
    shown = looked_at(request, "overview")
    if shown is None:
        return page_of(request, "analytics/empty.html", {})
    return page_of(request, "analytics/overview.html", dashboard.overview(shown))


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every measure with its definition and where it stands."""
    shown = looked_at(request, "catalogue")
    kept = shown.body["measures"] if shown else {}
    rows = [
        dashboard.tile(one, kept[one.id]) if one.id in kept else {"measure": one} for one in MEASURES.values()
    ]
    return page_of(request, "analytics/catalogue.html", {"rows": rows, "shown": shown})


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give the released measures as CSV."""
    shown = looked_at(request, "export")
    if shown is None:
        raise Http404
    answer = HttpResponse(exporting.as_csv(shown.body), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="insights-{shown.as_of:%Y-%m-%d}.csv"'
    return answer
