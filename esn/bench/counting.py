"""How long a closed challenge is counted in the background: ballots of a city, comparisons, supports, all figures."""

import random
import time
from datetime import timedelta
from typing import Any

SHORTLIST, CHOSEN = 64, 5
BALLOTS, COMPARED, EACH = 6_586, 2_000, 20


def count_in_background(challenge: Any, crowd: list[Any]) -> None:
    """Cast a city's ballots and many comparisons, close the vote, and count it as the worker does."""
    from esn.kit import clock
    from ideas.actions import counting
    from ideas.models import Result

    cast(challenge)
    with clock.at(challenge.voting_close_at + timedelta(hours=2)):
        start = time.perf_counter()
        counting.ask_count(challenge.sponsor, challenge)
        asked = time.perf_counter() - start
        counting.count(challenge.pk)
    result = Result.objects.get(challenge=challenge)
    if not result.is_counted:
        raise RuntimeError(result.error)
    figures = ", ".join(sorted({row["figure"] for row in result.body["published"]}))
    print(f"  {'asked to count (the request)':32} {asked * 1000:5.0f} ms")
    print(f"  {'counted in the background':32} {time.perf_counter() - start:8.1f} s  {figures}", flush=True)


def cast(challenge: Any) -> None:
    """Fill the ballot boxes."""
    from ideas.models import Ballot, BallotLine, BallotRule, Challenge, Idea, PairVote
    from people.models import Person

    dice = random.Random(6)
    kinds = BallotRule.Kind
    for kind in (kinds.APPROVAL, kinds.PAIRWISE):
        BallotRule.objects.create(challenge=challenge, kind=kind, amount=CHOSEN)
    listed = list(Idea.objects.filter(challenge=challenge).order_by("pk")[:SHORTLIST])
    for number, idea in enumerate(listed):
        idea.cost_cents, idea.stage = (number % 9 + 1) * 1_000_000, Idea.Stage.SHORTLISTED
    Idea.objects.bulk_update(listed, ["cost_cents", "stage"])
    Challenge.objects.filter(pk=challenge.pk).update(budget_cents=100_000_000)
    challenge.refresh_from_db()
    people, now = list(Person.objects.filter(is_service=False).order_by("pk")[:BALLOTS]), challenge.created_at
    ballots = Ballot.objects.bulk_create(
        [Ballot(challenge=challenge, person=who, kind=kinds.APPROVAL, cast_at=now) for who in people],
        batch_size=5000,
    )
    lines = ((ballot, idea) for ballot in ballots for idea in dice.sample(listed, CHOSEN))
    BallotLine.objects.bulk_create((BallotLine(ballot=b, idea=i, value=1) for b, i in lines), batch_size=5000)
    pairs = [(one, other) for one in listed for other in listed if one.pk < other.pk]
    PairVote.objects.bulk_create(
        (
            PairVote(
                challenge=challenge, person=who, left=one, right=other, turn=turn, policy="catch-up",
                shown_at=now, answer=dice.choice(("left", "right", "cant_decide")), answered_at=now,
            )
            for who in people[:COMPARED]
            for turn, (one, other) in enumerate(dice.sample(pairs, EACH))
        ),
        batch_size=5000,
    )  # fmt: skip
