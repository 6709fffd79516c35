"""Two ideas become one and two again: supporters count once, everybody may object, undoing restores every row."""

from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ideas import ballots
from ideas.actions import balloting, coauthoring, merging, reconciling, supporting
from ideas.actions.deciding import ReasonMissing
from ideas.models import (
    Ballot,
    BallotLine,
    Challenge,
    Concern,
    Contributor,
    Decision,
    DuplicateLink,
    Idea,
    IdeaRevision,
    PairVote,
    Support,
)
from people.models import OrgUnit, Person
from people.policies import NotAllowed
from tests.conftest import Seat
from tests.ideas.conftest import REASON, Submit, in_days

pytestmark = pytest.mark.django_db
TABLES: list[type[models.Model]] = [
    Idea, Support, Concern, Contributor, Ballot, BallotLine, PairVote, Decision, IdeaRevision, Challenge, DuplicateLink,
]  # fmt: skip


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row but those of the audit: merges, stage changes, events."""
    return {table.__name__: list(table._default_manager.order_by("pk").values()) for table in TABLES}


@pytest.fixture
def crowd(seat: Seat, sales: OrgUnit) -> list[Person]:
    return [seat(f"p{n}", f"Person {n}", sales) for n in range(5)]


def count(idea: Idea) -> int:
    return Idea.objects.values_list("support_count", flat=True).get(pk=idea.pk)


def test_who_supported_both_counts_once(
    bo: Person, cy: Person, eve: Person, crowd: list[Person], challenge: Challenge, submit: Submit
) -> None:
    source, target = submit(bo, challenge, "One bin"), submit(cy, challenge, "Two bins")
    for who in crowd[:3]:
        supporting.support_idea(who, source)
    for who in crowd[2:]:
        supporting.support_idea(who, target)
    with pytest.raises(NotAllowed):
        merging.merge_ideas(cy, source, target, reason=REASON)
    with pytest.raises(ReasonMissing):
        merging.merge_ideas(eve, source, target, reason="Same")
    merge = merging.merge_ideas(eve, source, target, reason=REASON)
    assert merge.counts == {"source": 3, "target": 3, "after": 5}
    assert merging.counts_of(merge)["without"] == 3
    assert count(target) == 5
    assert count(source) == 3, "the source keeps what it had"
    assert list(target.contributors.values_list("person", "role")) == [(bo.pk, "merged")]
    assert reconciling.drifts() == []


def test_a_supporter_may_object_for_seven_days(
    bo: Person, cy: Person, eve: Person, crowd: list[Person], challenge: Challenge, submit: Submit
) -> None:
    source, target = submit(bo, challenge, "One bin"), submit(cy, challenge, "Two bins")
    for who in crowd[:2]:
        supporting.support_idea(who, source)
    merge = merging.merge_ideas(eve, source, target, reason=REASON)
    merging.object_to_merge(crowd[0], merge)
    assert count(target) == 1
    with pytest.raises(NotAllowed):
        merging.object_to_merge(crowd[4], merge)
    target.refresh_from_db()
    supporting.withdraw_support(crowd[1], target)
    assert count(target) == 0
    with in_days(8), pytest.raises(NotAllowed):
        merging.object_to_merge(crowd[1], merge)
    merging.unmerge(eve, merge)
    assert count(source) == 2


def test_ballots_follow_the_merge_and_what_is_too_much_comes_back(
    bo: Person, cy: Person, eve: Person, max_: Person, challenge: Challenge, submit: Submit
) -> None:
    a, b, c = (submit(bo, challenge, f"Idea {n}") for n in range(3))
    points, ranking = ballots.rule_of(challenge, "points"), ballots.rule_of(challenge, "ranking")
    assert points
    assert ranking
    with in_days(6):
        balloting.cast_ballot(cy, challenge, kind="points", lines={a.pk: 3, b.pk: 2, c.pk: 3})
        balloting.cast_ballot(cy, challenge, kind="ranking", lines={c.pk: 1, a.pk: 2, b.pk: 3})
        merge = merging.merge_ideas(eve, a, b, reason=REASON)
        own = ballots.lines_of(ballots.current(cy, challenge, "points"), points)
        assert own == {b.pk: 3, c.pk: 3}
        assert ballots.left(points, own) == 4
        ranked = ballots.lines_of(ballots.current(cy, challenge, "ranking"), ranking)
        assert ranked == {c.pk: 1, b.pk: 2}
        assert ballots.anonymous_ballots(challenge, points) == [own]
        merging.unmerge(eve, merge)
        assert ballots.lines_of(ballots.current(cy, challenge, "points"), points)[a.pk] == 3


def test_a_chain_counts_at_its_end(
    bo: Person, cy: Person, eve: Person, crowd: list[Person], challenge: Challenge, submit: Submit
) -> None:
    a, b, c = (submit(bo, challenge, f"Idea {n}") for n in range(3))
    for who, idea in zip(crowd, (a, b, c, a), strict=False):
        supporting.support_idea(who, idea)
    merging.merge_ideas(eve, a, b, reason=REASON)
    last = merging.merge_ideas(eve, b, c, reason=REASON)
    assert (count(b), count(c)) == (3, 4)
    assert reconciling.drifts() == []
    merging.unmerge(eve, last)
    assert (count(b), count(c)) == (3, 1)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    supports=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2)), max_size=9),
    lines=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.integers(1, 3)), max_size=6),
    coauthor=st.booleans(),
    way=st.permutations([0, 1, 2]),
)
def test_undoing_a_merge_restores_every_row(  # noqa: PLR0917
    bo: Person, cy: Person, eve: Person, crowd: list[Person], challenge: Challenge, submit: Submit,
    supports: list[tuple[int, int]], lines: list[tuple[int, int, int]], coauthor: bool, way: list[int],
) -> None:  # fmt: skip
    # Each example starts from the same rows.
    with transaction.atomic():
        ideas = [submit(author, challenge, f"Idea {n}") for n, author in enumerate((bo, cy, bo))]
        for who, idea in supports:
            supporting.support_idea(crowd[who], ideas[idea])
        if coauthor:
            coauthoring.agree(crowd[4], coauthoring.ask_coauthor(bo, ideas[0], crowd[4]))
        supporting.raise_concern(crowd[1], ideas[way[0]], text="Who empties the bins?")
        with in_days(6):
            for who, idea, value in lines:
                balloting.set_line(crowd[who], challenge, kind="points", idea=ideas[idea].pk, value=value)
            before = everything()
            merge = merging.merge_ideas(eve, ideas[way[0]], ideas[way[1]], reason=REASON)
            other = merging.merge_ideas(eve, ideas[way[1]], ideas[way[2]], reason=REASON)
            merging.unmerge(eve, other)
            merge.refresh_from_db()
            merging.unmerge(eve, merge)
            assert everything() == before
        transaction.set_rollback(True)
