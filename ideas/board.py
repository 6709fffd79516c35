"""Read models of the board: challenges, what waits for somebody, and what a viewer may know of supports."""

from collections.abc import Sequence

from django.db.models import Q

from esn.kit import clock
from ideas.ballots import has_voted
from ideas.models import Challenge, ChallengeQuerySet, Idea, IdeaQuerySet, Support
from ideas.ordering import breadth
from ideas.policies import may_support
from people.models import Person


def challenges(viewer: Person) -> ChallengeQuerySet:
    """Return the challenges that the viewer may see, newest first."""
    return Challenge.objects.visible_to(viewer).for_display().newest_first()


def open_for(viewer: Person) -> ChallengeQuerySet:
    """Return the challenges that take the viewer's ideas or support now."""
    return Challenge.objects.visible_to(viewer).newest_first().taking_support()


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
    """Give ideas what their cards show: `is_supported`, `may_support`, `shown_count`, `shown_breadth`."""
    rows = list(ideas)
    own = set(Support.objects.filter(person=viewer, idea__in=rows).values_list("idea_id", flat=True))
    is_shown = counts_are_shown(viewer, challenge)
    spans = breadth(rows) if is_shown else {}
    for idea in rows:
        idea.is_supported = idea.pk in own  # type: ignore[attr-defined]
        idea.may_support = may_support(viewer, idea)  # type: ignore[attr-defined]
        idea.shown_count = idea.support_count if is_shown else None  # type: ignore[attr-defined]
        idea.shown_breadth = spans.get(idea.pk)  # type: ignore[attr-defined]
    return rows
