"""The pages of early warning and of maturity; for whoever may see figures, for everybody else they do not exist."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from analytics import backtesting, dashboard, evidence, warned
from analytics.actions import warning
from analytics.detectors import rules
from analytics.maths.maturity import AXES
from analytics.views.insights import looked_at, page_of, viewer_of
from people.policies import may_administer


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show the four detectors, what they gave and what became of it."""
    shown = looked_at(request, "warnings")
    if shown is None:
        return page_of(request, "analytics/empty.html", {})
    return page_of(request, "analytics/warnings.html", warned.overview(shown))


@require_GET
def detector(request: HttpRequest, key: str) -> HttpResponse:
    """Show what a detector has seen and on what evidence."""
    if key == "D4":
        return maturity(request)
    shown = looked_at(request, key)
    if key not in evidence.PAGES:
        raise Http404
    if shown is None:
        return page_of(request, "analytics/empty.html", {})
    context = evidence.page(key, shown)
    return page_of(
        request,
        "analytics/detector.html",
        {
            **context,
            "firings": warned.firings_of(key, shown.body),
            "precision": warned.precision(key),
            "thresholds": warned.thresholds_of(key),
            "may_set": may_administer(viewer_of(request)),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def thresholds(request: HttpRequest, key: str) -> HttpResponse:
    """Replay the history with other thresholds; administrators keep them."""
    viewer = viewer_of(request)
    shown = looked_at(request, f"{key} backtest")
    if key not in rules.KINDS or shown is None:
        raise Http404
    error, changes = "", dict[str, Any]()
    try:
        changes = backtesting.read_changes(key, request.POST)
        if "keep" in request.POST:
            warning.set_thresholds(viewer, detector=key, values=changes)
            messages.success(
                request, _("The thresholds are kept. The next look, within a day, judges by them.")
            )
            return redirect("analytics:detector", key)
    except ValueError:
        error = _("A threshold is a number from 0 to 1,000.")
    except ValidationError as refusal:
        error = refusal.messages[0]
    context = {
        "key": key,
        "shown": shown,
        "error": error,
        "rows": warned.thresholds_of(key, changes),
        "now": backtesting.backtest(key, {}),
        "then": None if error else backtesting.backtest(key, changes),
        "may_set": may_administer(viewer),
        "name": dashboard.DETECTORS[key][0],
    }
    return render(request, "analytics/backtest.html", context, status=400 if error else 200)


@require_GET
def maturity(request: HttpRequest) -> HttpResponse:
    """Show the stage on evidence, the gates, the plan, and what is said against what is shown."""
    shown = looked_at(request, "maturity")
    if shown is None:
        return page_of(request, "analytics/empty.html", {})
    return page_of(request, "analytics/maturity.html", warned.maturity_page(shown))


@require_POST
def gate(request: HttpRequest, key: str) -> HttpResponse:
    """State that a gate is passed, or take it back."""
    viewer = viewer_of(request)
    if key not in warning.STATED:
        raise Http404
    if "withdraw" in request.POST:
        warning.withdraw_gate(viewer, gate=key)
        messages.success(request, _("Taken back. Looks from tomorrow on count without it."))
        return redirect("analytics:maturity")
    try:
        warning.state_gate(viewer, gate=key, words=request.POST.get("words", ""))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Stated in your name. Looks from tomorrow on count it."))
    return redirect("analytics:maturity")


@require_POST
def assessment(request: HttpRequest) -> HttpResponse:
    """Keep how far somebody says that the company has come."""
    viewer = viewer_of(request)
    given = {axis: request.POST.get(axis, "") for axis in AXES}
    try:
        stages = {axis: int(words) for axis, words in given.items() if words != ""}
        warning.assess(viewer, stages=stages)
    except ValueError:
        messages.error(request, _("A stage is a number from 0 to 4."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    else:
        messages.success(request, _("Kept. Looks from tomorrow on compare it with the evidence."))
    return redirect("analytics:maturity")
