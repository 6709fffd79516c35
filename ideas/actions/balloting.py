"""Casting ballots: changeable until voting closes, never beyond the budget, whatever happens at the same moment.

No event, log line or hint carries what was voted: only that somebody cast a ballot, once.
"""

from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from esn.kit import clock, live
from ideas import ballots
from ideas import events as verbs
from ideas.actions.challenging import note
from ideas.maths.ballots import BallotError
from ideas.models import Ballot, BallotLine, BallotRule, Challenge
from ideas.policies import may_vote, require
from people.models import Person

Lines = dict[int, int]


class BallotRefused(ValidationError):  # noqa: N818  (says what is wrong)
    """A ballot that breaks its rule; the message is for the voter."""


@transaction.atomic
def cast_ballot(actor: Person, challenge: Challenge, *, kind: str, lines: Mapping[int, int]) -> Ballot | None:
    """Cast a whole ballot in place of the earlier one; an empty one takes it back. Raises BallotRefused."""
    wanted = {idea: value for idea, value in lines.items() if value}
    return _change(actor, challenge, kind, lambda _lines: wanted)


@transaction.atomic
def set_line(actor: Person, challenge: Challenge, *, kind: str, idea: int, value: int) -> Ballot | None:
    """Give one idea so much and leave the rest of one's ballot as it is; 0 takes it away. Raises BallotRefused.

    In a ranking the value is the place: the others move up or down.
    """
    is_ranking = kind == BallotRule.Kind.RANKING
    return _change(
        actor,
        challenge,
        kind,
        lambda own: _placed(own, idea, value) if is_ranking else _given(own, idea, value),
    )


def _given(lines: Lines, idea: int, value: int) -> Lines:
    rest = {other: there for other, there in lines.items() if other != idea}
    return {**rest, idea: value} if value else rest


def _placed(lines: Lines, idea: int, place: int) -> Lines:
    order = [other for other in sorted(lines, key=lambda pk: lines[pk]) if other != idea]
    if place > 0:
        order.insert(place - 1, idea)
    return {other: number for number, other in enumerate(order, 1)}


def _change(
    actor: Person, challenge: Challenge, kind: str, change: Callable[[Lines], Lines]
) -> Ballot | None:
    require(may_vote(actor, challenge), _("Nobody votes in this challenge now."))
    rule = ballots.rule_of(challenge, kind)
    require(rule is not None and kind != BallotRule.Kind.PAIRWISE, _("This challenge has no such ballot."))
    assert rule is not None  # noqa: S101  (said one line above, for the type checker)
    # One after the other for one voter, whatever they click at once; nobody else waits.
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    return _replace(actor, rule, change)


def _replace(actor: Person, rule: BallotRule, change: Callable[[Lines], Lines]) -> Ballot | None:
    """Write the new ballot beside the old one, which no longer counts."""
    own = Ballot.objects.filter(person=actor, challenge=rule.challenge, kind=rule.kind)
    old = own.filter(superseded_at=None).first()
    before = ballots.lines_of(old, rule)
    fresh = change(dict(before))
    if old is not None and fresh == ballots.stored_lines(old):
        return old
    _check(actor, rule, before, fresh)
    if old is not None:
        old.superseded_at = clock.now()
        old.save(update_fields=["superseded_at"])
    made = _write(actor, rule, fresh)
    if old is None and made is not None:
        note(verbs.BALLOT_CAST, actor, rule.challenge)
    # My other open pages look again; nobody else is told.
    live.publish(f"person.{actor.pk}", {"hint": "ballot", "challenge": rule.challenge_id})
    return made


def _write(actor: Person, rule: BallotRule, lines: Lines) -> Ballot | None:
    if not lines:
        return None
    made = Ballot.objects.create(challenge=rule.challenge, person=actor, kind=rule.kind, cast_at=clock.now())
    BallotLine.objects.bulk_create(
        BallotLine(ballot=made, idea_id=idea, value=value) for idea, value in lines.items()
    )
    return made


def _check(actor: Person, rule: BallotRule, before: Lines, fresh: Lines) -> None:
    """Raise BallotRefused for what may not be voted on, or is too much; points on decided ideas are back already."""
    changed = {idea for idea in {*before, *fresh} if before.get(idea) != fresh.get(idea)}
    asked = changed & set(fresh) if rule.kind != BallotRule.Kind.RANKING else set(fresh) - set(before)
    allowed = set(ballots.votable(actor, rule.challenge).filter(pk__in=asked).values_list("pk", flat=True))
    if asked - allowed:
        raise BallotRefused(_("One of these ideas cannot be voted on now."))
    if rule.kind != BallotRule.Kind.APPROVAL and asked & ballots.own_ideas(actor, rule.challenge):
        raise BallotRefused(_("Nobody votes on their own idea here; you may support it."))
    decided = ballots.decided_among(fresh)
    waiting = {idea: value for idea, value in fresh.items() if idea not in decided}
    if rule.kind == BallotRule.Kind.RANKING:
        _check_places(rule, fresh)
    elif rule.rule is not None:
        try:
            rule.rule.check(waiting)
        except BallotError as error:
            raise BallotRefused(sentence(error)) from error


def _check_places(rule: BallotRule, lines: Lines) -> None:
    if sorted(lines.values()) != list(range(1, len(lines) + 1)):
        raise BallotRefused(_("Every place is taken once, beginning with the first."))
    if len(lines) > rule.amount:
        raise BallotRefused(_("Rank at most %(n)d ideas.") % {"n": rule.amount})


def sentence(error: BallotError) -> str:
    """Return what the arithmetic refuses, in the reader's language."""
    words = {
        "over_budget": _("That is %(spent)s; there are %(budget)s."),
        "over_credit": _("These votes cost %(cost)s credits; there are %(credit)s."),
        "too_many": _("That is %(chosen)s ideas; choose at most %(most)s."),
        "too_few": _("That is %(chosen)s ideas; choose at least %(fewest)s."),
        "over_cap": _("That is %(given)s on one idea; at most %(cap)s."),
        "negative": _("Votes against are not part of this ballot."),
        "whole_numbers": _("Votes are whole numbers."),
        "yes_or_nothing": _("An idea is either chosen or not."),
    }
    return words[error.code] % error.numbers


def forget_superseded(challenge: Challenge) -> int:
    """Delete the ballots that were replaced, once voting has closed."""
    if challenge.is_taking_ballots or challenge.is_taking_ideas:
        return 0
    return Ballot.objects.filter(challenge=challenge).exclude(superseded_at=None).delete()[0]
