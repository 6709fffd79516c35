"""What happens at the same moment: a ballot never spends more than it has, an idea is never ended twice."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from ideas import ballots
from ideas.actions import balloting, deciding, merging, supporting
from ideas.models import Ballot, BallotLine, Challenge, Decision, Idea, Merge
from people.models import Person
from tests.communities.test_races import at_once
from tests.ideas.conftest import REASON, Submit, in_days

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ideas(bo: Person, challenge: Challenge, submit: Submit) -> list[Idea]:
    return [submit(bo, challenge, f"Idea {n}") for n in range(6)]


def again(person: Person) -> Person:
    found: Person = Person.objects.get(pk=person.pk)
    return found


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time")
@pytest.mark.parametrize(
    ("kind", "value", "most"), [("approval", 1, 3), ("points", 3, 10), ("quadratic", 6, 100)]
)
def test_many_clicks_at_once_stay_within_the_budget(
    cy: Person, challenge: Challenge, ideas: list[Idea], kind: str, value: int, most: int
) -> None:
    def click(idea: Idea) -> Any:
        def deed() -> None:
            # Each thread has a clock of its own.
            with in_days(6), suppress(ValidationError):
                balloting.set_line(again(cy), challenge, kind=kind, idea=idea.pk, value=value)

        return deed

    at_once(*(click(idea) for idea in ideas))
    with in_days(6):
        rule = ballots.rule_of(challenge, kind)
        assert rule
        own = Ballot.objects.get(person=cy, kind=kind, superseded_at=None)
        lines = ballots.stored_lines(own)
        assert ballots.left(rule, lines) >= 0
        assert len(lines) == most // (value * value if kind == "quadratic" else value)
        assert BallotLine.objects.filter(ballot=own).count() == len(lines)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time")
def test_two_ends_at_once_leave_one(
    eve: Person, max_: Person, challenge: Challenge, ideas: list[Idea]
) -> None:
    def end(who: Person, outcome: str) -> Any:
        return lambda: deciding.decide_idea(
            again(who), ideas[0], outcome=outcome, reason_code="worth_it", reason_text=REASON
        )

    refused = at_once(end(eve, "adopt"), end(max_, "decline"))
    assert len(refused) == 1
    assert Decision.objects.count() == 1
    challenge.refresh_from_db()
    assert challenge.undecided_count == len(ideas) - 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time")
def test_two_merges_against_each_other_leave_one(
    eve: Person, max_: Person, challenge: Challenge, ideas: list[Idea]
) -> None:
    one, other = ideas[:2]
    refused = at_once(
        lambda: merging.merge_ideas(again(eve), one, other, reason=REASON),
        lambda: merging.merge_ideas(again(max_), other, one, reason=REASON),
    )
    assert len(refused) == 1
    assert Merge.objects.count() == 1


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time")
def test_support_at_once_counts_everybody(
    cy: Person, eve: Person, max_: Person, fay: Person, challenge: Challenge, ideas: list[Idea]
) -> None:
    people = [cy, eve, max_, fay]
    at_once(*(lambda who=who: supporting.support_idea(again(who), ideas[0]) for who in people))
    ideas[0].refresh_from_db()
    assert ideas[0].support_count == len(people)
