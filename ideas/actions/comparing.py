"""Comparing two ideas at a time: which pair somebody sees next, and what they answer."""

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from esn.kit import clock
from ideas import events as verbs
from ideas.actions.challenging import note
from ideas.comparisons import items_for, seen_by
from ideas.maths import pairing
from ideas.models import BallotRule, Challenge, PairVote
from ideas.policies import may_vote, require
from people.models import Person


@transaction.atomic
def show_pair(actor: Person, challenge: Challenge) -> PairVote | None:
    """Return the pair that waits for the person's answer, or draw the next one; None when all were compared."""
    _require(actor, challenge)
    # Two tabs at once would draw the same turn twice.
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    open_pair = PairVote.objects.filter(challenge=challenge, person=actor, answer="").first()
    ids, standings = items_for(actor, challenge)
    if open_pair is not None:
        if {open_pair.left_id, open_pair.right_id} <= set(ids):
            return open_pair
        # One of the two is decided or merged meanwhile.
        open_pair.delete()
    turn = (PairVote.objects.filter(challenge=challenge, person=actor).aggregate(t=Max("turn"))["t"] or 0) + 1
    place = {pk: row for row, pk in enumerate(ids)}
    seen = [frozenset(place[pk] for pk in pair) for pair in seen_by(actor, challenge) if pair <= set(ids)]
    draw = f"{challenge.pk}|{actor.pk}|{turn}"
    # Not by the key that the bundle publishes: whoever could draw a person's pairs again would know their answers.
    pair = pairing.next_pair(standings, secret=settings.SECRET_KEY, draw=draw, seen=seen)
    if pair is None:
        return None
    return PairVote.objects.create(
        challenge=challenge,
        person=actor,
        left_id=ids[pair.left],
        right_id=ids[pair.right],
        turn=turn,
        policy=pair.policy,
        shown_at=clock.now(),
    )


@transaction.atomic
def answer_pair(actor: Person, pair: PairVote, *, answer: str) -> PairVote:
    """Say which of the two is better, or say it differently; until voting closes."""
    _require(actor, pair.challenge)
    require(pair.person_id == actor.pk)
    require(answer in PairVote.Answer.values, _("That is no answer to a pair."))
    is_first = not PairVote.objects.filter(challenge=pair.challenge, person=actor).exclude(answer="").exists()
    pair.answer, pair.answered_at = answer, clock.now()
    pair.save(update_fields=["answer", "answered_at"])
    if is_first:
        note(verbs.BALLOT_CAST, actor, pair.challenge)
    return pair


def _require(actor: Person, challenge: Challenge) -> None:
    require(may_vote(actor, challenge), _("Nobody votes in this challenge now."))
    has_pairs = challenge.ballot_rules.filter(kind=BallotRule.Kind.PAIRWISE).exists()
    require(has_pairs, _("This challenge has no such ballot."))
