"""Delivery of an adopted idea: owner, steps, outcomes with readings, verification."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import refused, viewer_of
from ideas import building, policies
from ideas.actions import delivering
from ideas.models import Delivery, Idea, Milestone, Outcome
from ideas.sponsor_forms import (
    DeliveryForm,
    MilestoneForm,
    OutcomeForm,
    ReadingForm,
    VerificationForm,
    named,
)
from ideas.views.ideas import find


def _page(request: HttpRequest, idea: Idea, **more: Any) -> HttpResponse:
    viewer = viewer_of(request)
    context = building.told(viewer, idea, delivering.may_verify) | {
        "may_start": policies.may_move(viewer, idea, Idea.Stage.DELIVERING),
        "may_deliver": idea.decision_id is not None and delivering.may_deliver(viewer, idea),
        "may_close": policies.may_move(viewer, idea, Idea.Stage.CLOSED),
        "form": DeliveryForm(viewer=viewer),
        "milestone": MilestoneForm(),
        "outcome": OutcomeForm(),
        "reading": ReadingForm(),
        "verification": VerificationForm(),
    }
    is_wrong = bool(more.get("error")) or any(getattr(form, "errors", None) for form in more.values())
    context |= more
    if is_wrong:
        return refused(request, "ideas/delivery.html", context)
    return render(request, "ideas/delivery.html", context)


def _done(idea: Idea) -> HttpResponse:
    return redirect("ideas:delivery", pk=idea.pk)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the delivery, or name who builds the idea."""
    idea = find(request, pk=pk)
    if request.method == "GET":
        return _page(request, idea)
    policies.require(policies.may_move(viewer_of(request), idea, Idea.Stage.DELIVERING))
    form = DeliveryForm(request.POST, viewer=viewer_of(request))
    if not form.is_valid():
        return _page(request, idea, form=form)
    found = form.cleaned_data
    owner = named(viewer_of(request), found.pop("owner"))
    if owner is None:
        form.add_error("owner", _("There is nobody of that user name."))
        return _page(request, idea, form=form)
    delivering.start_delivery(viewer_of(request), idea, owner=owner, **found)
    return _done(idea)


@require_POST
def milestones(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step, or note that one is done."""
    idea = find(request, pk=pk)
    delivery = get_object_or_404(Delivery.objects.select_related("idea__challenge__community"), idea=idea)
    key = request.POST.get("done") or request.POST.get("undone") or ""
    if key.isdecimal() and len(key) < 19:
        step = get_object_or_404(Milestone, delivery=delivery, pk=int(key))
        delivering.finish_milestone(viewer_of(request), step, is_done="done" in request.POST)
        return _done(idea)
    policies.require(delivering.may_deliver(viewer_of(request), idea))
    form = MilestoneForm(request.POST)
    if not form.is_valid():
        return _page(request, idea, milestone=form)
    delivering.add_milestone(viewer_of(request), delivery, **form.cleaned_data)
    return _done(idea)


@require_POST
def outcomes(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which number the idea shall change, and where it stands."""
    idea = find(request, pk=pk)
    policies.require(delivering.may_deliver(viewer_of(request), idea))
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, idea, outcome=form)
    delivering.record_outcome(viewer_of(request), idea, **form.cleaned_data)
    return _done(idea)


def _outcome(request: HttpRequest, pk: int) -> tuple[Idea, Outcome]:
    outcome = get_object_or_404(Outcome, pk=pk)
    idea = find(request, pk=outcome.idea_id)
    outcome.idea = idea
    return idea, outcome


def _typed(request: HttpRequest, form: Form, idea: Idea, name: str, of: int, act: Any) -> HttpResponse:
    """Do what a small form on the page asks for, or show it again with what is wrong."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
            return _done(idea)
        except ValidationError as error:
            form.add_error(None, error)
    return _page(request, idea, **{name: form, "wrong_at": of})


@require_POST
def readings(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a measurement."""
    idea, outcome = _outcome(request, pk)
    policies.require(delivering.may_deliver(viewer_of(request), idea))
    return _typed(
        request, ReadingForm(request.POST), idea, "reading", pk,
        lambda found: delivering.add_reading(viewer_of(request), outcome, **found),
    )  # fmt: skip


@require_POST
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a benefit that somebody else reports."""
    idea, outcome = _outcome(request, pk)
    policies.require(delivering.may_verify(viewer_of(request), outcome))
    return _typed(
        request, VerificationForm(request.POST), idea, "verification", pk,
        lambda found: delivering.verify_outcome(viewer_of(request), outcome, **found),
    )  # fmt: skip


@require_POST
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the idea is built, or end its story."""
    idea = find(request, pk=pk)
    try:
        if request.POST.get("wish") == "close":
            delivering.close_idea(viewer_of(request), idea)
        else:
            delivering.implement(viewer_of(request), idea)
    except ValidationError as error:
        return _page(request, idea, error=" ".join(error.messages))
    return _done(idea)
