"""Programs publish every kind of post and do with it what people do on the pages."""

import pytest

from activity.actions import publishing, reacting
from activity.models import CompanyValue, Post, ReactionSign, Vote
from communities.models import Community
from people.models import Person
from tests.activity.kinds import announce, ask, options
from tests.api.conftest import Program

V1 = "/api/v1"
pytestmark = pytest.mark.django_db


def test_a_poll_is_published_voted_in_and_ended(
    program: Program, bo: Person, cy: Person, hall: Community
) -> None:
    plan = {"options": ["Blue", "Green"], "is_hidden": True}
    body = {"community": hall.pk, "body": "Which?", "kind": "poll", "poll": plan}
    made = program(bo).post(f"{V1}/threads/", body)
    assert made.status_code == 201, made.json()
    poll = made.json()["post"]["poll"]
    assert [(row["text"], row["votes"]) for row in poll["options"]] == [("Blue", None), ("Green", None)]
    there = f"{V1}/threads/{made.json()['id']}/poll/"
    answer = program(cy).put(f"{there}vote/", {"options": [poll["options"][1]["id"]]})
    assert [row["votes"] for row in answer.json()["options"]] == [0, 1]
    assert program(bo).get(there).json()["options"][1]["votes"] is None
    assert program(cy).put(f"{there}end/").status_code == 403
    assert program(bo).put(f"{there}end/").status_code == 204
    ended = program(bo).get(there).json()
    assert (ended["is_closed"], ended["voters"], ended["options"][1]["votes"]) == (True, 1, 1)
    assert program(cy).put(f"{there}vote/", {"options": [poll["options"][0]["id"]]}).status_code == 403


@pytest.mark.parametrize(
    "poll",
    [None, {}, {"options": ["one"]}, {"options": ["a", "A"]}, {"options": ["a", "b"], "closes_at": "2001-01-01T00:00Z"}],
)  # fmt: skip
def test_what_is_no_poll_is_refused_by_field(
    program: Program, bo: Person, hall: Community, poll: object
) -> None:
    body = {"community": hall.pk, "body": "Which?", "kind": "poll", "poll": poll}
    answer = program(bo).post(f"{V1}/threads/", body)
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert not Post.objects.exists()


def test_a_vote_that_is_none_is_refused_and_the_outsider_finds_nothing(
    program: Program, bo: Person, dee: Person, lab: Community
) -> None:
    poll, other = ask(bo, lab), ask(bo, lab)
    there = f"{V1}/threads/{poll.post.thread_id}/poll/vote/"
    for chosen in ([], [options(other)[0]], options(poll), [10**30], "x"):
        assert program(bo).put(there, {"options": chosen}).status_code == 400
    assert program(dee).put(there, {"options": options(poll)[:1]}).status_code == 404
    assert not Vote.objects.exists()


def test_praise_is_given_and_read(
    program: Program, bo: Person, cy: Person, dee: Person, hall: Community, lab: Community
) -> None:
    value = CompanyValue.objects.get(key="craft")
    plan = {"people": [cy.pk], "value": value.pk}
    body = {"community": hall.pk, "body": "Thanks", "kind": "praise", "praise": plan}
    made = program(bo).post(f"{V1}/threads/", body)
    assert made.json()["post"]["praise"]["people"][0]["username"] == "cy"
    assert len(program(dee).get(f"{V1}/people/{cy.pk}/praise/").json()["results"]) == 1
    assert program(bo).post(f"{V1}/threads/", {**body, "community": lab.pk}).status_code == 400
    itself = program(bo).post(f"{V1}/threads/", {**body, "praise": {**plan, "people": [bo.pk]}})
    assert "yourself" in str(itself.json()["errors"])


def test_an_announcement_is_confirmed_followed_up_and_reminded(
    program: Program, bo: Person, cy: Person, max_: Person, hall: Community
) -> None:
    body = {
        "community": hall.pk,
        "body": "Helmets",
        "kind": "announcement",
        "must_read": {"due_on": "2090-01-01"},
    }
    made = program(max_).post(f"{V1}/threads/", body).json()
    assert made["post"]["must_read"]["due_on"] == "2090-01-01"
    there = f"{V1}/threads/{made['id']}"
    assert program(cy).put(f"{there}/acknowledgement/").json()["read_at"]
    readers = f"{there}/readers/"
    names = [row["username"] for row in program(max_).get(readers).json()["results"]]
    assert names == ["bo"]
    everybody = program(max_).get(f"{readers}?state=all&page_size=1").json()
    assert (len(everybody["results"]), bool(everybody["next"])) == (1, True)
    assert program(bo).get(readers).status_code == 403
    assert program(max_).post(f"{there}/reminder/").status_code == 204
    assert program(max_).post(f"{there}/reminder/").status_code == 403


def test_an_announcement_need_not_be_confirmed(program: Program, max_: Person, hall: Community) -> None:
    body = {"community": hall.pk, "body": "Lunch", "kind": "announcement"}
    assert program(max_).post(f"{V1}/threads/", body).json()["post"]["must_read"] is None


def test_signs_are_laid_out_by_administrators_alone(program: Program, ada: Person, bo: Person) -> None:
    sign = {"label": "Clap", "emoji": "👏"}
    assert program(bo).post(f"{V1}/reaction-signs/", sign).status_code == 404
    made = program(ada).post(f"{V1}/reaction-signs/", sign).json()
    assert made["key"] == "clap"
    like = ReactionSign.objects.get(key="like")
    changed = program(ada).patch(f"{V1}/reaction-signs/{like.pk}/", {"is_active": False})
    assert changed.json()["is_active"] is False
    assert len(program(bo).get(f"{V1}/reaction-signs/").json()["results"]) == 6
    value = CompanyValue.objects.earliest("pk")
    assert program(ada).patch(f"{V1}/company-values/{value.pk}/", {"label": ""}).status_code == 400


def test_who_reacted_is_listed_as_far_as_one_may_see_people(
    program: Program, bo: Person, cy: Person, dee: Person, gus: Person, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Lunch?").thread
    reacting.react(cy, thread, kind="love")
    reacting.react(dee, thread, kind="like")
    there = f"{V1}/threads/{thread.pk}/reactions/"

    def names(who: Person, query: str = "") -> list[str]:
        rows = program(who).get(there + query).json()["results"]
        return [row["person"]["username"] for row in rows]

    assert names(bo) == ["dee", "cy"]
    assert names(bo, "?kind=love") == ["cy"]
    assert names(gus) == ["cy"]
    assert program(bo).put(f"{V1}/threads/{thread.pk}/reaction/", {"kind": "nonsense"}).status_code == 400


def test_the_stream_dresses_many_kinds_with_few_queries(
    program: Program, bo: Person, max_: Person, hall: Community, django_assert_max_num_queries: object
) -> None:
    for _number in range(5):
        ask(bo, hall)
        announce(max_, hall)
    client = program(bo)
    client.get(f"{V1}/stream/")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        assert len(client.get(f"{V1}/stream/").json()["results"]) == 10
