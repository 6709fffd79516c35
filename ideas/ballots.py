"""Read models of voting: what may be voted on, a viewer's own ballots, and sums that name nobody.

A ballot is shown to the person who cast it and to nobody else; everything else here are totals.
"""

from collections.abc import Iterable

from django.db.models import Q

from ideas.families import roots_of
from ideas.maths import ballots as arithmetic
from ideas.models import Ballot, BallotLine, BallotRule, Challenge, Contributor, Idea, IdeaQuerySet, PairVote
from people.models import Person

ON_THE_LIST = ("shortlisted", "evaluating")


def votable(viewer: Person, challenge: Challenge) -> IdeaQuerySet:
    """Return the ideas on which one votes: the short list where there is one, else all that wait."""
    waiting = Idea.objects.visible_to(viewer).filter(challenge=challenge).undecided()
    listed = waiting.filter(stage__in=ON_THE_LIST)
    return listed if listed.exists() else waiting


def own_ideas(viewer: Person, challenge: Challenge) -> set[int]:
    """Return the viewer's own ideas in a challenge: nobody ranks these themselves."""
    agreed = Contributor.objects.filter(person=viewer, consented_at__isnull=False).exclude(idea=None)
    ideas = Idea.objects.filter(Q(author=viewer) | Q(pk__in=agreed.values("idea")), challenge=challenge)
    return set(ideas.values_list("pk", flat=True))


def rule_of(challenge: Challenge, kind: str) -> BallotRule | None:
    """Return the challenge's rule for a kind of ballot."""
    return BallotRule.objects.filter(challenge=challenge, kind=kind).first()


def current(viewer: Person, challenge: Challenge, kind: str) -> Ballot | None:
    """Return the viewer's ballot that counts."""
    return Ballot.objects.filter(person=viewer, challenge=challenge, kind=kind, superseded_at=None).first()


def stored_lines(ballot: Ballot | None) -> dict[int, int]:
    """Return the lines as they were cast; empty without a ballot."""
    if ballot is None:
        return {}
    return dict(BallotLine.objects.filter(ballot=ballot).order_by("pk").values_list("idea_id", "value"))


def lines_of(ballot: Ballot | None, rule: BallotRule) -> dict[int, int]:
    """Return the lines as they count now: what was given to a merged idea helps the one it went into."""
    lines = stored_lines(ballot)
    return resolved(lines, roots_of(rule.challenge_id), rule) if lines else lines


def resolved(lines: dict[int, int], roots: dict[int, int], rule: BallotRule) -> dict[int, int]:
    """Map lines through merges; above the cap of one idea, points come back."""
    if rule.kind == BallotRule.Kind.RANKING:
        return _resolved_places(lines, roots)
    cap = cap_of(rule)
    for source, target in roots.items():
        if source in lines:
            lines, _back = arithmetic.merged(lines, source, target, cap=cap)
    return {idea: value for idea, value in lines.items() if value}


def cap_of(rule: BallotRule) -> int | None:
    """Return how much one idea can have from one ballot; nothing where votes have no such limit."""
    return {"approval": 1, "points": rule.cap, "lemons": rule.cap}.get(rule.kind)


def _resolved_places(lines: dict[int, int], roots: dict[int, int]) -> dict[int, int]:
    """A merged idea stands where the better of both stood; the places close up."""
    order: list[int] = []
    for idea in sorted(lines, key=lambda pk: lines[pk]):
        stands = roots.get(idea, idea)
        if stands not in order:
            order.append(stands)
    return {idea: place for place, idea in enumerate(order, 1)}


def decided_among(ideas: Iterable[int]) -> set[int]:
    """Return those that already have their answer: points on them have come back."""
    return set(Idea.objects.filter(pk__in=list(ideas)).exclude(decision=None).values_list("pk", flat=True))


def left(rule: BallotRule, lines: dict[int, int]) -> int:
    """Return what a ballot may still spend."""
    waiting = {idea: value for idea, value in lines.items() if idea not in decided_among(lines)}
    if rule.kind == BallotRule.Kind.QUADRATIC:
        return rule.amount - arithmetic.quadratic_cost(waiting.values())
    if rule.kind == BallotRule.Kind.RANKING:
        return rule.amount - len(waiting)
    return rule.amount - sum(waiting.values())


def has_voted(viewer: Person, challenge: Challenge) -> bool:
    """Whether the viewer has cast anything in a challenge."""
    cast = Ballot.objects.filter(person=viewer, challenge=challenge, superseded_at=None).exists()
    compared = PairVote.objects.filter(person=viewer, challenge=challenge).exclude(answer="")
    return cast or compared.exists()


def turnout(challenge: Challenge) -> dict[str, int]:
    """Return how many people cast each kind: numbers of people, never who."""
    found = {
        kind: Ballot.objects.filter(challenge=challenge, kind=kind, superseded_at=None).count()
        for kind in challenge.ballot_rules.values_list("kind", flat=True)
        if kind != BallotRule.Kind.PAIRWISE
    }
    compared = PairVote.objects.filter(challenge=challenge).exclude(answer="")
    if challenge.ballot_rules.filter(kind=BallotRule.Kind.PAIRWISE).exists():
        found["pairwise"] = compared.values("person").distinct().count()
    return found


def anonymous_ballots(challenge: Challenge, rule: BallotRule) -> list[dict[int, int]]:
    """Return the lines of every ballot that counts, through merges, in an order that tells nothing of who or when.

    For counting after close only. The order is that of the lines themselves.
    """
    roots = roots_of(challenge.pk)
    rows = BallotLine.objects.filter(
        ballot__challenge=challenge, ballot__kind=rule.kind, ballot__superseded_at=None
    ).values_list("ballot_id", "idea_id", "value")
    found: dict[int, dict[int, int]] = {
        pk: {}
        for pk in Ballot.objects.filter(challenge=challenge, kind=rule.kind, superseded_at=None).values_list(
            "pk", flat=True
        )
    }
    for ballot, idea, value in rows:
        found.setdefault(ballot, {})[idea] = value
    return sorted((resolved(lines, roots, rule) for lines in found.values()), key=lambda x: sorted(x.items()))
