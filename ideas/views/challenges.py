"""The list of challenges, a challenge with its ideas, and launching one."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from activity.views.showing import refused, viewer_of
from esn.kit import live, pages
from ideas import board, ordering
from ideas.actions import challenging
from ideas.forms import EditChallengeForm
from ideas.fragments import board_cards
from ideas.models import Challenge, ChallengePlan, Result
from ideas.policies import may_edit_challenge, may_launch_somewhere, may_see_results, may_submit, may_vote
from ideas.tasks import note_exposures
from people.models import Person

log = logging.getLogger(__name__)
VIEWS = {
    "cards": gettext_lazy("Cards"),
    "list": gettext_lazy("List"),
    "stages": gettext_lazy("Stages"),
    "roadmap": gettext_lazy("Roadmap"),
}


@dataclass(frozen=True)
class Step:
    """One phase on the line of dates."""

    label: str
    at: datetime
    is_now: bool
    is_done: bool


def steps(challenge: Challenge) -> list[Step]:
    """Return the phases of a challenge with the present one marked; each ends at its date. A box has none."""
    state = Challenge.State
    rows = [
        (state.UPCOMING, _("Opens"), challenge.opens_at),
        (state.OPEN, _("Ideas until"), challenge.submissions_close_at),
        (state.SORTING, _("Ballots from"), challenge.voting_opens_at),
        (state.VOTING, _("Support until"), challenge.voting_close_at),
        (state.DECIDING, _("Decided by"), challenge.decide_by),
    ]
    if challenge.is_box:
        return []
    dated = [(name, label, at) for name, label, at in rows if at]
    names = [name for name, _label, _at in dated]
    now = Challenge.State(challenge.state)
    place = names.index(now) if now in names else len(names)
    return [
        Step(label, at, number == place, number < place) for number, (_name, label, at) in enumerate(dated)
    ]


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the challenges that the viewer may see."""
    viewer = viewer_of(request)
    rows = board.challenges(viewer).timed()
    page = pages.page(rows, ("-opens_at", "-pk"), cursor=request.GET.get("cursor", ""))
    context = {
        "challenges": page.rows,
        "page": page,
        "boxes": board.boxes(viewer),
        "may_create": may_launch_somewhere(viewer),
        "unfinished": ChallengePlan.objects.visible_to(viewer).order_by("-changed_at", "-pk"),
    }
    return render(request, "ideas/index.html", context)


@require_GET
def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a challenge and a page of its ideas."""
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    if slug != challenge.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(challenge.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    view = request.GET.get("view", "")
    context = {
        "challenge": challenge,
        "steps": steps(challenge),
        "view": view if view in VIEWS else "cards",
        "views": VIEWS.items(),
        "orders": ordering.offered(challenge),
        "rules": list(challenge.ballot_rules.all()),
        "counts_are_shown": board.counts_are_shown(viewer, challenge),
        "may_submit": may_submit(viewer, challenge),
        "may_vote": may_vote(viewer, challenge),
        "may_edit": may_edit_challenge(viewer, challenge),
        "may_see_results": may_see_results(
            viewer, challenge, Result.objects.filter(challenge=challenge).first()
        ),
        "live_topic": live.sign(viewer, f"challenge:{challenge.pk}"),
        **_ideas(request, challenge, view),
    }
    return render(request, "ideas/challenge.html", context)


def _ideas(request: HttpRequest, challenge: Challenge, view: str) -> dict[str, Any]:
    """Return the ideas as the chosen view shows them: side by side by stage, or a page of a list."""
    viewer = viewer_of(request)
    if view in {"stages", "roadmap"}:
        columns = board.kanban if view == "stages" else board.roadmap
        return {"columns": _with_cards(viewer, challenge, columns(viewer, challenge))}
    stage = request.GET.get("stage", "")
    listing = ordering.listed(
        viewer,
        challenge,
        order=request.GET.get("order", ""),
        cursor=request.GET.get("cursor", ""),
        stages=board.stages_of(stage),
    )
    _note_shown(listing)
    kind = "row" if view == "list" else "card"
    cards = board_cards(viewer, challenge, listing.ids, kind, order=listing.order)
    return {"listing": listing, "cards": cards, "stage": stage if board.stages_of(stage) else ""}


def _with_cards(viewer: Person, challenge: Challenge, columns: list[board.Column]) -> list[dict[str, Any]]:
    """Return the columns with the cards of their first ideas."""
    wanted = [pk for column in columns for pk in column.ids]
    cards = {card.pk: card for card in board_cards(viewer, challenge, wanted, "small")}
    return [
        {
            "key": c.key,
            "label": c.label,
            "total": c.total,
            "cards": [cards[pk] for pk in c.ids if pk in cards],
        }
        for c in columns
    ]


def _note_shown(listing: ordering.Listing) -> None:
    try:
        note_exposures.delay(order=listing.order.key, start=listing.start, idea_ids=listing.ids)
    except Exception:  # the broker may be down in many ways; a page is never refused for a count
        log.warning("An exposure was not counted: the workers could not be reached.")


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the brief and the dates; for the sponsor and who launched it, to others it is not there."""
    viewer = viewer_of(request)
    challenge = get_object_or_404(board.challenges(viewer), pk=pk)
    if not may_edit_challenge(viewer, challenge):
        raise Http404
    # The form changes its row while it checks: the heading keeps the title that is stored.
    stored = str(challenge)
    form = EditChallengeForm(request.POST or None, instance=challenge)
    context = {"form": form, "challenge": challenge, "stored": stored}
    if request.method == "POST":
        if not form.is_valid():
            return refused(request, "ideas/edit_challenge.html", context)
        return redirect(challenging.edit_challenge(viewer, challenge, **form.cleaned_data))
    return render(request, "ideas/edit_challenge.html", context)
