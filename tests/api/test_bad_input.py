"""Whatever a broken or hostile program sends is answered as a problem, never as our own fault."""

import json
from typing import Any

import pytest
from rest_framework.test import APIClient

from activity.models import Thread
from communities.models import Community
from people.models import Person
from tests.api.conftest import Program

V1 = "/api/v1"
DEEP = "[" * 100_000 + "]" * 100_000


def send(client: APIClient, content: Any, kind: str = "application/json") -> object:
    answer = client.generic("POST", f"{V1}/threads/", content, content_type=kind)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code
    return answer.status_code


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ("", 400),
        ("{", 400),
        ("[]", 400),
        ("null", 400),
        ('"text"', 400),
        (DEEP, 400),
        ('{"a":' * 60_000 + "1" + "}" * 60_000, 400),
        (b"\xff\xfe{}", 400),
        ('{"community": NaN, "body": "x"}', 400),
        ('{"community": 1e999, "body": "x"}', 400),
        ('{"community": true, "body": "x"}', 400),
        ('{"community": ' + "9" * 30 + ', "body": "x"}', 400),
        ('{"community": ' + "9" * 5000 + ', "body": "x"}', 400),
        ('{"community": [1], "body": {"a": 1}}', 400),
        ('{"body": "' + "x" * 1_100_000 + '"}', 413),
    ],
)
def test_broken_json_is_refused(program: Program, bo: Person, content: str | bytes, status: int) -> None:
    assert send(program(bo), content) == status


@pytest.mark.parametrize("body", ["a\x00b", "\ud800", "   ", "x" * 65_537])
def test_words_that_no_table_takes_are_named(program: Program, bo: Person, lab: Community, body: str) -> None:
    answer = program(bo).generic(
        "POST",
        f"{V1}/threads/",
        json.dumps({"community": lab.pk, "body": body}),
        content_type="application/json",
    )
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["body"]
    assert not Thread.objects.exists()


@pytest.mark.parametrize(
    "kind", ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", ""]
)
def test_only_json_is_taken(program: Program, bo: Person, kind: str) -> None:
    assert send(program(bo), '{"body": "x"}', kind) == 415


def test_any_charset_that_is_claimed_is_read_as_utf8(program: Program, bo: Person, lab: Community) -> None:
    content: Any = json.dumps({"community": lab.pk, "body": "grün"}, ensure_ascii=False).encode()
    for charset in ("rot13", "nonsense", "utf-16"):
        kind = f"application/json; charset={charset}"
        assert program(bo).generic("POST", f"{V1}/threads/", content, content_type=kind).status_code == 201


@pytest.mark.parametrize(
    "query",
    [
        "cursor=%00",
        "cursor=abc",
        "cursor=W10",
        "cursor=WzEsMl0",
        "cursor=" + "A" * 900,
        "since=abc",
        "since=WzEsMl0",
        "cursor=WyIyMDI2LTAxLTAxIiwgMV0",
        "cursor=WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTld",
    ],
)
def test_a_damaged_cursor_is_a_plain_400(program: Program, bo: Person, lab: Community, query: str) -> None:
    for there in ("stream/", f"communities/{lab.pk}/threads/", f"people/{bo.pk}/threads/"):
        assert program(bo).get(f"{V1}/{there}?{query}").status_code == 400, there


@pytest.mark.parametrize("there", ["people/", "communities/", "org-units/", "sites/", "join-requests/"])
@pytest.mark.parametrize("cursor", ["%00", "abc", "W10", "WzFd", "WyJhIiwgWzFdXQ", "WyJhXHUwMDAwIiwgMV0"])
def test_lists_refuse_damaged_cursors(program: Program, bo: Person, there: str, cursor: str) -> None:
    assert program(bo).get(f"{V1}/{there}?cursor={cursor}").status_code == 400


@pytest.mark.parametrize(
    "query",
    [
        "search=%00",
        "department=x",
        "department=-1",
        "department=99999999999999999999",
        "site=1e3",
        "search=" + "x" * 300,
    ],
)
def test_filters_are_checked(program: Program, bo: Person, query: str) -> None:
    answer = program(bo).get(f"{V1}/people/?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"]


def test_page_sizes_are_bounded(program: Program, bo: Person, cy: Person) -> None:
    for size in ("0", "-3", "1e9", "99999999", "101", "²"):
        assert program(bo).get(f"{V1}/people/?page_size={size}").status_code == 400
    assert program(bo).get(f"{V1}/people/?page_size=").status_code == 200
    assert len(program(bo).get(f"{V1}/people/?page_size=1").json()["results"]) == 1


@pytest.mark.parametrize(
    "number", ["0", "9223372036854775807", "9223372036854775808", "9" * 40, "-1", "1.5", "x", "%00"]
)
def test_numbers_beyond_any_table_are_not_found(program: Program, bo: Person, number: str) -> None:
    client = program(bo)
    for there in (
        "people/{}/",
        "communities/{}/",
        "threads/{}/",
        "comments/{}/",
        "org-units/{}/",
        "sites/{}/",
    ):
        answer = client.get(f"{V1}/{there.format(number)}")
        assert answer.status_code == 404, there
        assert answer["Content-Type"] == "application/problem+json"


def test_methods_that_a_route_lacks_are_405(program: Program, bo: Person) -> None:
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(program(bo), method)(f"{V1}/people/").status_code == 405


def test_other_formats_are_not_negotiated(program: Program, bo: Person) -> None:
    assert program(bo).get(f"{V1}/me/", headers={"Accept": "text/html"})["Content-Type"] == "application/json"
