"""Streams and what one pays attention to, for programs: the same as on the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from rest_framework.test import APIClient

from activity.actions import commenting, filtering, publishing
from activity.models import Thread
from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from people.actions.following import follow_person
from people.models import Person

V1 = "/api/v1"
Program = Callable[[Person], APIClient]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, lab: Community) -> Thread:
    return publishing.publish_post(bo, community=lab, title="Crane", body="It creaks #steel").thread


def ids(client: APIClient, path: str, **query: str) -> list[int]:
    return [row["id"] for row in client.get(f"{V1}{path}", query).json()["results"]]


def test_a_thread_tells_what_is_ones_own(thread: Thread, bo: Person, max_: Person, program: Program) -> None:
    client = program(max_)
    there = f"{V1}/threads/{thread.pk}/"
    first = commenting.add_comment(bo, thread, body="One")
    assert client.put(f"{there}reading/", {"last_comment": first.pk}, format="json").status_code == 204
    commenting.add_comment(bo, thread, body="Two")
    assert client.put(f"{there}bookmark/", {"note": "Hook"}, format="json").json()["note"] == "Hook"
    assert client.put(f"{there}watch/", {"level": "following"}, format="json").status_code == 204
    shown = client.get(there).json()
    assert (shown["new_comments"], shown["is_unread"], shown["is_bookmarked"], shown["watch"]) == (
        1, True, True, "following",
    )  # fmt: skip
    client.put(f"{there}reading/")
    assert client.get(there).json()["new_comments"] == 0
    client.delete(f"{there}reading/?comment={first.pk}")
    assert client.get(there).json()["new_comments"] == 2


def test_home_is_ranked_on_demand_and_by_date_otherwise(
    cy: Person, bo: Person, hall: Community, program: Program
) -> None:
    with clock.at(clock.now() - timedelta(hours=5)):
        asked = publishing.publish_post(bo, community=hall, body="Ask @cy").thread
    told = publishing.publish_post(bo, community=hall, body="Canteen").thread
    client = program(cy)
    assert ids(client, "/stream/") == [told.pk, asked.pk]
    assert ids(client, "/stream/", order="ranked") == [asked.pk, told.pk]
    reasons = client.get(f"{V1}/threads/{asked.pk}/why/").json()
    assert {"points": 8, "text": "it mentions you"} in reasons
    assert client.get(f"{V1}/stream/", {"order": "loud"}).status_code == 400


def test_a_ranked_page_leads_to_the_next(cy: Person, bo: Person, hall: Community, program: Program) -> None:
    made = {publishing.publish_post(bo, community=hall, body=f"P{n}").thread.pk for n in range(45)}
    client, path, seen = program(cy), f"{V1}/stream/?order=ranked", []
    while path:
        page = client.get(path).json()
        seen += [row["id"] for row in page["results"]]
        path = page["next"]
    assert len(seen) == 45
    assert set(seen) == made


def test_the_other_streams_are_there_too(bo: Person, cy: Person, hall: Community, program: Program) -> None:
    follow_person(cy, bo)
    asked = publishing.publish_post(bo, community=hall, body="Why?", kind="question").thread
    client = program(cy)
    assert ids(client, "/stream/following/") == ids(client, "/stream/unanswered/") == [asked.pk]
    missed = client.get(f"{V1}/stream/missed/").json()
    assert [row["thread"]["id"] for row in missed["others"]] == [asked.pk]
    assert client.put(f"{V1}/stream/missed/", {"until": missed["until"]}, format="json").status_code == 204
    assert client.get(f"{V1}/stream/missed/").json()["others"] == []


def test_filters_are_made_changed_and_deleted(
    bo: Person, cy: Person, hall: Community, lab: Community, program: Program
) -> None:
    asked = publishing.publish_post(bo, community=hall, body="Why?", kind="question").thread
    client = program(cy)
    made = client.post(f"{V1}/filters/", {"name": "Q", "kind": "question"}, format="json")
    assert made.status_code == 201
    there = made["Location"]
    assert ids(client, f"/filters/{made.json()['id']}/threads/") == [asked.pk]
    assert client.patch(there, {"name": "Questions"}, format="json").json()["kind"] == "question"
    for wrong in (
        {"community": lab.pk},
        {"since_on": "2026-02-01", "until_on": "2026-01-01"},
        {"kind": "loud"},
    ):
        assert client.patch(there, wrong, format="json").status_code == 400
    filtering.save_filter(cy, name="Other")
    assert client.patch(there, {"name": "other"}, format="json").status_code == 403
    assert client.delete(there).status_code == 204
    assert [row["name"] for row in client.get(f"{V1}/filters/").json()["results"]] == ["Other"]


def test_bookmarks_and_muted_threads_of_a_community_one_left_are_not_there(
    thread: Thread, bo: Person, max_: Person, program: Program
) -> None:
    client = program(bo)
    comment = commenting.add_comment(max_, thread, body="Oil it")
    client.put(f"{V1}/threads/{thread.pk}/bookmark/")
    client.put(f"{V1}/comments/{comment.pk}/bookmark/")
    client.put(f"{V1}/threads/{thread.pk}/watch/", {"level": "muted"}, format="json")
    assert len(ids(client, "/bookmarks/")) == 2
    assert [row["id"] for row in client.get(f"{V1}/muted/").json()["threads"]] == [thread.pk]
    membership.remove_member(max_, thread.community, bo)
    assert ids(client, "/bookmarks/") == []
    assert client.get(f"{V1}/muted/").json()["threads"] == []
    assert client.put(f"{V1}/threads/{thread.pk}/bookmark/").status_code == 404


def test_people_and_tags_are_muted_and_let_in_again(
    thread: Thread, bo: Person, max_: Person, program: Program
) -> None:
    client = program(max_)
    for path in (f"/people/{bo.pk}/mute/", "/tags/steel/mute/"):
        assert client.put(V1 + path).status_code == 204
        assert ids(client, "/stream/") == []
        assert client.delete(V1 + path).status_code == 204
        assert ids(client, "/stream/") == [thread.pk]
    assert client.put(f"{V1}/people/{max_.pk}/mute/").status_code == 403


def test_how_one_reads_is_chosen_part_by_part(bo: Person, program: Program) -> None:
    client = program(bo)
    changed = client.patch(f"{V1}/stream/settings/", {"has_shortcuts": False}, format="json").json()
    assert changed == {"stream_order": "ranked", "has_shortcuts": False}
    assert client.get(f"{V1}/stream/settings/").json() == changed
