"""The bell for programs: the same rows, the same marks."""

from collections.abc import Callable

import pytest

from activity.actions import commenting, publishing
from communities.models import Community
from inbox import bell
from people.models import Person
from tests.api.conftest import Program
from tests.inbox.conftest import only

Round = Callable[[], None]
V1 = "/api/v1"


@pytest.fixture
def answered(hall: Community, max_: Person, bo: Person, clear: Round, work: Round) -> None:
    thread = publishing.publish_post(bo, community=hall, title="Lunch", body="Where?").thread
    clear()
    commenting.add_comment(max_, thread, body="At the **harbour**")
    work()


def test_a_program_reads_the_bell(answered: None, bo: Person, max_: Person, program: Program) -> None:
    client, row = program(bo), only(bo)
    (found,) = client.get(f"{V1}/notifications/?show=unread").json()["results"]
    assert found["id"] == row.pk
    assert found["text"] == "Max Moe answered you in Lunch"
    assert found["glimpse"] == "At the harbour"
    assert [person["username"] for person in found["people"]] == ["max"]
    assert found["page"].endswith(f"#comment-{row.comment_id}")
    assert client.get(f"{V1}/notifications/{row.pk}/").json() == found
    assert client.get(f"{V1}/notifications/count/").json() == {"unread": 1}
    assert program(max_).get(f"{V1}/notifications/{row.pk}/").status_code == 404


def test_a_program_marks_read_and_unread(answered: None, bo: Person, program: Program) -> None:
    client, there = program(bo), f"{V1}/notifications/{only(bo).pk}/read/"
    assert client.put(there).status_code == 204
    assert bell.count(bo) == 0
    assert client.delete(there).status_code == 204
    assert bell.count(bo) == 1
    assert client.put(f"{V1}/notifications/read/", {}, format="json").status_code == 204
    assert bell.count(bo) == 0


def test_a_program_chooses(hall: Community, bo: Person, program: Program) -> None:
    client = program(bo)
    chosen = client.patch(f"{V1}/notification-settings/", {"reaction": False}, format="json").json()
    assert (chosen["reaction"], chosen["mention"]) == (False, True)
    there = f"{V1}/notification-settings/communities/{hall.pk}/"
    assert client.get(there).json()["level"] == "normal"
    assert client.put(there, {"level": "all"}, format="json").json()["level"] == "all"
    assert client.put(there, {"level": "loud"}, format="json").status_code == 400


def test_an_administrators_program_sets_defaults(ada: Person, bo: Person, program: Program) -> None:
    program(bo).patch(f"{V1}/notification-settings/", {"follower": True}, format="json")
    there, wish = f"{V1}/notification-defaults/", {"follower": False, "for_everybody": True}
    assert program(bo).patch(there, wish, format="json").status_code == 403
    assert program(ada).patch(there, wish, format="json").json()["follower"] is False
    assert program(bo).get(f"{V1}/notification-settings/").json()["follower"] is False
