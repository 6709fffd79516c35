"""Read models of the board: challenges, what waits for somebody, and what a viewer may know of supports."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from ideas.ballots import has_voted
from ideas.models import (
    Assignment,
    Ballot,
    BallotLine,
    Challenge,
    ChallengeQuerySet,
    Contributor,
    Idea,
    IdeaQuerySet,
    PairVote,
    StageChange,
    Support,
)
from ideas.ordering import breadth, in_order, sorted_ids
from ideas.policies import may_support
from people.models import Person

IN_COLUMN = 12
BUILT = ("delivering", "implemented", "measured", "closed")
Plan = tuple[tuple[str, Promise, tuple[str, ...]], ...]
KANBAN: Plan = (
    ("open", _("Open"), ("open", "needs_info")),
    ("shortlisted", _("Shortlisted"), ("shortlisted",)),
    ("evaluating", _("Being evaluated"), ("evaluating",)),
    ("decided", _("Adopted or on trial"), ("adopt", "trial")),
    ("building", _("Being built"), ("delivering",)),
    ("built", _("Built"), ("implemented", "measured", "closed")),
    ("not", _("Parked, merged, declined"), ("park", "merge", "decline")),
)
ROADMAP: Plan = (
    ("now", _("Now"), ("delivering", "trial")),
    ("next", _("Next"), ("adopt",)),
    ("later", _("Later"), ("park",)),
    ("done", _("Done"), ("implemented", "measured", "closed")),
)


def challenges(viewer: Person) -> ChallengeQuerySet:
    """Return the challenges that the viewer may see, newest first."""
    return Challenge.objects.visible_to(viewer).for_display().newest_first()


def boxes(viewer: Person) -> ChallengeQuerySet:
    """Return the standing idea boxes that the viewer may use, by area."""
    rows = Challenge.objects.visible_to(viewer).boxes().for_display()
    return rows.order_by("area", "community__name", "pk")


def open_for(viewer: Person) -> ChallengeQuerySet:
    """Return the challenges that take the viewer's ideas or support now."""
    return Challenge.objects.visible_to(viewer).timed().newest_first().taking_support()


def waiting_for_decision(viewer: Person) -> IdeaQuerySet:
    """Return the ideas that wait for the viewer's answer, oldest first: of closed challenges, and in boxes all."""
    in_charge = Q(challenge__sponsor=viewer) | Q(challenge__manager=viewer)
    open_still = Challenge.objects.timed().taking_support().values("pk")
    closed = Challenge.objects.filter(opens_at__lte=clock.now()).exclude(pk__in=open_still).values("pk")
    waiting = Idea.objects.visible_to(viewer).undecided().filter(in_charge, challenge__in=closed)
    return waiting.exclude(author=viewer).select_related("thread").order_by("challenge__decide_by", "pk")


def counts_are_shown(viewer: Person, challenge: Challenge) -> bool:
    """Whether the viewer may see numbers of supports now, as the challenge says; after voting always."""
    if not challenge.is_taking_support or challenge.count_visibility == Challenge.Counts.LIVE:
        return True
    if challenge.count_visibility == Challenge.Counts.UNTIL_CLOSE:
        return False
    has_supported = Support.objects.filter(person=viewer, idea__challenge=challenge).exists()
    return has_supported or has_voted(viewer, challenge)


def dress(viewer: Person, challenge: Challenge, ideas: Sequence[Idea]) -> list[Idea]:
    """Give ideas what their cards show: `is_supported`, `may_support`, `shown_count`, `shown_breadth`, `shown_author`.

    The author is nobody for whoever judges the idea without names.
    """
    rows = list(ideas)
    blind = judged_blind(viewer, [idea.pk for idea in rows])
    own = set(Support.objects.filter(person=viewer, idea__in=rows).values_list("idea_id", flat=True))
    is_shown = counts_are_shown(viewer, challenge)
    spans = breadth(rows) if is_shown else {}
    for idea in rows:
        idea.is_supported = idea.pk in own  # type: ignore[attr-defined]
        idea.shown_author = None if idea.pk in blind else idea.author  # type: ignore[attr-defined]
        idea.may_support = may_support(viewer, idea)  # type: ignore[attr-defined]
        idea.shown_count = idea.support_count if is_shown else None  # type: ignore[attr-defined]
        idea.shown_breadth = spans.get(idea.pk)  # type: ignore[attr-defined]
    return rows


