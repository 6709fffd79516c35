"""A request that is sent twice under one key happens once."""

import pytest
from django.http import HttpResponse
from rest_framework.test import APIClient

from activity.actions import publishing
from activity.models import Comment, Thread
from communities.models import Community
from esn.kit.models import AnsweredRequest
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"


def post(client: APIClient, community: Community, body: str, key: str) -> HttpResponse:
    content = {"community": community.pk, "body": body}
    return client.post(f"{V1}/threads/", content, headers={"Idempotency-Key": key})


def test_a_retry_gets_the_same_answer_and_no_second_post(
    program: Program, bo: Person, lab: Community
) -> None:
    client = program(bo)
    first, second = (post(client, lab, "Once", "k1") for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert first["Content-Type"] == second["Content-Type"] == "application/json"
    assert second["Idempotent-Replay"] == "true"
    assert Thread.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(program: Program, bo: Person, lab: Community) -> None:
    post(program(bo), lab, "Once", "k1")
    answer = post(program(bo), lab, "Twice", "k1")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert Thread.objects.count() == 1


def test_a_key_belongs_to_its_person(program: Program, bo: Person, max_: Person, lab: Community) -> None:
    post(program(bo), lab, "Mine", "k1")
    assert post(program(max_), lab, "Mine too", "k1").status_code == 201
    assert Thread.objects.count() == 2


def test_a_refusal_leaves_the_key_free(program: Program, bo: Person, lab: Community) -> None:
    assert post(program(bo), lab, " ", "k1").status_code == 400
    assert not AnsweredRequest.objects.exists()
    assert post(program(bo), lab, "Now", "k1").status_code == 201


def test_what_is_refused_is_refused_with_a_key_too(
    program: Program, bo: Person, dee: Person, lab: Community
) -> None:
    assert post(program(bo, scope="read"), lab, "x", "k1").status_code == 403
    assert post(APIClient(), lab, "x", "k2").status_code == 401
    assert post(program(dee), lab, "x", "k3").status_code == 400
    assert not AnsweredRequest.objects.exists()
    assert not Thread.objects.exists()


@pytest.mark.parametrize("key", ["", "x" * 65, "a\tb"])
def test_a_key_that_is_none_is_refused(program: Program, bo: Person, lab: Community, key: str) -> None:
    assert post(program(bo), lab, "x", key).status_code == 400
    assert not Thread.objects.exists()


def test_answers_without_a_body_are_kept_too(program: Program, bo: Person, cy: Person) -> None:
    for _ in range(2):
        there = f"{V1}/people/{cy.pk}/follow/"
        assert program(bo).put(there, headers={"Idempotency-Key": "k"}).status_code == 204
    assert bo.following.count() == 1


def test_a_browser_session_beside_the_token_changes_nothing(
    program: Program, bo: Person, max_: Person, lab: Community
) -> None:
    client = program(bo)
    client.force_login(max_, backend="people.backends.SignIn")
    first, second = (post(client, lab, "Once", "k1") for _ in range(2))
    assert first.content == second.content
    assert Thread.objects.get().starter == bo


def test_a_kept_answer_is_for_its_route_alone(program: Program, bo: Person, lab: Community) -> None:
    thread = publishing.publish_post(bo, community=lab, body="x").thread
    for other in (thread, publishing.publish_post(bo, community=lab, body="y").thread):
        there = f"{V1}/threads/{other.pk}/comments/"
        assert program(bo).post(there, {"body": "z"}, headers={"Idempotency-Key": "k"}).status_code == 201
    assert Comment.objects.count() == 2


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded", "text/plain"])
def test_a_keyed_request_of_another_kind_is_refused_before_it_is_read(
    program: Program, bo: Person, kind: str
) -> None:
    answer = program(bo).generic(
        "POST", f"{V1}/threads/", "x=1", content_type=kind, headers={"Idempotency-Key": "k"}
    )
    assert answer.status_code == 415
    assert answer["Content-Type"] == "application/problem+json"
