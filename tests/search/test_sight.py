"""What one may not see changes nothing: neither what is found, nor its order, nor a count, nor a guess."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.actions import commenting, holding, publishing
from activity.models import Comment, Thread
from communities.actions import founding, membership, settling
from communities.models import Community, Membership
from esn.search import sight
from esn.search.answering import Answer
from esn.search.models import Document
from esn.search.sources import SOURCES
from people.models import Person
from tests.api.conftest import Program, program
from tests.api.test_two_worlds import plain
from tests.search.conftest import Look

__all__ = ["program"]
CANARY = "zanzibar"
ASKED = [
    "oven",
    "oven zanzibar",
    "zanzibar",
    "zanzibra",
    "ovne",
    "zan",
    "oven&sort=date",
    "in:secret-zanzibar",
    "from:max oven",
    "kind:community",
    "tag:zanzibar",
    "%23zanzibar",
    "is:unanswered",
    "after:today",
    "-oven",
    "kind:comment",
]


def hide(max_: Person, bo: Person) -> None:
    """Write in a secret room much that changes how rare the words of the open ones are."""
    secret = founding.found_community(max_, name=f"Secret {CANARY}", kind="secret", description=CANARY)
    membership.add_member(max_, secret, bo)
    for number in range(12):
        body = f"oven oven {CANARY} {number} #{CANARY} ovens"
        thread = publishing.publish_post(max_, community=secret, body=body, kind="question").thread
        commenting.add_comment(bo, thread, body=f"oven {CANARY}")
    held = publishing.publish_post(
        max_, community=Community.objects.get(slug="hall"), body=f"{CANARY} oven"
    ).thread
    holding.hold_thread(held)


@pytest.fixture
def world(hall: Community, max_: Person, bo: Person, cy: Person, hear: Callable[[], None]) -> None:
    for body in ("An oven and a door", "A door, a door and an oven", "Ovens are warm", "oven"):
        thread = publishing.publish_post(max_, community=hall, body=body).thread
        commenting.add_comment(cy, thread, body="The door of the oven")
    hear()


@pytest.mark.parametrize("outsider", ["dee", "gus"])
def test_two_worlds_are_the_same_to_an_outsider(
    world: None,
    request: pytest.FixtureRequest,
    outsider: str,
    max_: Person,
    bo: Person,
    browse: Callable[[Person], Client],
    program: Program,
    hear: Callable[[], None],
) -> None:
    person = request.getfixturevalue(outsider)
    page, api = browse(person), program(person)
    addresses = [f"/search/?q={words}" for words in ASKED]
    addresses += [f"/jump/?q={words}" for words in ("ov", "zan", "secret", "zanzibra")]
    api_addresses = [f"/api/v1/search/?q={words}" for words in ASKED]
    api_addresses += ["/api/v1/search/suggest/?q=zan", "/api/v1/search/suggest/?q=ov"]

    def answers() -> dict[str, Any]:
        found = {}
        for client, there in [*((page, a) for a in addresses), *((api, a) for a in api_addresses)]:
            client.get(there)
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(there)
            assert answer.status_code == 200
            found[there] = (plain(answer.content), len(queries))
        return found

    hear()
    before = answers()
    hide(max_, bo)
    hear()
    after = answers()
    assert {there for there in before if before[there] != after[there]} == set()
    assert CANARY in browse(bo).get(f"/search/?q={CANARY}").content.decode().replace("<mark>", "")


def test_documents_are_seen_by_exactly_those_who_see_their_rows(
    world: None,
    hear: Callable[[], None],
    lab: Community,
    vault: Community,
    max_: Person,
    bo: Person,
    cy: Person,
    dee: Person,
    eli: Person,
    gus: Person,
    ada: Person,
) -> None:
    for room in (lab, vault):
        thread = publishing.publish_post(max_, community=room, body="inside").thread
        commenting.add_comment(max_, thread, body="inside too")
    hear()
    threads, comments = Thread.objects.order_by("pk"), Comment.objects.order_by("pk")
    holding.hold_thread(threads[0])
    holding.hold_comment(comments[1])
    publishing.remove_thread(max_, threads[2], reason="Twice")
    commenting.remove_comment(max_, comments[3], reason="Twice")
    for viewer in (max_, bo, cy, dee, eli, gus, ada):
        for kind, source in SOURCES.items():
            seen = set(sight.visible_to(viewer).filter(kind=kind).values_list("object_id", flat=True))
            assert seen == set(source.visible_to(viewer).values_list("pk", flat=True)), (viewer, kind)
    assert Document.objects.filter(kind="post", community_id=vault.pk).exists()


def test_who_leaves_or_is_locked_out_finds_nothing_any_more(
    look: Look, max_: Person, bo: Person, dee: Person, hall: Community, lab: Community
) -> None:
    publishing.publish_post(max_, community=lab, body="Secret oven")
    publishing.publish_post(max_, community=hall, body="Open oven")
    assert len(look(bo, "oven")) == 2
    Membership.objects.filter(community=lab, person=bo).delete()
    assert look(bo, "oven") == ["Open oven"]
    settling.edit_community(max_, hall, kind="private")
    assert look(dee, "oven") == []


def test_a_moved_thread_is_found_where_it_is(
    look: Look, max_: Person, bo: Person, cy: Person, hall: Community, lab: Community
) -> None:
    thread = publishing.publish_post(max_, community=hall, body="Moving oven").thread
    commenting.add_comment(bo, thread, body="oven too")
    assert len(look(cy, "oven")) == 2
    Thread.objects.filter(pk=thread.pk).update(community=lab)
    assert look(cy, "oven") == []
    assert len(look(bo, "oven in:lab")) == 2


def test_a_snippet_and_a_guess_come_from_what_one_sees(
    ask: Callable[..., Answer], max_: Person, dee: Person, bo: Person, lab: Community
) -> None:
    publishing.publish_post(max_, community=lab, body="The flugelhorn project", title="Flugelhorn")
    assert ask(bo, "flugelhron").meant == "flugelhorn"
    found = ask(dee, "flugelhron")
    assert (found.meant, found.total, found.hits, found.facets) == ("", 0, [], [])


def test_names_that_are_hidden_from_a_guest_are_not_suggested(
    world: None, gus: Person, dee: Person, browse: Callable[[Person], Client]
) -> None:
    assert b"D\\u00fcring" in browse(dee).get("/jump/?q=dee").content
    assert not re.search(b"ring", browse(gus).get("/jump/?q=dee").content)
