"""Read models of comparisons: how often each idea was compared and on which side, and what a viewer has seen."""

from collections import Counter

from django.db.models import Count

from ideas.ballots import own_ideas, votable
from ideas.families import roots_of
from ideas.maths.pairing import Standing
from ideas.models import Challenge, PairVote, Tally
from people.models import Person

FIGURE = "pairwise"


def items_for(viewer: Person, challenge: Challenge) -> tuple[list[int], list[Standing]]:
    """Return the ideas that the viewer compares (not their own) and what is known of each."""
    own = own_ideas(viewer, challenge)
    ids = [
        pk for pk in votable(viewer, challenge).order_by("pk").values_list("pk", flat=True) if pk not in own
    ]
    left, right, compared = _sides(challenge)
    strengths = _strengths(challenge)
    return ids, [
        Standing(compared[pk], left[pk], right[pk], *strengths.get(str(pk), (0.0, 1.0))) for pk in ids
    ]


def _sides(challenge: Challenge) -> tuple[Counter[int], Counter[int], Counter[int]]:
    left: Counter[int] = Counter()
    right: Counter[int] = Counter()
    compared: Counter[int] = Counter()
    rows = PairVote.objects.filter(challenge=challenge).values_list("left_id", "right_id", "answer")
    for one, other, answer, number in rows.annotate(n=Count("pk")):
        left[one] += number
        right[other] += number
        if answer and answer != PairVote.Answer.SKIP:
            compared[one] += number
            compared[other] += number
    return left, right, compared


def _strengths(challenge: Challenge) -> dict[str, tuple[float, float]]:
    """Return λ and its error as the background counted them last; nothing until then."""
    tally = Tally.objects.filter(challenge=challenge, figure=FIGURE).first()
    result = tally.result if tally and tally.result else {}
    strength, error = result.get("strength", {}), result.get("error", {})
    return {pk: (float(strength[pk]), float(error.get(pk, 1.0))) for pk in strength}


def seen_by(viewer: Person, challenge: Challenge) -> list[frozenset[int]]:
    """Return the pairs that the viewer was shown, answered or not."""
    rows = PairVote.objects.filter(challenge=challenge, person=viewer).values_list("left_id", "right_id")
    return [frozenset(pair) for pair in rows]


def answers(challenge: Challenge) -> list[tuple[int, int, str]]:
    """Return every answer as (left, right, answer) through merges, without who gave it; for counting after close."""
    roots = roots_of(challenge.pk)
    rows = PairVote.objects.filter(challenge=challenge).exclude(answer__in=["", PairVote.Answer.SKIP])
    found = [
        (roots.get(left, left), roots.get(right, right), answer)
        for left, right, answer in rows.values_list("left_id", "right_id", "answer")
    ]
    return sorted(row for row in found if row[0] != row[1])
