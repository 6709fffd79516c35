"""Ballots: what may be cast, that it stays within its budget, that it can be changed, and that nobody else sees it."""

import logging
from typing import Any

import pytest
from django.db import IntegrityError

from communities.models import Community
from esn.kit.models import AuditEntry, Event
from ideas import ballots, comparisons
from ideas.actions import balloting, challenging, comparing, deciding, moving, planning
from ideas.actions.balloting import BallotRefused
from ideas.models import Ballot, BallotLine, Challenge, Idea, PairVote, Tally
from ideas.tasks import keep_calendar
from people.models import Person
from people.policies import NotAllowed
from tests.ideas.conftest import REASON, Launch, Submit, in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def ideas(bo: Person, challenge: Challenge, submit: Submit) -> list[int]:
    """Six ideas of bo's."""
    return [submit(bo, challenge, f"Idea {n}").pk for n in range(6)]


def cast(who: Person, challenge: Challenge, kind: str, lines: dict[int, int]) -> Ballot | None:
    return balloting.cast_ballot(who, challenge, kind=kind, lines=lines)


def lines(who: Person, challenge: Challenge, kind: str) -> dict[int, int]:
    return ballots.stored_lines(ballots.current(who, challenge, kind))


def test_nobody_votes_while_ideas_still_come(cy: Person, challenge: Challenge, ideas: list[int]) -> None:
    with pytest.raises(NotAllowed):
        cast(cy, challenge, "approval", {ideas[0]: 1})
    with in_days(10), pytest.raises(NotAllowed):
        cast(cy, challenge, "approval", {ideas[0]: 1})


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("approval", [1, 1, 1], [1, 1, 1, 1]),
        ("points", [3, 3, 3, 1], [3, 3, 3, 2]),
        ("points", [3], [4]),
        ("quadratic", [6, 8], [6, 8, 1]),
        ("quadratic", [10], [-1]),
        ("ranking", [2, 1, 3], [1, 3]),
        ("ranking", [1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6]),
    ],
)
def test_a_ballot_stays_within_its_rule(
    cy: Person, challenge: Challenge, ideas: list[int], kind: str, good: list[int], bad: list[int]
) -> None:
    with in_days(6):
        cast(cy, challenge, kind, dict(zip(ideas, good, strict=False)))
        before = lines(cy, challenge, kind)
        with pytest.raises(BallotRefused):
            cast(cy, challenge, kind, dict(zip(ideas, bad, strict=False)))
        assert lines(cy, challenge, kind) == before == dict(zip(ideas, good, strict=False))


def test_a_ballot_is_changed_line_by_line_and_taken_back(
    cy: Person, challenge: Challenge, ideas: list[int]
) -> None:
    with in_days(6):
        for idea in ideas[:3]:
            balloting.set_line(cy, challenge, kind="approval", idea=idea, value=1)
        with pytest.raises(BallotRefused):
            balloting.set_line(cy, challenge, kind="approval", idea=ideas[3], value=1)
        balloting.set_line(cy, challenge, kind="approval", idea=ideas[0], value=0)
        balloting.set_line(cy, challenge, kind="approval", idea=ideas[3], value=1)
        assert set(lines(cy, challenge, "approval")) == {*ideas[1:4]}
        cast(cy, challenge, "approval", {})
        assert lines(cy, challenge, "approval") == {}
        assert not ballots.has_voted(cy, challenge)


def test_a_ranking_closes_up(cy: Person, challenge: Challenge, ideas: list[int]) -> None:
    a, b, c = ideas[:3]
    with in_days(6):
        for idea in (a, b, c):
            balloting.set_line(cy, challenge, kind="ranking", idea=idea, value=1)
        assert lines(cy, challenge, "ranking") == {c: 1, b: 2, a: 3}
        balloting.set_line(cy, challenge, kind="ranking", idea=a, value=2)
        balloting.set_line(cy, challenge, kind="ranking", idea=c, value=0)
        assert lines(cy, challenge, "ranking") == {a: 1, b: 2}


def test_nobody_ranks_their_own_idea(bo: Person, challenge: Challenge, ideas: list[int]) -> None:
    with in_days(6), pytest.raises(BallotRefused):
        cast(bo, challenge, "points", {ideas[0]: 1})


def test_only_the_short_list_is_voted_on_where_there_is_one(
    eve: Person, cy: Person, challenge: Challenge, ideas: list[int]
) -> None:
    moving.shortlist(eve, Idea.objects.get(pk=ideas[0]))
    with in_days(6):
        with pytest.raises(BallotRefused):
            cast(cy, challenge, "approval", {ideas[1]: 1})
        cast(cy, challenge, "approval", {ideas[0]: 1})


def test_points_come_back_with_the_decision(
    eve: Person, cy: Person, challenge: Challenge, ideas: list[int]
) -> None:
    rule = ballots.rule_of(challenge, "points")
    assert rule
    with in_days(6):
        cast(cy, challenge, "points", dict.fromkeys(ideas[:3], 3) | {ideas[3]: 1})
        assert ballots.left(rule, lines(cy, challenge, "points")) == 0
        deciding.decide_idea(
            eve, Idea.objects.get(pk=ideas[0]), outcome="adopt", reason_code="worth_it", reason_text=REASON
        )
        assert ballots.left(rule, lines(cy, challenge, "points")) == 3
        balloting.set_line(cy, challenge, kind="points", idea=ideas[4], value=3)
        assert lines(cy, challenge, "points")[ideas[0]] == 3, "what was given stays given"


