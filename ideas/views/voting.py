"""Voting: a page for each kind of ballot, comparing two at a time, and everything of one's own in one place."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity.views.showing import is_partial, refused, viewer_of
from esn.kit import pages
from ideas import ballots, board, policies
from ideas.actions import balloting, comparing
from ideas.forms import LineForm
from ideas.maths.ballots import quadratic_cost
from ideas.models import BallotRule, Challenge, Draft, Idea, PairVote
from ideas.ordering import sorted_ids

PAGE = 30


@dataclass(frozen=True)
class Row:
    """An idea on a ballot: what it has, and what it may have."""

    idea: Idea
    value: int
    choices: list[int]
    is_own: bool


def find(request: HttpRequest, pk: int) -> Challenge:
    """Return a challenge that the viewer may see; hidden and missing answer alike."""
    return get_object_or_404(board.challenges(viewer_of(request)), pk=pk)


@require_GET
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the first kind of ballot."""
    challenge = find(request, pk)
    rule = challenge.ballot_rules.first()
    if rule is None:
        raise Http404
    return redirect("ideas:vote", pk=pk, kind=rule.kind)


@require_GET
def show(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show one kind of ballot with what the viewer gave."""
    challenge = find(request, pk)
    rule = get_object_or_404(challenge.ballot_rules, kind=kind)
    if kind == BallotRule.Kind.PAIRWISE:
        return render(request, "ideas/compare.html", _pair(request, challenge, rule))
    return render(request, "ideas/vote.html", _ballot(request, challenge, rule))


def _ballot(request: HttpRequest, challenge: Challenge, rule: BallotRule, error: str = "") -> dict[str, Any]:
    viewer = viewer_of(request)
    lines = ballots.lines_of(ballots.current(viewer, challenge, rule.kind), rule)
    allowed = set(ballots.votable(viewer, challenge).values_list("pk", flat=True))
    order = [pk for pk in sorted_ids(viewer, challenge)[1] if pk in allowed]
    if rule.kind == BallotRule.Kind.RANKING:
        ranked = [pk for pk in sorted(lines, key=lambda pk: lines[pk]) if pk in allowed]
        order = [*ranked, *(pk for pk in order if pk not in lines)]
    start = _start(request)
    shown = order[start : start + PAGE]
    rows = Idea.objects.visible_to(viewer).for_display().in_bulk(shown)
    own = ballots.own_ideas(viewer, challenge)
    more = start + PAGE if start + PAGE < len(order) else None
    return {
        "challenge": challenge,
        "rule": rule,
        "rules": list(challenge.ballot_rules.all()),
        "rows": [
            Row(rows[pk], lines.get(pk, 0), _choices(rule, lines, pk), _is_own(rule, pk, own))
            for pk in shown
            if pk in rows
        ],
        "more": more,
        "left": ballots.left(rule, lines),
        "spent": _spent(rule, lines),
        "money": _money(rule, lines),
        "lines": lines,
        "may_vote": policies.may_vote(viewer, challenge),
        "error": error,
    }


def _start(request: HttpRequest) -> int:
    """Return the place of the page's first idea; the order stands still, so a number is enough."""
    text = request.GET.get("from", "0")
    if not text.isdecimal() or len(text) > 6:
        raise pages.CursorError
    return int(text)


def _is_own(rule: BallotRule, pk: int, own: set[int]) -> bool:
    return rule.kind != BallotRule.Kind.APPROVAL and pk in own


def _spent(rule: BallotRule, lines: dict[int, int]) -> int:
    return rule.amount - ballots.left(rule, lines)


def _money(rule: BallotRule, lines: dict[int, int]) -> int | None:
    """Return what the chosen ideas would cost together, in cents; nothing where it does not matter."""
    if rule.kind != BallotRule.Kind.APPROVAL or rule.challenge.budget_cents is None:
        return None
    costs = Idea.objects.filter(pk__in=list(lines)).values_list("cost_cents", flat=True)
    return sum(cost or 0 for cost in costs)


def _choices(rule: BallotRule, lines: dict[int, int], pk: int) -> list[int]:
    """Return what an idea may have beside the other lines."""
    if rule.kind == BallotRule.Kind.QUADRATIC:
        rest = rule.amount - quadratic_cost(value for key, value in lines.items() if key != pk)
        most = max((v for v in range(33) if v * v <= rest), default=0)
        return list(range(-most if rule.may_oppose else 0, most + 1))
    if rule.kind in {BallotRule.Kind.POINTS, BallotRule.Kind.LEMONS}:
        return list(range(rule.cap + 1))
    return [0, 1]


@require_POST
def cast(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Give one idea so much; the page comes back with the rest of the ballot as it was."""
    challenge = find(request, pk)
    rule = get_object_or_404(challenge.ballot_rules, kind=kind)
    form = LineForm(_posted(request))
    error = "" if form.is_valid() else str(_("Choose an idea first."))
    if not error:
        try:
            balloting.set_line(viewer_of(request), challenge, kind=kind, **form.cleaned_data)
        except ValidationError as wrong:
            error = " ".join(wrong.messages)
    if not error and not is_partial(request):
        here = reverse("ideas:vote", args=[pk, kind])
        start = request.GET.get("from", "")
        return redirect(here + (f"?from={start}" if start.isdecimal() else ""))
    context = _ballot(request, challenge, rule, error)
    template = "ideas/_ballot.html" if is_partial(request) else "ideas/vote.html"
    return refused(request, template, context) if error else render(request, template, context)


def _posted(request: HttpRequest) -> dict[str, str]:
    """Read the line from one button: "idea:value"."""
    idea, _colon, value = request.POST.get("line", "").partition(":")
    return {"idea": idea, "value": value}


def _pair(request: HttpRequest, challenge: Challenge, rule: BallotRule) -> dict[str, Any]:
    viewer = viewer_of(request)
    may_vote = policies.may_vote(viewer, challenge)
    pair = comparing.show_pair(viewer, challenge) if may_vote else None
    answered = PairVote.objects.filter(challenge=challenge, person=viewer).exclude(answer="")
    if pair is not None:
        ideas = Idea.objects.for_display().in_bulk([pair.left_id, pair.right_id])
        pair.left, pair.right = ideas[pair.left_id], ideas[pair.right_id]
    return {
        "challenge": challenge,
        "rule": rule,
        "rules": list(challenge.ballot_rules.all()),
        "pair": pair,
        "may_vote": may_vote,
        "answered": answered.count(),
        "recent": list(answered.select_related("left", "right").order_by("-answered_at", "-pk")[:5]),
    }


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which of two ideas is better, or say it differently; the next pair comes back."""
    challenge = find(request, pk)
    rule = get_object_or_404(challenge.ballot_rules, kind=BallotRule.Kind.PAIRWISE)
    number, _colon, said = request.POST.get("answer", "").partition(":")
    own = PairVote.objects.filter(challenge=challenge, person=viewer_of(request))
    pair = own.filter(pk=int(number) if number.isdecimal() and len(number) < 19 else 0).first()
    if pair is None or said not in PairVote.Answer.values:
        return refused(request, "ideas/compare.html", _pair(request, challenge, rule))
    comparing.answer_pair(viewer_of(request), pair, answer=said)
    if is_partial(request):
        return render(request, "ideas/_pair.html", _pair(request, challenge, rule))
    return redirect("ideas:vote", pk=pk, kind=rule.kind)


@require_http_methods(["GET"])
def mine(request: HttpRequest) -> HttpResponse:
    """Show the viewer's own drafts, ideas and ballots."""
    viewer = viewer_of(request)
    drafts = Draft.objects.visible_to(viewer).for_display().order_by("-changed_at")
    ideas = Idea.objects.visible_to(viewer).for_display().filter(pk__in=board.written_by(viewer))
    page = pages.page(ideas, ("-published_at", "-pk"), cursor=request.GET.get("cursor", ""))
    context = {"drafts": drafts[:50], "ideas": page.rows, "page": page, "parts": board.own_ballots(viewer)}
    return render(request, "ideas/mine.html", context)


@require_GET
def built(request: HttpRequest) -> HttpResponse:
    """Show what was asked for and is being built or was: "you asked, we did"."""
    viewer = viewer_of(request)
    page = pages.page(board.built(viewer), ("-moved", "-pk"), cursor=request.GET.get("cursor", ""))
    return render(request, "ideas/built.html", {"ideas": page.rows, "page": page})
