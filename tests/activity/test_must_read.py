"""Announcements that must be read: who is asked, who has, and who hears of it."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from activity.actions.announcing import RemindedToday, acknowledge, remind
from activity.kinds import announcements
from activity.models import Acknowledgement, Post
from activity.policies import NotAllowed
from communities.actions import membership
from communities.models import Community, Membership
from esn.kit import clock
from esn.kit.models import Event
from people.models import Person
from tests.activity.kinds import announce

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_confirming_counts_once_and_for_no_figure(bo: Person, max_: Person, lab: Community) -> None:
    row = announce(max_, lab)
    acknowledge(bo, row)
    acknowledge(bo, row)
    assert Acknowledgement.objects.count() == 1
    event = Event.objects.get(verb="activity.acknowledged")
    assert event.is_mandatory
    assert Event.objects.filter(verb="activity.acknowledgement_asked").count() == 1


def test_the_outsider_confirms_nothing(dee: Person, max_: Person, lab: Community) -> None:
    with pytest.raises(NotAllowed):
        acknowledge(dee, announce(max_, lab))


def test_asked_are_those_who_are_there_now(
    bo: Person, cy: Person, dee: Person, max_: Person, hall: Community, lab: Community
) -> None:
    members, readers = announce(max_, hall), announce(max_, hall, audience="readers")
    assert set(announcements.audience(members)) == {bo, cy}
    assert set(announcements.audience(readers)) >= {bo, cy, dee}
    membership.join_community(dee, hall)
    membership.leave_community(cy, hall)
    assert set(announcements.audience(members)) == {bo, dee}
    acknowledge(bo, members)
    assert announcements.progress(members) == announcements.Progress(read=1, total=2)


def test_it_waits_in_the_rail_until_it_is_confirmed(
    bo: Person, cy: Person, dee: Person, max_: Person, hall: Community, lab: Community, browse: Browse
) -> None:
    row, private = announce(max_, hall), announce(max_, lab)
    assert {found.pk for found in announcements.waiting(bo)} == {row.pk, private.pk}
    assert [found.pk for found in announcements.waiting(cy)] == [row.pk]
    assert announcements.waiting(dee) == []
    assert announcements.waiting(max_) == [], "who wrote it has read it"
    assert "waits to be read" in browse(cy).get("/").content.decode()
    acknowledge(cy, row)
    assert "waits to be read" not in browse(cy).get("/").content.decode()


def test_the_button_works_without_a_script_and_in_place(
    bo: Person, cy: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    row = announce(max_, hall)
    there = f"/threads/{row.post.thread_id}/acknowledge/"
    page = row.post.thread.get_absolute_url()
    assert "I have read this" in browse(bo).get(page).content.decode()
    assert "I have read this" not in browse(max_).get(page).content.decode()
    assert browse(bo).post(there)["Location"] == page
    piece = browse(cy).post(there, headers={"HX-Request": "true"}).content.decode()
    assert "You confirmed on" in piece
    assert "You confirmed on" in browse(bo).get(page).content.decode()


def test_only_author_and_leaders_see_who_has_not(
    bo: Person, cy: Person, dee: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    row = announce(max_, hall)
    acknowledge(cy, row)
    there = f"/threads/{row.post.thread_id}/readers/"
    for other in (bo, cy, dee):
        assert browse(other).get(there).status_code == 403
        assert browse(other).get(there[:-1] + ".csv").status_code == 403
    page = browse(max_).get(there).content.decode()
    assert "1 of 2 have read it" in page
    assert "Bo Berg" in page
    assert "Cy Dahl" not in page
    assert "Cy Dahl" in browse(max_).get(there + "?state=read&q=dahl").content.decode()
    assert "Nobody found" in browse(max_).get(there + "?q=zzz").content.decode()


def test_the_table_is_complete_and_no_formula(
    bo: Person, cy: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    Person.objects.filter(pk=bo.pk).update(display_name="=cmd|' /C calc'!A0", sort_name="a")
    row = announce(max_, hall)
    acknowledge(cy, row)
    answer = browse(max_).get(f"/threads/{row.post.thread_id}/readers.csv")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [line[1] for line in rows[1:]] == ["bo", "cy"]
    assert rows[1][0].startswith("'=cmd")
    assert (rows[1][4], rows[2][4]) == ("no", "yes")


def test_people_are_reminded_at_most_once_a_day(
    bo: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    row = announce(max_, hall)
    remind(max_, row)
    with pytest.raises(RemindedToday):
        remind(max_, row)
    with clock.at(timezone.now() + timedelta(days=1, minutes=1)):
        remind(max_, row)
    with pytest.raises(NotAllowed):
        remind(bo, row)
    assert Event.objects.filter(verb="activity.acknowledgement_reminded").count() == 2
    page = browse(max_).post(f"/threads/{row.post.thread_id}/remind/", follow=True).content.decode()
    assert "Give them a little time." in page


def test_the_page_of_many_readers_takes_few_queries(
    max_: Person, hall: Community, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = Person.objects.bulk_create(
        Person(username=f"p{n}", display_name=f"P {n}", sort_name=f"p {n:05}") for n in range(300)
    )
    now = timezone.now()
    Membership.objects.bulk_create(Membership(community=hall, person=p, since_at=now) for p in crowd)
    row = announce(max_, hall)
    client = browse(max_)
    there = f"/threads/{row.post.thread_id}/readers/"
    with django_assert_max_num_queries(10):
        page = client.get(there).content.decode()
    assert "0 of 302" in page
    assert "cursor=" in page
    table = client.get(there[:-1] + ".csv").content.decode()
    assert table.count("\r\n") == 303


def test_a_day_that_has_passed_is_told_and_the_words_are_kept(
    max_: Person, bo: Person, hall: Community, browse: Browse
) -> None:
    typed = {"community": hall.pk, "kind": "announcement", "body": "Helmets", "must_read": "on"}
    answer = browse(max_).post("/publish/", {**typed, "must_read_due_on": "2001-01-01"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This day has passed." in page
    assert "Helmets" in page
    answer = browse(bo).post("/publish/", typed)
    assert answer.status_code == 422
    assert "Only those who run a community" in answer.content.decode()
    assert not Post.objects.exists()
    assert browse(max_).post("/publish/", typed).status_code == 302
    assert Post.objects.get().must_read.audience == "members"
