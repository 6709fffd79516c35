"""Talking through the API: the same sight, rights and effects as on the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activity.actions import commenting, publishing
from activity.models import Comment, Reaction, Thread
from communities.models import Community, Membership
from esn.kit.models import Event
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"


@pytest.fixture
def news(bo: Person, lab: Community) -> Thread:
    return publishing.publish_post(bo, community=lab, title="Press", body="The **press** runs. #steel").thread


def test_a_post_published_by_a_program_stands_in_the_stream(
    program: Program, bo: Person, lab: Community
) -> None:
    made = program(bo).post(f"{V1}/threads/", {"community": lab.pk, "body": "Hello *all*", "title": "Hi"})
    assert made.status_code == 201
    assert made["Location"].endswith(f"/api/v1/threads/{made.json()['id']}/")
    (first,) = program(bo).get(f"{V1}/stream/").json()["results"]
    assert first["title"] == "Hi"
    assert "<em>all</em>" in first["post"]["body_html"]
    assert first["community"]["slug"] == "lab"


def test_since_brings_only_what_is_new(program: Program, bo: Person, lab: Community, news: Thread) -> None:
    newest = program(bo).get(f"{V1}/stream/").json()["newest"]
    assert program(bo).get(f"{V1}/stream/", {"since": newest}).json()["results"] == []
    publishing.publish_post(bo, community=lab, body="Later")
    fresh = program(bo).get(f"{V1}/stream/", {"since": newest}).json()
    assert [thread["title"] for thread in fresh["results"]] == ["Later"]
    assert fresh["newest"] != newest


def test_a_stream_is_paged_without_gaps(program: Program, bo: Person, lab: Community) -> None:
    for number in range(45):
        publishing.publish_post(bo, community=lab, body=f"number {number}")
    seen, address = [], f"{V1}/communities/{lab.pk}/threads/"
    while address:
        page = program(bo).get(address).json()
        seen += [thread["title"] for thread in page["results"]]
        address = page["next"]
    assert seen == [f"number {number}" for number in reversed(range(45))]


@pytest.mark.parametrize("outsider", ["dee", "gus"])
def test_outsiders_meet_a_hidden_thread_as_a_missing_one(
    outsider: str, request: pytest.FixtureRequest, program: Program, lab: Community, news: Thread, bo: Person
) -> None:
    comment = commenting.add_comment(bo, news, body="Fine")
    person = request.getfixturevalue(outsider)
    assert not Membership.objects.filter(person=person, community=lab).exists()
    client, before = program(person), _state()
    for method, there, content in [
        ("get", "threads/{t}/", None),
        ("patch", "threads/{t}/", {"body": "x"}),
        ("delete", "threads/{t}/", None),
        ("put", "threads/{t}/reaction/", {"kind": "like"}),
        ("delete", "threads/{t}/reaction/", None),
        ("get", "threads/{t}/comments/", None),
        ("post", "threads/{t}/comments/", {"body": "x"}),
        ("get", "comments/{c}/", None),
        ("patch", "comments/{c}/", {"body": "x"}),
        ("delete", "comments/{c}/", None),
        ("put", "comments/{c}/solution/", None),
        ("put", "comments/{c}/reaction/", {"kind": "like"}),
    ]:
        hidden = getattr(client, method)(f"{V1}/{there.format(t=news.pk, c=comment.pk)}", content)
        missing = getattr(client, method)(f"{V1}/{there.format(t=987654, c=987654)}", content)
        assert (hidden.status_code, hidden.content) == (404, missing.content), (method, there)
    assert client.get(f"{V1}/communities/{lab.pk}/threads/").status_code == 404
    assert client.get(f"{V1}/stream/").json()["results"] == []
    assert client.get(f"{V1}/tags/steel/threads/").json()["results"] == []
    assert client.post(f"{V1}/threads/", {"community": lab.pk, "body": "x"}).status_code == 400
    assert _state() == before


def _state() -> list[int]:
    return [model.objects.count() for model in (Thread, Comment, Reaction, Event)]


def test_what_the_outsider_may_not_see_of_a_person_is_not_counted(
    program: Program, bo: Person, dee: Person, news: Thread
) -> None:
    assert program(dee).get(f"{V1}/people/{bo.pk}/threads/").json()["results"] == []
    assert len(program(bo).get(f"{V1}/people/{bo.pk}/threads/").json()["results"]) == 1


def test_comments_are_added_edited_and_taken_away(
    program: Program, bo: Person, max_: Person, news: Thread
) -> None:
    client = program(bo)
    made = client.post(f"{V1}/threads/{news.pk}/comments/", {"body": "First"}).json()
    reply = client.post(f"{V1}/threads/{news.pk}/comments/", {"body": "Second", "parent": made["id"]}).json()
    assert reply["parent"] == made["id"]
    assert client.patch(f"{V1}/comments/{made['id']}/", {"body": "Changed"}).json()["body"] == "Changed"
    assert program(max_).patch(f"{V1}/comments/{made['id']}/", {"body": "Mine"}).status_code == 403
    assert program(max_).delete(f"{V1}/comments/{made['id']}/?reason=Off+topic").status_code == 204
    first, second = client.get(f"{V1}/threads/{news.pk}/comments/").json()["results"]
    assert (first["is_removed"], first["body"], first["body_html"]) == (True, "", "")
    assert second["body"] == "Second"
    assert Comment.objects.get(pk=made["id"]).removal_reason == "Off topic"


def test_a_solution_is_named_once_however_often_it_is_sent(
    program: Program, bo: Person, max_: Person, lab: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Why?", kind="question").thread
    answer = commenting.add_comment(max_, thread, body="Because.")
    for _ in range(2):
        assert program(bo).put(f"{V1}/comments/{answer.pk}/solution/").status_code == 204
    assert program(bo).get(f"{V1}/threads/{thread.pk}/").json()["post"]["accepted_answer"] == answer.pk
    assert program(max_).put(f"{V1}/comments/{answer.pk}/solution/").status_code == 403
    program(bo).delete(f"{V1}/comments/{answer.pk}/solution/")
    assert program(bo).get(f"{V1}/threads/{thread.pk}/").json()["post"]["accepted_answer"] is None


def test_another_sign_takes_the_place_of_the_first(program: Program, bo: Person, news: Thread) -> None:
    client, there = program(bo), f"{V1}/threads/{news.pk}/reaction/"
    client.put(there, {"kind": "like"})
    client.put(there, {"kind": "love"})
    shown = client.get(f"{V1}/threads/{news.pk}/").json()
    assert (shown["reactions"], shown["my_reaction"]) == ({"love": 1}, "love")
    assert client.put(there, {"kind": "angry"}).json()["errors"]["kind"]
    client.delete(there)
    assert client.get(f"{V1}/threads/{news.pk}/").json()["reactions"] == {}


def test_only_the_author_edits_and_only_leaders_remove(
    program: Program, bo: Person, max_: Person, news: Thread
) -> None:
    assert program(max_).patch(f"{V1}/threads/{news.pk}/", {"body": "Mine"}).status_code == 403
    changed = program(bo).patch(f"{V1}/threads/{news.pk}/", {"body": "It stopped."}).json()
    assert (changed["title"], changed["post"]["body"]) == ("Press", "It stopped.")
    assert program(max_).delete(f"{V1}/threads/{news.pk}/").status_code == 400, "say why"
    assert program(max_).delete(f"{V1}/threads/{news.pk}/?reason=Not+here").status_code == 204
    assert program(bo).get(f"{V1}/threads/{news.pk}/").status_code == 404


def test_only_those_who_lead_announce(program: Program, bo: Person, lab: Community) -> None:
    refused = program(bo).post(
        f"{V1}/threads/", {"community": lab.pk, "body": "Hear", "kind": "announcement"}
    )
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert not Thread.objects.exists()


def test_a_stream_costs_the_same_however_long_it_is(program: Program, bo: Person, lab: Community) -> None:
    client, counts = program(bo), []
    client.get(f"{V1}/me/")
    for number in (1, 12):
        for _ in range(number):
            commenting.add_comment(bo, publishing.publish_post(bo, community=lab, body="x").thread, body="y")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{V1}/stream/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_mentions_and_moments_are_those_of_the_pages(
    program: Program, bo: Person, max_: Person, lab: Community
) -> None:
    before = timezone.now()
    shown = (
        program(bo)
        .post(f"{V1}/threads/", {"community": lab.pk, "body": "@max look <script>x</script>"})
        .json()
    )
    assert 'class="mention"' in shown["post"]["body_html"]
    assert "<script" not in shown["post"]["body_html"]
    assert Thread.objects.get(pk=shown["id"]).created_at >= before
