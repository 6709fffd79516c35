"""The insight pages; for whoever may see figures, for everybody else they do not exist."""

from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics import auditable, dashboard, evidence, exporting, panels
from analytics.actions import auditing
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
    context = {**dashboard.overview(shown), "panels": panels.PANELS.values()}
    return _page(request, "analytics/overview.html", context)


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
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the measures of one panel."""
    shown = _shown(request, slug)
    if slug not in panels.PANELS:
        raise Http404
    if shown is None:
        return _page(request, "analytics/empty.html", {})
    context = panels.page(panels.PANELS[slug], shown, request.GET.get("measure", ""))
    return _page(request, "analytics/panel.html", context)


@require_GET
def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every measure with its definition, what it is computed from and where it stands."""
    return _page(request, "analytics/catalogue.html", auditable.catalogue(_shown(request, "catalogue")))


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """Give the released measures as CSV."""
    shown = _shown(request, "export")
    if shown is None:
        raise Http404
    answer = HttpResponse(exporting.as_csv(shown.body), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="insights-{shown.as_of:%Y-%m-%d}.csv"'
    return answer
