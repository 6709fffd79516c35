"""Many members: sieves, orders, deeds for all that match, lists in and out; and a worker that dies."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from activity.actions import publishing
from communities.actions import counting, membership, working
from communities.administering import Sieve
from communities.models import Community, Membership, MemberWork
from communities.policies import NotAllowed, forget_roles
from communities.views.exporting import harmless
from esn.kit import clock, events
from esn.kit.models import Event
from people.models import Person
from tests.conftest import Seat

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]
BULK = "/communities/hall/members/bulk/"


@pytest.fixture
def crowd(hall: Community) -> list[Person]:
    """Three hundred more members of Hall, who joined a year ago."""
    people = Person.objects.bulk_create(
        Person(username=f"p{n}", display_name=f"P {n:03}", sort_name=f"p {n:03}", search_text=f"p {n:03}")
        for n in range(300)
    )
    long_ago = timezone.now() - timedelta(days=400)
    Membership.objects.bulk_create(
        Membership(community=hall, person=person, since_at=long_ago, last_active_at=long_ago)
        for person in people
    )
    Community.objects.filter(pk=hall.pk).update(member_count=303)
    return list(people)


def names(client: Client, **asked: Any) -> list[str]:
    page = client.get("/communities/hall/members/", asked).context["page"]
    return [row.person.username for row in page]


def test_the_table_is_sieved_and_ordered(
    browse: Browse, max_: Person, bo: Person, cy: Person, gus: Person, hall: Community
) -> None:
    long_ago = timezone.now() - timedelta(days=100)
    Membership.objects.filter(person=cy).update(last_active_at=long_ago, since_at=long_ago)
    client = browse(max_)
    assert names(client) == ["bo", "cy", "gus", "max"]
    assert names(client, role="owner") == ["max"]
    assert names(client, external="yes") == ["gus"]
    assert names(client, department=cy.department_id) == ["cy"]
    assert names(client, inactive=90) == ["cy"]
    assert names(client, sort="joined")[-1] == "cy"
    assert names(client, sort="nonsense", department="x", inactive="9" * 30) == ["bo", "cy", "gus", "max"]
    assert names(browse(bo), role="owner") == ["bo", "cy", "gus", "max"]


def test_pages_of_each_order_hold_everybody_once(
    browse: Browse, max_: Person, hall: Community, crowd: list[Person]
) -> None:
    client = browse(max_)
    for sort in ("name", "joined", "active"):
        seen: list[str] = []
        cursor = ""
        while True:
            page = client.get("/communities/hall/members/", {"sort": sort, "cursor": cursor}).context["page"]
            seen += [row.person.username for row in page]
            cursor = page.next
            if not cursor:
                break
        assert len(seen) == len(set(seen)) == 303


def test_the_table_asks_the_database_little(
    browse: Browse,
    max_: Person,
    crowd: list[Person],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = browse(max_)
    with django_assert_max_num_queries(10):
        client.get("/communities/hall/members/", {"sort": "active", "inactive": "30", "q": "p"})


def test_chosen_members_get_a_role_after_one_more_question(
    browse: Browse, max_: Person, bo: Person, cy: Person, hall: Community
) -> None:
    rows = list(Membership.objects.filter(person__in=[bo, cy, max_]).values_list("pk", flat=True))
    words = {"deed": "role", "role": "moderator", "chosen": rows}
    client = browse(max_)
    assert "Make these 3 members" in client.post(BULK, words).content.decode()
    assert not Membership.objects.filter(role="moderator").exists()
    client.post(BULK, {**words, "confirmed": "1"})
    assert dict(Membership.objects.values_list("person__username", "role")) == {
        "max": "owner", "bo": "moderator", "cy": "moderator",
    }  # fmt: skip
    work = MemberWork.objects.get()
    assert (work.done, work.skipped) == (2, 1)


def test_all_that_match_are_taken_out_in_batches_that_survive_a_dead_worker(
    browse: Browse, max_: Person, bo: Person, hall: Community, crowd: list[Person]
) -> None:
    words = {"deed": "remove", "all": "1", "inactive": "180", "confirmed": "1"}
    browse(max_).post(BULK, words)
    work = MemberWork.objects.get()
    assert (work.total, work.finished_at) == (300, None)
    assert working._batch(work.pk)
    assert Membership.objects.filter(community=hall).count() == 203
    with clock.at(clock.now() + timedelta(minutes=5)):
        assert working.resume() == 1
    work.refresh_from_db()
    assert (work.done, work.skipped, work.finished_at is None) == (300, 0, False)
    hall.refresh_from_db()
    assert hall.member_count == Membership.objects.filter(community=hall).count() == 3
    page = browse(max_).get(f"/communities/hall/members/deeds/{work.pk}/").content.decode()
    assert "300 members were taken out" in page


def test_a_deed_stops_when_whoever_began_it_no_longer_runs_the_place(
    max_: Person, bo: Person, hall: Community, crowd: list[Person]
) -> None:
    membership.change_role(max_, hall, bo, role="owner")
    work = working.start_member_work(max_, hall, deed="remove", sieve=Sieve(inactive=180))
    membership.change_role(bo, hall, max_, role="member")
    working.carry_on(work.pk)
    work.refresh_from_db()
    assert work.done == 0
    assert "no longer runs" in work.remark


def test_members_and_outsiders_do_nothing_to_many(
    browse: Browse, bo: Person, dee: Person, hall: Community
) -> None:
    words = {"deed": "remove", "all": "1", "confirmed": "1"}
    for person in (bo, dee):
        assert browse(person).post(BULK, words).status_code == 403
        assert browse(person).get("/communities/hall/members/export.csv").status_code == 403
        with pytest.raises(NotAllowed):
            working.start_member_work(person, hall, deed="remove", sieve=Sieve())
    assert Membership.objects.count() == 3


def test_the_export_has_every_row_and_no_formula(
    browse: Browse, max_: Person, hall: Community, crowd: list[Person]
) -> None:
    Person.objects.filter(username="p7").update(display_name='=HYPERLINK("evil")')
    answer = browse(max_).get("/communities/hall/members/export.csv")
    text = b"".join(answer).decode()
    assert len(text.splitlines()) == 304
    assert "'=HYPERLINK" in text
    assert harmless("-1") == "'-1"
    some = browse(max_).get("/communities/hall/members/export.csv", {"role": "owner"})
    assert len(b"".join(some).decode().splitlines()) == 2


def test_a_list_is_looked_at_before_anybody_is_added_and_twice_is_once(
    browse: Browse, max_: Person, dee: Person, fay: Person, bo: Person, hall: Community
) -> None:
    client = browse(max_)
    text = f"user name;role\ndee;\nBO;member\n{fay.email};guest\n@dee;"
    file = SimpleUploadedFile("list.csv", b"\xef\xbb\xbf" + text.encode())
    there = client.post("/communities/hall/members/import/", {"file": file})["Location"]
    states = [line["state"] for line in MemberWork.objects.get().lines]
    assert states == ["new", "already", "new", "already"]
    assert Membership.objects.count() == 3
    for _ in range(2):
        client.post(f"{there}confirm/")
    assert Membership.objects.get(person=fay).role == "guest"
    assert Membership.objects.filter(community=hall).count() == 5
    hall.refresh_from_db()
    assert hall.member_count == 5
    assert "2 people were added" in client.get(there).content.decode()
    assert Event.objects.filter(verb="communities.member_added", owner_id=dee.pk).count() == 1


def test_one_wrong_line_adds_nobody(
    browse: Browse, max_: Person, dee: Person, gus: Person, hall: Community
) -> None:
    client = browse(max_)
    Membership.objects.filter(person=gus).delete()
    typed = {"text": "dee\nnobody\ngus\ndee;king"}
    there = client.post("/communities/hall/members/import/", typed)["Location"]
    page = client.get(there).content.decode()
    assert "3 lines are wrong" in page
    assert "confirm/" not in page
    assert client.post(f"{there}confirm/").status_code == 403
    assert not Membership.objects.filter(person=dee).exists()
    for bad in ({"text": ""}, {"file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00")}):
        assert client.post("/communities/hall/members/import/", bad).status_code == 422


def test_last_active_follows_what_people_do(bo: Person, cy: Person, hall: Community, seat: Seat) -> None:
    Membership.objects.update(last_active_at=timezone.now() - timedelta(days=50))
    post = publishing.publish_post(bo, community=hall, body="Hello")
    event = Event.objects.get(verb="activity.post_published", object_id=post.pk)
    for _ in range(2):
        events.deliver(event.pk)
    mine, other = Membership.objects.get(person=bo), Membership.objects.get(person=cy)
    assert (mine.last_active_at, mine.wrote_at) == (event.at, event.at)
    assert (other.wrote_at, other.last_active_at < event.at) == (None, True)
    Membership.objects.filter(person=bo).update(
        wrote_at=None, last_active_at=timezone.now() - timedelta(days=50)
    )
    assert counting.catch_up() >= 1
    assert Membership.objects.get(person=bo).wrote_at == event.at
    assert counting.catch_up() == 0
    forget_roles(bo)
