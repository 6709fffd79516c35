"""The sponsor's desk: answering one idea or many, the short list, merging."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from activity.views.showing import refused, viewer_of
from ideas import board, desk
from ideas.actions import answering, deciding, merging, moving
from ideas.models import Challenge, Idea, Merge
from ideas.policies import is_in_charge
from ideas.sponsor_forms import ManyForm, MergeForm
from ideas.views.ideas import find as find_idea


def find(request: HttpRequest, pk: int) -> Challenge:
    """Return a challenge for which the viewer answers; for others there is no such page."""
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    if not is_in_charge(viewer, challenge):
        raise Http404
    return challenge


def _chosen(request: HttpRequest, challenge: Challenge) -> list[Idea]:
    keys = [int(key) for key in request.POST.getlist("idea") if key.isdecimal() and len(key) < 19]
    rows = Idea.objects.visible_to(viewer_of(request)).filter(challenge=challenge, pk__in=keys)
    return list(rows.for_display().select_related("challenge__community", "thread"))


def _page(request: HttpRequest, challenge: Challenge, form: ManyForm, error: str = "") -> HttpResponse:
    context: dict[str, Any] = desk.told(viewer_of(request), challenge)
    context |= {"form": form, "error": error, "chosen": set(request.POST.getlist("idea"))}
    if error or form.errors:
        return refused(request, "ideas/desk.html", context)
    return render(request, "ideas/desk.html", context)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what waits for the sponsor, or answer the chosen ideas alike."""
    challenge = find(request, pk)
    if request.method == "GET":
        return _page(request, challenge, ManyForm())
    form = ManyForm(request.POST)
    if not form.is_valid():
        return _page(request, challenge, form)
    try:
        answering.decide_many(viewer_of(request), challenge, _chosen(request, challenge), **form.cleaned_data)
    except ValidationError as error:
        is_review = isinstance(error, deciding.ReviewMissing)
        form.add_error("review_on" if is_review else None, " ".join(error.messages))
        return _page(request, challenge, form)
    return redirect("ideas:desk", pk=pk)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen ideas on the short list, take them off, hand them to the panel, or ask their authors."""
    challenge = find(request, pk)
    wish, question = request.POST.get("wish", ""), request.POST.get("question", "")
    ways = {
        "shortlist": moving.shortlist,
        "leave": moving.leave_shortlist,
        "evaluate": moving.start_evaluating,
    }
    try:
        for idea in _chosen(request, challenge):
            if wish == "ask":
                moving.ask_for_information(viewer_of(request), idea, question=question)
            elif wish in ways:
                ways[wish](viewer_of(request), idea)
    except ValidationError as error:
        return _page(request, challenge, ManyForm(), " ".join(error.messages))
    return redirect("ideas:desk", pk=pk)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the chosen ideas into one of their challenge."""
    challenge = find(request, pk)
    form = MergeForm(request.POST)
    if not form.is_valid():
        said = _("Choose the idea into which the others go, and say why in at least 80 characters.")
        return _page(request, challenge, ManyForm(), said)
    rows = Idea.objects.visible_to(viewer_of(request)).filter(challenge=challenge)
    target = get_object_or_404(rows, pk=form.cleaned_data["target"])
    for idea in _chosen(request, challenge):
        if idea.pk != target.pk:
            merging.merge_ideas(viewer_of(request), idea, target, reason=form.cleaned_data["reason"])
    return redirect("ideas:desk", pk=pk)


@require_POST
def unmerge(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merge back exactly."""
    idea = find_idea(request, pk=pk)
    found = get_object_or_404(Merge, source=idea, undone_at=None)
    merging.unmerge(viewer_of(request), found)
    return redirect(idea)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a parked idea before its day."""
    idea = find_idea(request, pk=pk)
    deciding.reopen(viewer_of(request), idea, said=request.POST.get("said", "")[:2000])
    return redirect(idea)
