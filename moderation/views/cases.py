"""A case: looking at it, taking it on, hiding what it is about, ruling, and deciding an appeal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity.views.files import serve
from activity.views.showing import refused, viewer_of
from moderation import queue
from moderation.actions import appealing, claiming, ruling
from moderation.actions.opening import Meanwhile
from moderation.forms import DecisionForm, RulingForm
from moderation.models import Appeal, Case, Ruling
from moderation.policies import NotAllowed, is_concerned, may_decide_appeal
from moderation.views.finding import find_case
from people.middleware import for_programs
from people.models import Person


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a case with everybody's reports, and what was decided before."""
    return render(request, "moderation/case.html", _context(request, find_case(request, pk)))


@for_programs
@require_GET
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Serve the file that a case is about, hidden or removed as it may be: who decides has to see it."""
    case = find_case(request, pk)
    if case.file is None:
        raise Http404
    return serve(request, case.file, is_small="small" in request.GET and case.file.is_picture)


def _context(
    request: HttpRequest, case: Case, form: RulingForm | None = None, decision: DecisionForm | None = None
) -> dict[str, Any]:
    viewer = viewer_of(request)
    found = Ruling.objects.for_display().filter(case=case).first()
    appeal = queue.appeal_of(found) if found else None
    is_no_judge = is_concerned(viewer, case)
    may_decide = appeal is not None and may_decide_appeal(viewer, appeal)
    is_free = case.claimed_by_id in {None, viewer.pk}
    may_rule = case.is_open and not is_no_judge
    return {
        "case": case,
        "reports": queue.reports(case),
        "history": queue.history(viewer, case),
        "ruling": found,
        "appeal": appeal,
        "is_concerned": is_no_judge,
        "may_rule": may_rule,
        "form": (form or RulingForm(viewer=viewer, case=case)) if may_rule and is_free else None,
        "decision": (decision or DecisionForm()) if may_decide else None,
        "is_mine": case.claimed_by_id == viewer.pk,
        "now": _now(case),
    }


def _now(case: Case) -> str:
    """Return the words as they are now, where they were changed since the case was opened."""
    if case.comment is not None:
        words = queue.of_comment(case.comment).words
    elif case.thread is not None and case.file is None and case.kind != "file":
        words = queue.of_thread(case.thread).words
    else:
        return ""
    return words if words.strip() != case.excerpt.strip() else ""


def _done(request: HttpRequest, pk: int, deed: Callable[[Person, Case], None], said: str) -> HttpResponse:
    case = find_case(request, pk)
    try:
        deed(viewer_of(request), case)
        messages.success(request, said)
    except Meanwhile as error:
        messages.error(request, str(error))
    return redirect(case)


@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a case on."""
    return _done(request, pk, claiming.claim_case, _("You look at this now."))


@require_POST
def unclaim(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a case back."""
    return _done(request, pk, claiming.unclaim_case, _("It is back in the queue."))


@require_POST
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide what it is about while it is looked at."""
    return _done(request, pk, claiming.hide_case, _("It is hidden until somebody has decided."))


@require_POST
def unhide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it again."""
    return _done(request, pk, claiming.show_case, _("It can be read again."))


@require_POST
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a case."""
    case, viewer = find_case(request, pk), viewer_of(request)
    form = RulingForm(request.POST, viewer=viewer, case=case)
    if form.is_valid():
        try:
            ruling.rule_case(viewer, case, **form.ruling())
            messages.success(request, _("Decided. Whom it concerns is told."))
            return redirect(case)
        except (NotAllowed, Meanwhile) as error:
            form.add_error(None, str(error))
    case.refresh_from_db()
    return refused(request, "moderation/case.html", _context(request, case, form))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide an appeal."""
    viewer = viewer_of(request)
    seen = Case.objects.visible_to(viewer).values("pk")
    rows = Appeal.objects.filter(ruling__case__in=seen).select_related("ruling__case__author")
    appeal = get_object_or_404(rows, pk=pk)
    case = find_case(request, appeal.ruling.case_id)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            appealing.decide_appeal(viewer, appeal, **form.cleaned_data)
            messages.success(request, _("Decided. Whom it concerns is told."))
            return redirect(case)
        except (NotAllowed, Meanwhile) as error:
            form.add_error(None, str(error))
    return refused(request, "moderation/case.html", _context(request, case, decision=form))
