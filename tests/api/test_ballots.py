"""Ballots, drafts and talk through the API: one's own, within the rule, and gone with the membership."""

from datetime import timedelta
from typing import Any

import pytest

from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from ideas.actions import challenging, planning, submitting
from ideas.models import Challenge, Idea
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"


@pytest.fixture
def contest(max_: Person, lab: Community) -> Challenge:
    """A challenge in Lab that votes now."""
    now = clock.now()
    days = {"opens_at": -9, "submissions_close_at": -1, "voting_close_at": 9, "decide_by": 19}
    dates: Any = {name: now + timedelta(days=n) for name, n in days.items()}
    made = challenging.launch_challenge(max_, community=lab, title="Hooks?", problem="Slow", **dates)
    with clock.at(now - timedelta(days=5)):
        planning.choose_ballots(max_, made, {"points": {"amount": 5, "cap": 3}, "pairwise": {}})
    return made


@pytest.fixture
def ideas(max_: Person, contest: Challenge) -> list[Idea]:
    with clock.at(clock.now() - timedelta(days=5)):
        return [submitting.submit_idea(max_, contest, title=f"Hook {n}", proposal="Better") for n in range(3)]


def test_a_ballot_is_cast_changed_and_taken_back(
    program: Program, bo: Person, max_: Person, contest: Challenge, ideas: list[Idea]
) -> None:
    there, voter = f"{V1}/challenges/{contest.pk}/ballots/points/", program(bo)
    lines = [{"idea": ideas[0].pk, "value": 3}, {"idea": ideas[1].pk, "value": 2}]
    assert voter.put(there, {"lines": lines}, format="json").json()["lines"] == lines
    refused = voter.patch(there, {"idea": ideas[2].pk, "value": 1}, format="json")
    assert refused.status_code == 400
    assert "6" in refused.content.decode(), "the reason has the numbers"
    voter.patch(there, {"idea": ideas[1].pk, "value": 0}, format="json")
    assert [row["lines"] for row in voter.get(f"{V1}/own-ballots/").json()["results"]] == [lines[:1]]
    assert program(max_).get(there).status_code == 204, "nobody sees another's"
    assert program(max_).get(f"{V1}/own-ballots/").json()["results"] == []
    assert voter.delete(there).status_code == 204
    assert voter.get(there).status_code == 204


def test_pairs_are_ones_own(
    program: Program, bo: Person, max_: Person, contest: Challenge, ideas: list[Idea]
) -> None:
    voter = program(bo)
    pair = voter.post(f"{V1}/challenges/{contest.pk}/pairs/").json()
    assert {pair["left"], pair["right"]} < {idea.pk for idea in ideas}
    there = f"{V1}/pairs/{pair['id']}/"
    assert program(max_).put(there, {"answer": "left"}, format="json").status_code == 404
    assert voter.put(there, {"answer": "left"}, format="json").json()["answer"] == "left"
    assert voter.post(f"{V1}/challenges/{contest.pk}/pairs/").json()["id"] != pair["id"]


def test_who_leaves_the_community_sees_and_changes_nothing_there_any_more(
    program: Program, bo: Person, lab: Community, contest: Challenge, ideas: list[Idea]
) -> None:
    there, voter = f"{V1}/challenges/{contest.pk}/ballots/points/", program(bo)
    line = {"idea": ideas[0].pk, "value": 3}
    voter.patch(there, line, format="json")
    membership.leave_community(bo, lab)
    assert voter.get(f"{V1}/own-ballots/").json()["results"] == []
    assert voter.patch(there, line, format="json").status_code == 404
    assert contest.ballots.filter(superseded_at=None).count() == 1, "a leaver's vote stays until close"


def test_the_board_and_what_is_alike_are_read_by_programs(
    program: Program, bo: Person, contest: Challenge, ideas: list[Idea]
) -> None:
    columns = program(bo).get(f"{V1}/challenges/{contest.pk}/board/").json()["columns"]
    assert {row["key"]: row["total"] for row in columns}["open"] == 3
    roadmap = program(bo).get(f"{V1}/challenges/{contest.pk}/board/?view=roadmap").json()["columns"]
    assert [row["key"] for row in roadmap] == ["now", "next", "later", "done"]
    shown = program(bo).get(f"{V1}/challenges/{contest.pk}/").json()
    assert [row["kind"] for row in shown["ballots"]] == ["points", "pairwise"]


def test_a_challenge_is_not_launched_without_its_dates(
    program: Program, max_: Person, lab: Community
) -> None:
    made = program(max_).post(
        f"{V1}/challenges/", {"community": lab.pk, "title": "Q?", "problem": "P"}, format="json"
    )
    assert made.status_code == 400
