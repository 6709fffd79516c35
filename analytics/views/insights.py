"""The insight pages; for whoever may see figures, for everybody else they do not exist."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics import auditable, dashboard, exporting, panels
from analytics.actions import auditing
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
    context = {**dashboard.overview(shown), "panels": panels.PANELS.values()}
    return page_of(request, "analytics/overview.html", context)


@require_GET
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the measures of one panel."""
    shown = looked_at(request, slug)
    if slug not in panels.PANELS:
        raise Http404
    if shown is None:
        return page_of(request, "analytics/empty.html", {})
    context = panels.page(panels.PANELS[slug], shown, request.GET.get("measure", ""))
    return page_of(request, "analytics/panel.html", context)


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every measure with its definition, what it is computed from and where it stands."""
    return page_of(request, "analytics/catalogue.html", auditable.catalogue(looked_at(request, "catalogue")))


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give the released measures as CSV."""
    shown = looked_at(request, "export")
    if shown is None:
        raise Http404
    answer = HttpResponse(exporting.as_csv(shown.body), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="insights-{shown.as_of:%Y-%m-%d}.csv"'
    return answer
