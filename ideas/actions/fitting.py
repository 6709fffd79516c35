"""Counting comparisons in the background while voting runs, so that the later pairs are drawn near the top."""

from django.db import transaction

from esn.kit import clock
from ideas import comparisons
from ideas.maths import pairwise
from ideas.models import Challenge, PairVote, Tally


@transaction.atomic
def fit_comparisons(challenge: Challenge) -> Tally | None:
    """Keep strength and error of each compared idea; nothing before the first answer."""
    rows = comparisons.answers(challenge)
    ids = sorted({pk for left, right, _answer in rows for pk in (left, right)})
    if not ids:
        return None
    place = {pk: number for number, pk in enumerate(ids)}
    won = [_order(place[left], place[right], answer) for left, right, answer in rows if _is_won(answer)]
    undecided = [(place[left], place[right]) for left, right, answer in rows if not _is_won(answer)]
    played = pairwise.games(
        len(ids), [winner for winner, _loser in won], [loser for _winner, loser in won], undecided
    )
    fitted = pairwise.strengths(played)
    by_idea = zip(ids, fitted.log_strength.tolist(), fitted.errors().tolist(), strict=True)
    figures = {str(pk): (round(strength, 6), round(error, 6)) for pk, strength, error in by_idea}
    result = {
        "strength": {pk: strength for pk, (strength, _error) in figures.items()},
        "error": {pk: error for pk, (_strength, error) in figures.items()},
    }
    now = clock.now()
    tally, _new = Tally.objects.update_or_create(
        challenge=challenge,
        figure=comparisons.FIGURE,
        defaults={"result": result, "progress": 100, "asked_at": now, "counted_at": now},
    )
    return tally


def _is_won(answer: str) -> bool:
    return answer in {PairVote.Answer.LEFT, PairVote.Answer.RIGHT}


def _order(left: int, right: int, answer: str) -> tuple[int, int]:
    """Return (winner, loser)."""
    return (left, right) if answer == PairVote.Answer.LEFT else (right, left)
