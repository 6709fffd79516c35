"""What stands in a bell is looked at again whenever it is shown: list, count, menu, link and API agree."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity.actions import commenting, holding, publishing, reacting
from activity.models import Thread
from communities.actions import founding, membership, settling
from communities.models import Community, Membership
from esn.kit import events
from inbox import bell
from inbox.actions import choosing
from inbox.models import Notification
from inbox.verbs import ACKNOWLEDGEMENT_ASKED, THREAD_MOVED
from people.actions import following, joining
from people.models import Person
from tests.api.test_two_worlds import plain
from tests.inbox.conftest import only, told

Round = Callable[[], None]
Browse = Callable[[Person], Client]
CANARY = "zanzibar"
PAGES = [
    "/",
    "/inbox/",
    "/inbox/?show=unread",
    "/inbox/?show=mentions",
    "/inbox/?show=waiting",
    "/inbox/menu/",
    "/inbox/count/",
    "/inbox/settings/",
]
PROGRAMS = ["notifications/", "notifications/?show=unread", "notifications/count/", "notification-settings/"]


@pytest.fixture
def spoken(lab: Community, max_: Person, bo: Person, clear: Round, work: Round) -> Thread:
    """In private Lab max named bo, in a post of bo's; bo's bell tells of it."""
    thread = publishing.publish_post(bo, community=lab, title=CANARY, body=f"{CANARY}?").thread
    clear()
    commenting.add_comment(max_, thread, body=f"{CANARY}, @bo")
    work()
    assert told(bo) == ["mention"]
    return thread


def everything(browse: Browse, person: Person) -> str:
    client = browse(person)
    return "".join(client.get(there).content.decode() for there in PAGES)


def move(actor: Person, thread: Thread, place: Community) -> None:
    Thread.objects.filter(pk=thread.pk).update(community=place)
    events.record(THREAD_MOVED, actor=actor, about=thread, thread_id=thread.pk)


REVOCATIONS: dict[str, Callable[[dict[str, Any]], object]] = {
    "removed from the community": lambda it: membership.remove_member(it["max"], it["lab"], it["bo"]),
    "left": lambda it: membership.leave_community(it["bo"], it["lab"]),
    "thread moved": lambda it: move(it["max"], it["thread"], it["vault"]),
    "thread removed": lambda it: publishing.remove_thread(it["max"], it["thread"], reason="Twice"),
    "comment removed": lambda it: commenting.remove_comment(
        it["max"], it["thread"].comments.get(), reason="Twice"
    ),
    "comment held": lambda it: holding.hold_comment(it["thread"].comments.get()),
}


@pytest.mark.parametrize("how", REVOCATIONS)
def test_what_was_closed_to_its_reader_is_gone_from_list_and_count(
    how: str, spoken: Thread, lab: Community, vault: Community, max_: Person, bo: Person, browse: Browse,
    work: Round,
) -> None:  # fmt: skip
    row = only(bo)
    choosing.choose_kinds(bo, switches={"membership": False})  # that he was put out is another story
    assert CANARY in everything(browse, bo)
    REVOCATIONS[how]({"thread": spoken, "lab": lab, "vault": vault, "max": max_, "bo": bo})
    assert (told(bo), bell.count(bo)) == ([], 0)
    work()
    if how == "comment held":  # nothing happened that a worker could hear of: the number is a few seconds old
        bell.forget([bo.pk])
    assert browse(bo).get(f"/inbox/{row.pk}/").status_code == 404
    if how not in {"comment removed", "comment held"}:  # bo's own thread still stands in the stream
        assert CANARY not in everything(browse, bo)
    assert "1 unread" not in everything(browse, bo)


def test_a_community_that_becomes_private_closes_the_bell_of_who_is_outside(
    hall: Community, max_: Person, dee: Person, browse: Browse, clear: Round, work: Round
) -> None:
    clear()
    publishing.publish_post(max_, community=hall, title="Plan", body="@dee look")
    work()
    assert told(dee) == ["mention"]
    settling.edit_community(max_, hall, kind="private")
    assert (told(dee), bell.count(dee)) == ([], 0)
    settling.edit_community(max_, hall, kind="open")
    assert told(dee) == ["mention"], "what is opened again is there again"


def test_what_a_closed_account_wrote_stays_told_and_its_following_does_not(
    hall: Community, max_: Person, cy: Person, bo: Person, clear: Round, work: Round
) -> None:
    clear()
    publishing.publish_post(cy, community=hall, body="@bo look")
    following.follow_person(cy, bo)
    work()
    assert sorted(told(bo)) == ["follower", "mention"]
    joining.deactivate_person(None, cy)
    assert told(bo) == ["mention"]


def test_a_guest_hears_of_what_lies_in_their_own_community_alone(
    hall: Community, lab: Community, everyone: Community, max_: Person, gus: Person, work: Round
) -> None:
    assert not Membership.objects.filter(person=gus, community=everyone).exists()
    for place in (hall, lab, everyone):
        publishing.publish_post(max_, community=place, title=place.name, body="@gus look")
    work()
    lines = bell.lines(bell.page(gus).rows)
    assert [line.text for line in lines if line.row.kind == "mention"] == ["Max Moe named you in Hall"]


def test_nobody_opens_or_marks_the_notification_of_another(
    spoken: Thread, bo: Person, max_: Person, dee: Person, browse: Browse
) -> None:
    row = only(bo)
    for stranger in (max_, dee):
        client = browse(stranger)
        assert client.get(f"/inbox/{row.pk}/").status_code == 404
        assert client.post(f"/inbox/{row.pk}/read/").status_code == 404
        assert client.post(f"/inbox/{row.pk}/unread/").status_code == 404
        client.post("/inbox/read/")
        client.post("/inbox/along/", {"thread": spoken.pk, "last": 10**9})
    row.refresh_from_db()
    assert row.is_unread


def hide(max_: Person, bo: Person, person: Person) -> None:
    """Have a secret community tell somebody of everything, and put them out again."""
    secret = founding.found_community(max_, name=f"Secret {CANARY}", kind="secret", description=CANARY)
    membership.add_member(max_, secret, bo)
    membership.add_member(max_, secret, person)
    thread = publishing.publish_post(person, community=secret, title=CANARY, body=CANARY).thread
    commenting.add_comment(bo, thread, body=f"{CANARY} @{person.username}")
    commenting.add_comment(bo, thread, body=CANARY)
    reacting.react(max_, thread, kind="like")
    events.record(ACKNOWLEDGEMENT_ASKED, actor=max_, about=thread.post, thread_id=thread.pk)
    if not person.is_external:
        membership.change_role(max_, secret, person, role="moderator")


@pytest.mark.parametrize("name", ["dee", "gus"])
def test_two_worlds_with_and_without_a_past_in_a_secret_place_look_the_same(
    name: str, request: pytest.FixtureRequest, hall: Community, max_: Person, bo: Person, browse: Browse, work: Round,
    program: Callable[..., Any],
) -> None:  # fmt: skip
    person: Person = request.getfixturevalue(name)
    publishing.publish_post(max_, community=hall, title="Lunch", body=f"@{name} come")
    work()
    client, api = browse(person), program(person)

    def look() -> dict[str, tuple[int, bytes, int]]:
        found = {}
        for ask, there in [(client.get, page) for page in PAGES] + [
            (api.get, f"/api/v1/{page}") for page in PROGRAMS
        ]:
            ask(there)
            with CaptureQueriesContext(connection) as queries:
                answer = ask(there)
            found[there] = (answer.status_code, plain(answer.content), len(queries))
        return found

    before = look()
    hide(max_, bo, person)
    work()
    secret = Community.objects.get(kind="secret", name__contains=CANARY)
    expected = {"mention", "reply", "reaction", "acknowledge"} | (set() if person.is_external else {"role"})
    assert expected <= set(told(person))
    membership.remove_member(max_, secret, person)
    work()
    assert Notification.objects.filter(person=person).count() > 4
    after = look()
    assert {there for there in before if before[there] != after[there]} == set()
    assert {status for status, _body, _queries in before.values()} == {200}
    assert "Lunch" in client.get("/inbox/").content.decode()


def test_the_page_asks_the_database_as_often_for_a_hundred_as_for_one(
    hall: Community, max_: Person, bo: Person, browse: Browse, clear: Round, work: Round
) -> None:
    clear()
    client = browse(bo)
    counted = []
    for number in (1, 30):
        for each in range(number):
            publishing.publish_post(max_, community=hall, title=f"Post {number}.{each}", body="@bo look")
        work()
        client.get("/inbox/")
        with CaptureQueriesContext(connection) as queries:
            page = client.get("/inbox/").content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 8
    assert len(re.findall(r'class="note ', page)) == 25
    assert "cursor=" in page


def test_an_ordinary_page_counts_once_and_then_remembers_for_a_moment(
    spoken: Thread, bo: Person, browse: Browse, max_: Person, work: Round
) -> None:
    client, asked = browse(bo), []
    for _again in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert "1 unread" in client.get("/people/").content.decode()
        asked.append(sum("inbox_" in query["sql"] for query in queries))
    assert asked == [1, 0]
    publishing.publish_post(max_, community=spoken.community, body="@bo again")
    work()
    assert "2 unread" in client.get("/people/").content.decode()
