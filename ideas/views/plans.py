"""The plan of a challenge: number, money, dates, kinds of ballots, criteria, questions; can it be decided?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import refused, viewer_of
from ideas import readiness
from ideas.actions import challenging, planning
from ideas.models import Challenge
from ideas.plan_forms import CriterionSet, FactsForm, QuestionSet, rows_of, rule_forms
from ideas.views.desk import find

CRITERION = ("name", "question", "low", "middle", "high", "weight")
QUESTION = ("question", "help", "is_required")


def _page(request: HttpRequest, challenge: Challenge, **more: Any) -> HttpResponse:
    stored = find(request, challenge.pk)
    context = {
        "challenge": stored,
        "checks": readiness.checks(stored),
        "form": FactsForm(instance=challenge),
        "rules": rule_forms(stored),
        "criteria": CriterionSet(prefix="criteria", initial=list(stored.criteria.values(*CRITERION))),
        "questions": QuestionSet(prefix="questions", initial=list(stored.questions.values(*QUESTION))),
    }
    if more:
        return refused(request, "ideas/plan.html", context | more)
    return render(request, "ideas/plan.html", context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plan, or change number, money and dates."""
    challenge = find(request, pk)
    if request.method == "GET":
        return _page(request, challenge)
    form = FactsForm(request.POST, instance=challenge)
    if form.is_valid():
        try:
            challenging.edit_challenge(viewer_of(request), challenge, **form.facts)
            return redirect("ideas:plan", pk=pk)
        except ValidationError as error:
            form.add_error("voting_opens_at", " ".join(error.messages))
    return _page(request, find(request, pk), form=form)


@require_POST
def ballots(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the kinds of ballots."""
    challenge = find(request, pk)
    rules = rule_forms(challenge, request.POST)
    if not all([rule.is_valid() for rule in rules]):  # noqa: C419  (each shall say what is wrong with it)
        return _page(request, challenge, rules=rules)
    used = {rule.kind: rule.numbers for rule in rules if rule.cleaned_data["is_used"]}
    try:
        planning.choose_ballots(viewer_of(request), challenge, used)
    except ValidationError as error:
        return _page(request, challenge, rules=rules, error=" ".join(error.messages))
    return redirect("ideas:plan", pk=pk)


def _all_new(request: HttpRequest, prefix: str) -> dict[str, Any]:
    """Take every row as a new one, so that one that was emptied is left out and not asked for."""
    return {**request.POST.dict(), f"{prefix}-INITIAL_FORMS": "0"}


@require_POST
def criteria(request: HttpRequest, pk: int) -> HttpResponse:
    """Set what evaluators score."""
    challenge = find(request, pk)
    rows = CriterionSet(_all_new(request, "criteria"), prefix="criteria")
    if not rows.is_valid():
        return _page(request, challenge, criteria=rows)
    found = rows_of(rows)
    try:
        if len({row["name"] for row in found}) < len(found):
            raise ValidationError(_("Two criteria have the same name."))
        planning.set_criteria(viewer_of(request), challenge, found)
    except ValidationError as error:
        return _page(request, challenge, criteria=rows, error=" ".join(error.messages))
    return redirect("ideas:plan", pk=pk)


@require_POST
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the questions that every idea answers."""
    challenge = find(request, pk)
    rows = QuestionSet(_all_new(request, "questions"), prefix="questions")
    if not rows.is_valid():
        return _page(request, challenge, questions=rows)
    try:
        planning.ask_questions(viewer_of(request), challenge, rows_of(rows))
    except ValidationError as error:
        return _page(request, challenge, questions=rows, error=" ".join(error.messages))
    return redirect("ideas:plan", pk=pk)
