"""Two worlds: with and without what is hidden from them, an outsider gets the very same answers, at the same cost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.actions import commenting, publishing, reacting
from communities.actions import founding, membership
from communities.models import Community
from people.models import Person
from tests.api.conftest import Program

CANARY = "zanzibar"
PROGRAM_LISTS = [
    "people/",
    "people/?search=max",
    "people/{max}/",
    "people/{max}/threads/",
    "org-units/",
    "sites/",
    "communities/",
    "communities/?search=zanzibar",
    "communities/{hall}/",
    "communities/{lab}/",
    "communities/{hall}/members/",
    "communities/{hall}/threads/",
    "join-requests/",
    "stream/",
    "tags/zanzibar/threads/",
    "me/",
    "threads/{open}/",
    "threads/{open}/comments/",
]
PAGE_LISTS = [
    "/",
    "/communities/",
    "/communities/?q=zanzibar",
    "/communities/hall/",
    "/communities/lab/",
    "/people/",
    "/people/max/",
    "/people/max/threads/",
    "/tag/zanzibar/",
    "/search/?q=zanzibar",
    "/jump/?q=zanz",
    "/t/{open}/",
    "/new/",
]
VARYING = [
    rb'name="csrfmiddlewaretoken" value="[^"]*"',
    rb'nonce="[^"]*"',
    rb'"X-CSRFToken": "[^"]*"',
    rb'name="idempotency_key" value="[0-9a-f-]{32,36}"',  # a form's idempotency key
    rb'"[\w=-]+:[\w=-]+:[\w=-]+"',  # a signed subscription holds the time
]


def hide(max_: Person, bo: Person) -> None:
    """Put into the world what dee and gus must not notice."""
    secret = founding.found_community(max_, name=f"Secret {CANARY}", kind="secret", description=CANARY)
    membership.add_member(max_, secret, bo)
    for number in range(3):
        thread = publishing.publish_post(
            max_, community=secret, body=f"{CANARY} {number} #{CANARY} @bo"
        ).thread
        commenting.add_comment(bo, thread, body=CANARY)
        reacting.react(bo, thread, kind="like")


def plain(content: bytes) -> bytes:
    for pattern in VARYING:
        content = re.sub(pattern, b"", content)
    return content


def look(
    get: Callable[[str], Any], lists: list[str], names: dict[str, int]
) -> dict[str, tuple[int, bytes, int]]:
    """Return status, normalised body and number of queries of each answer, asked twice so that caches are warm."""
    answers = {}
    for there in lists:
        address = there.format(**names)
        get(address)
        with CaptureQueriesContext(connection) as queries:
            answer = get(address)
        answers[there] = (answer.status_code, plain(answer.content), len(queries))
    return answers


@pytest.fixture
def open_thread(hall: Community, max_: Person, bo: Person) -> int:
    thread = publishing.publish_post(max_, community=hall, body="Lunch?").thread
    commenting.add_comment(bo, thread, body="Yes")
    return thread.pk


@pytest.fixture
def names(open_thread: int, hall: Community, lab: Community, max_: Person) -> dict[str, int]:
    return {"open": open_thread, "hall": hall.pk, "lab": lab.pk, "max": max_.pk}


@pytest.mark.parametrize("outsider", ["dee", "gus"])
def test_programs_of_outsiders_notice_nothing(
    program: Program,
    request: pytest.FixtureRequest,
    outsider: str,
    names: dict[str, int],
    max_: Person,
    bo: Person,
) -> None:
    client = program(request.getfixturevalue(outsider))
    ask = lambda there: client.get(f"/api/v1/{there}")  # noqa: E731
    before = look(ask, PROGRAM_LISTS, names)
    hide(max_, bo)
    after = look(ask, PROGRAM_LISTS, names)
    assert after == before
    assert {status for status, _body, _queries in before.values()} <= {200, 404}
    assert CANARY in program(bo).get("/api/v1/communities/?search=zanzibar").content.decode()


@pytest.mark.parametrize("outsider", ["dee", "gus"])
def test_pages_of_outsiders_show_nothing(
    request: pytest.FixtureRequest,
    outsider: str,
    names: dict[str, int],
    max_: Person,
    bo: Person,
    browse: Callable[[Person], Client],
) -> None:
    client = browse(request.getfixturevalue(outsider))
    ask = lambda there: client.get(there, follow=True)  # noqa: E731
    before = look(ask, PAGE_LISTS, names)
    hide(max_, bo)
    after = look(ask, PAGE_LISTS, names)
    assert {there for there in PAGE_LISTS if before[there] != after[there]} == set()
    assert {status for status, _body, _queries in before.values()} <= {200, 404}
    assert CANARY in browse(bo).get("/communities/").content.decode()
