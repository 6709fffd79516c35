"""The board through the API."""

from datetime import timedelta

import pytest

from communities.models import Community
from esn.kit import clock
from ideas.actions import challenging, submitting
from ideas.models import Challenge, Decision, Idea
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"
REASON = "It saves every shift an hour, the parts are here, and two departments asked for it already."


def dates(days: int = 9) -> dict:
    now = clock.now()
    at = [now - timedelta(days=1), *(now + timedelta(days=days + more) for more in (0, 0, 9))]
    return dict(zip(("opens_at", "submissions_close_at", "voting_close_at", "decide_by"), at, strict=True))


@pytest.fixture
def challenge(max_: Person, lab: Community) -> Challenge:
    return challenging.launch_challenge(max_, community=lab, title="Cranes?", problem="Slow", **dates())


@pytest.fixture
def idea(bo: Person, challenge: Challenge) -> Idea:
    return submitting.submit_idea(bo, challenge, title="Hooks", proposal="Better hooks")


def test_a_leader_launches_and_a_member_answers(
    program: Program, max_: Person, bo: Person, lab: Community
) -> None:
    brief = {name: at.isoformat() for name, at in dates().items()}
    made = program(max_).post(
        f"{V1}/challenges/", {"community": lab.pk, "title": "Q?", "problem": "P", **brief}
    )
    assert (made.status_code, made.json()["manager"]["username"]) == (201, "max")
    there = f"{V1}/challenges/{made.json()['id']}/ideas/"
    answered = program(bo).post(there, {"title": "Hooks", "proposal": "Better hooks"})
    assert answered.status_code == 201
    assert [row["title"] for row in program(max_).get(there).json()["results"]] == ["Hooks"]
    assert (
        program(bo)
        .post(f"{V1}/challenges/", {"community": lab.pk, "title": "Q", "problem": "P", **brief})
        .status_code
        == 403
    )


def test_dates_follow_each_other(program: Program, max_: Person, lab: Community) -> None:
    brief = {name: at.isoformat() for name, at in dates(days=-30).items()}
    made = program(max_).post(
        f"{V1}/challenges/", {"community": lab.pk, "title": "Q?", "problem": "P", **brief}
    )
    assert made.status_code == 400
    assert not Challenge.objects.exists()


def test_numbers_of_supports_are_hidden_until_one_has_supported(
    program: Program, max_: Person, bo: Person, idea: Idea
) -> None:
    there = f"{V1}/ideas/{idea.pk}/"
    assert program(bo).put(f"{there}support/", {"benefit": "help"}).status_code == 204
    assert program(max_).get(there).json()["supports"] is None
    assert program(bo).get(there).json()["supports"] == 1
    assert program(bo).delete(f"{there}support/").status_code == 204
    assert program(bo).get(there).json()["supports"] is None


def test_a_decision_needs_a_reason_and_is_made_once(
    program: Program, max_: Person, bo: Person, idea: Idea
) -> None:
    there, words = f"{V1}/ideas/{idea.pk}/decision/", {"outcome": "adopt", "reason_code": "worth_it"}
    assert program(max_).put(there, {**words, "reason_text": "Fine."}).json()["errors"]["reason_text"]
    assert program(bo).put(there, {**words, "reason_text": REASON}).status_code == 403
    assert program(max_).put(there, {**words, "reason_text": REASON}).json()["decision"]["outcome"] == "adopt"
    assert program(max_).put(there, {**words, "reason_text": REASON}).status_code == 403
    assert Decision.objects.count() == 1


def test_a_parked_idea_needs_a_day(program: Program, max_: Person, idea: Idea) -> None:
    words = {"outcome": "park", "reason_code": "not_now", "reason_text": REASON}
    assert program(max_).put(f"{V1}/ideas/{idea.pk}/decision/", words).status_code == 400


@pytest.mark.parametrize("outsider", ["dee", "gus", "eve"])
def test_outsiders_meet_nothing_of_it(
    outsider: str, request: pytest.FixtureRequest, program: Program, challenge: Challenge, idea: Idea
) -> None:
    client = program(request.getfixturevalue(outsider))
    assert client.get(f"{V1}/challenges/").json()["results"] == []
    for there in (f"challenges/{challenge.pk}/", f"challenges/{challenge.pk}/ideas/", f"ideas/{idea.pk}/"):
        assert client.get(f"{V1}/{there}").status_code == 404
    assert client.put(f"{V1}/ideas/{idea.pk}/support/", {}).status_code == 404
    assert client.patch(f"{V1}/challenges/{challenge.pk}/", {"title": "x"}).status_code == 404