def test_the_rules_are_fixed_once_voting_has_begun(eve: Person, challenge: Challenge) -> None:
    with in_days(6), pytest.raises(challenging.TooLate):
        planning.choose_ballots(eve, challenge, {"points": {"amount": 99}})


def test_replaced_ballots_are_forgotten_after_close(
    cy: Person, challenge: Challenge, ideas: list[int]
) -> None:
    with in_days(6):
        cast(cy, challenge, "approval", {ideas[0]: 1})
        cast(cy, challenge, "approval", {ideas[1]: 1})
        assert Ballot.objects.count() == 2, "kept for audit until close"
        balloting.forget_superseded(challenge)
        assert Ballot.objects.count() == 2
    with in_days(10):
        balloting.forget_superseded(challenge)
    assert BallotLine.objects.get().idea_id == ideas[1]


def test_the_table_holds_one_ballot_that_counts(cy: Person, challenge: Challenge, ideas: list[int]) -> None:
    with in_days(6):
        made = cast(cy, challenge, "approval", {ideas[0]: 1})
    assert made
    made.pk = None
    with pytest.raises(IntegrityError):
        made.save(force_insert=True)


def test_a_vote_leaves_no_trace_of_what_it_was(
    cy: Person, challenge: Challenge, ideas: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    known = set(Event.objects.values_list("pk", flat=True))
    entries = AuditEntry.objects.count()
    with in_days(6), caplog.at_level(logging.DEBUG):
        cast(cy, challenge, "approval", {ideas[0]: 1})
        cast(cy, challenge, "approval", {ideas[1]: 1})
        pair = comparing.show_pair(cy, challenge)
        assert pair
        comparing.answer_pair(cy, pair, answer="left")
    told = Event.objects.exclude(pk__in=known)
    assert set(told.values_list("verb", "object_type", "object_id", "owner_id", "thread_id")) == {
        ("ideas.ballot_cast", "challenge", challenge.pk, None, None)
    }
    assert AuditEntry.objects.count() == entries
    own = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert "approval" not in own


def test_pairs_come_once_without_ones_own_and_answers_can_change(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit
) -> None:
    mine = submit(cy, challenge, "Mine").pk
    others = {submit(bo, challenge, f"Idea {n}").pk for n in range(4)}
    seen: list[frozenset[int]] = []
    with in_days(6):
        while pair := comparing.show_pair(cy, challenge):
            assert comparing.show_pair(cy, challenge) == pair, "it waits for its answer"
            seen.append(frozenset({pair.left_id, pair.right_id}))
            comparing.answer_pair(cy, pair, answer="left")
        first = PairVote.objects.get(turn=1)
        comparing.answer_pair(cy, first, answer="right")
        with pytest.raises(NotAllowed):
            comparing.answer_pair(bo, first, answer="left")
    assert len(seen) == len(set(seen)) == 6, "every pair of four, none twice"
    assert mine not in frozenset.union(*seen)
    assert set(frozenset.union(*seen)) == others
    with in_days(10), pytest.raises(NotAllowed):
        comparing.answer_pair(cy, first, answer="left")
    assert len(comparisons.answers(challenge)) == 6


def test_the_outsider_votes_on_nothing(
    dee: Person, gus: Person, max_: Person, bo: Person, lab: Community, launch: Launch, submit: Submit
) -> None:
    hidden = launch(lab)
    planning.choose_ballots(max_, hidden, {"approval": {"amount": 2}, "pairwise": {}})
    idea = submit(bo, hidden)
    with in_days(6):
        for who in (dee, gus):
            with pytest.raises(NotAllowed):
                cast(who, hidden, "approval", {idea.pk: 1})
            with pytest.raises(NotAllowed):
                comparing.show_pair(who, hidden)
        cast(bo, hidden, "approval", {idea.pk: 1})


def test_counting_sees_lines_and_no_people(
    cy: Person, eve: Person, max_: Person, challenge: Challenge, ideas: list[int]
) -> None:
    rule = ballots.rule_of(challenge, "approval")
    assert rule
    wanted: list[dict[int, Any]] = []
    with in_days(6):
        for number, who in enumerate((cy, eve, max_)):
            cast(who, challenge, "approval", {ideas[5 - number]: 1})
            wanted.insert(0, {ideas[5 - number]: 1})
    assert ballots.anonymous_ballots(challenge, rule) == wanted, "in the order of the lines, not of time"
    assert ballots.turnout(challenge)["approval"] == 3


def test_comparisons_are_counted_in_the_background(
    bo: Person, cy: Person, challenge: Challenge, submit: Submit
) -> None:
    best, *_others = (submit(bo, challenge, f"Idea {n}").pk for n in range(4))
    with in_days(6):
        while pair := comparing.show_pair(cy, challenge):
            answer = "left" if pair.left_id == best else "right" if pair.right_id == best else "cant_decide"
            comparing.answer_pair(cy, pair, answer=answer)
        keep_calendar()
    strength = (Tally.objects.get(challenge=challenge).result or {})["strength"]
    assert max(strength, key=strength.get) == str(best)
    assert len(strength) == 4