def judged_blind(viewer: Person, ids: Sequence[int]) -> set[int]:
    """Return those of these ideas whose author is kept from the viewer, who judges them."""
    rows = Assignment.objects.judging_blind(viewer).filter(idea__in=ids)
    return set(rows.values_list("idea_id", flat=True))


@dataclass(frozen=True)
class Column:
    """Some stages side by side with others: how many ideas stand in them, and the first few by number."""

    key: str
    label: str
    ids: list[int]
    total: int


def kanban(viewer: Person, challenge: Challenge) -> list[Column]:
    """Return the challenge's ideas by stage, each column in the order that holds now."""
    return _columns(viewer, challenge, KANBAN)


def roadmap(viewer: Person, challenge: Challenge) -> list[Column]:
    """Return what was decided as now, next, later and done."""
    return _columns(viewer, challenge, ROADMAP)


def with_ideas(viewer: Person, challenge: Challenge, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Return the columns with their first ideas whole, for programs."""
    wanted = [pk for column in columns for pk in column.ids]
    rows = {idea.pk: idea for idea in dress(viewer, challenge, in_order(viewer, wanted))}
    return [
        {"key": c.key, "label": c.label, "total": c.total, "ideas": [rows[pk] for pk in c.ids if pk in rows]}
        for c in columns
    ]


def stages_of(key: str) -> tuple[str, ...]:
    """Return the stages of a column; none for an unknown one."""
    return next((stages for name, _label, stages in (*KANBAN, *ROADMAP) if name == key), ())


def _columns(viewer: Person, challenge: Challenge, plan: Plan) -> list[Column]:
    _order, ids = sorted_ids(viewer, challenge)
    # Most ideas are open, often thousands: only the others are asked for their stage.
    moved = Idea.objects.filter(challenge=challenge).exclude(stage=Idea.Stage.OPEN)
    stage_of = dict(moved.values_list("pk", "stage"))
    column_of = {stage: key for key, _label, stages in plan for stage in stages}
    members: dict[str, list[int]] = {key: [] for key, _label, _stages in plan}
    for pk in ids:
        key = column_of.get(stage_of.get(pk, Idea.Stage.OPEN))
        if key is not None:
            members[key].append(pk)
    return [
        Column(key, str(label), members[key][:IN_COLUMN], len(members[key])) for key, label, _stages in plan
    ]


def built(viewer: Person) -> IdeaQuerySet:
    """Return the ideas that are being built or are built, for "you asked, we did"; what moved last comes first."""
    moved = StageChange.objects.filter(idea=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    found = Idea.objects.visible_to(viewer).filter(stage__in=BUILT).annotate(moved=Subquery(moved))
    return found.for_display().select_related("delivery__owner").prefetch_related("outcomes__readings")


@dataclass(frozen=True)
class Part:
    """What a viewer has in one challenge: ballots that they may still change, and what became of the ideas."""

    challenge: Challenge
    ballots: list[Ballot]
    compared: int


def own_ballots(viewer: Person) -> list[Part]:
    """Return the viewer's ballots by challenge, the newest challenge first; nobody else ever sees them."""
    cast = Ballot.objects.filter(person=viewer, superseded_at=None)
    compared = dict(
        PairVote.objects.filter(person=viewer)
        .exclude(answer="")
        .values_list("challenge")
        .annotate(n=Count("pk"))
    )
    rows = challenges(viewer).filter(Q(pk__in=cast.values("challenge")) | Q(pk__in=list(compared)))
    lines = BallotLine.objects.select_related("idea__decision").order_by("pk")
    by_challenge: dict[int, list[Ballot]] = {}
    for ballot in cast.prefetch_related(Prefetch("lines", lines)).order_by("pk"):
        by_challenge.setdefault(ballot.challenge_id, []).append(ballot)
    return [Part(row, by_challenge.get(row.pk, []), compared.get(row.pk, 0)) for row in rows[:100]]


def written_by(viewer: Person) -> QuerySet[Idea, int]:
    """Return the numbers of the ideas that the viewer wrote, alone or with others."""
    agreed = Contributor.objects.filter(person=viewer, consented_at__isnull=False).exclude(idea=None)
    rows = Idea.objects.filter(Q(author=viewer) | Q(pk__in=agreed.values("idea")))
    return rows.values_list("pk", flat=True)
