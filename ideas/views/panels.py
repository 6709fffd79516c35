"""The panel of a challenge for who runs it, and an evaluator's own scorecards."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity.views.showing import refused, viewer_of
from ideas import judging
from ideas.actions import evaluating
from ideas.models import Assignment, Challenge, Idea, Panel
from ideas.sponsor_forms import AssignForm, CardForm, PanelForm, named
from ideas.views.desk import find
from people.models import Person


def _page(request: HttpRequest, challenge: Challenge, **more: Any) -> HttpResponse:
    context = judging.told(viewer_of(request), challenge) | {"assign": AssignForm()} | more
    if more.get("error"):
        return refused(request, "ideas/panel.html", context)
    return render(request, "ideas/panel.html", context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the panel, or set how it works."""
    challenge = find(request, pk)
    if request.method == "GET":
        return _page(request, challenge)
    form = PanelForm(request.POST)
    form.is_valid()
    try:
        evaluating.set_panel(viewer_of(request), challenge, **form.cleaned_data)
    except ValidationError as error:
        return _page(request, challenge, error=" ".join(error.messages))
    return redirect("ideas:panel", pk=pk)


@require_POST
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people to score: one idea by hand, or all that wait evenly."""
    challenge = find(request, pk)
    panel = get_object_or_404(Panel, challenge=challenge)
    form = AssignForm(request.POST)
    people = _people(viewer_of(request), form)
    if not people:
        return _page(
            request, challenge, assign=form, error=_("Name people who have an account, by user name.")
        )
    ideas = Idea.objects.visible_to(viewer_of(request)).filter(challenge=challenge).undecided().order_by("pk")
    try:
        short = _assign(request, panel, people, list(ideas.select_related("author")), form)
    except ValidationError as error:
        return _page(request, challenge, assign=form, error=" ".join(error.messages))
    return _page(request, challenge, short=short)


def _assign(
    request: HttpRequest, panel: Panel, people: list[Person], ideas: list[Idea], form: AssignForm
) -> list[Idea]:
    viewer, wanted = viewer_of(request), form.cleaned_data["idea"]
    if not wanted:
        each = form.cleaned_data["each"]
        return evaluating.assign_evenly(viewer, panel, evaluators=people, ideas=ideas, each=each)
    for idea in ideas:
        if idea.pk == wanted:
            for person in people:
                evaluating.assign(viewer, panel, evaluator=person, idea=idea)
    return []


def _people(viewer: Person, form: AssignForm) -> list[Person]:
    """Return who was named; nobody when one of the names is unknown."""
    if not form.is_valid():
        return []
    found = [named(viewer, name) for name in form.usernames]
    people = [person for person in found if person is not None]
    return people if len(people) == len(found) else []


@require_POST
def turn(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the next round, or end the panel."""
    challenge = find(request, pk)
    panel = get_object_or_404(Panel, challenge=challenge)
    try:
        if request.POST.get("wish") == "close":
            evaluating.close_panel(viewer_of(request), panel)
        else:
            evaluating.next_round(viewer_of(request), panel)
    except ValidationError as error:
        return _page(request, challenge, error=" ".join(error.messages))
    return redirect("ideas:panel", pk=pk)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show the viewer's own scorecards."""
    cards = list(judging.own_cards(viewer_of(request))[:200])
    for card in cards:
        card.is_current = judging.is_current(card)  # type: ignore[attr-defined]
    return render(request, "ideas/scorecards.html", {"cards": [c for c in cards if c.round == c.panel.round]})


@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a scorecard without the author's name, or fill it in."""
    found = get_object_or_404(judging.own_cards(viewer_of(request)), pk=pk)
    form = _form(request, found)
    context = judging.card_of(found) | {"form": form}
    for part in (parts := form.parts):
        part["before"] = context["feedback"].get(part["criterion"].pk)
    context["parts"] = parts
    if request.method == "GET":
        return render(request, "ideas/scorecard.html", context)
    if form.is_valid():
        try:
            evaluating.give_scores(viewer_of(request), found, marks=form.marks)
            return redirect("ideas:scorecards")
        except ValidationError as error:
            form.add_error(None, error)
    return refused(request, "ideas/scorecard.html", context)


def _form(request: HttpRequest, found: Assignment) -> CardForm:
    criteria = list(found.idea.challenge.criteria.all())
    given = {row.criterion_id: row for row in found.scores.all()}
    initial = {f"value_{pk}": row.value for pk, row in given.items()}
    initial |= {f"why_{pk}": row.rationale for pk, row in given.items()}  # type: ignore[misc]
    return CardForm(request.POST or None, criteria=criteria, initial=initial)


@require_POST
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one must not score this idea."""
    found = get_object_or_404(judging.own_cards(viewer_of(request)), pk=pk)
    try:
        evaluating.step_back(viewer_of(request), found, reason=request.POST.get("reason", ""))
    except ValidationError as error:
        form = _form(request, found)
        context = judging.card_of(found) | {"form": form, "parts": form.parts, "error": error.messages[0]}
        return refused(request, "ideas/scorecard.html", context)
    return redirect("ideas:scorecards")
