"""Who is asked for something, told of a ruling, or reminded; and who is told nothing any more."""

from collections.abc import Callable
from typing import Any

import pytest

from activity.actions import commenting, publishing, reacting, watching
from activity.models import Bookmark
from communities.actions import membership
from communities.models import Community
from esn.kit import clock, events
from ideas.actions import deciding, supporting
from inbox import bell
from inbox.actions import notifying, settling
from inbox.models import FanOut, Kind, Notification
from inbox.recipients import Call, readers_of
from inbox.verbs import ACKNOWLEDGED, ACKNOWLEDGEMENT_ASKED, BOOKMARK_DUE, PRAISE_GIVEN, SCHEDULE_REFUSED
from people.actions import following, joining
from people.models import Person
from tests.doors.world import board
from tests.inbox.conftest import texts, told

Round = Callable[[], None]


@pytest.fixture
def thread(hall: Community, max_: Person, dee: Person, clear: Round) -> Any:
    """A post of max's in Hall, where bo, cy and max meet; dee belongs to no community."""
    made = publishing.publish_post(max_, community=hall, title="Lunch", body="Where do we eat?").thread
    clear()
    return made


def test_an_announcement_asks_its_members_and_waits_until_they_acknowledge(
    thread: Any, bo: Person, cy: Person, dee: Person, max_: Person, work: Round
) -> None:
    events.record(ACKNOWLEDGEMENT_ASKED, actor=max_, about=thread.post, thread_id=thread.pk)
    work()
    assert texts(bo) == texts(cy) == ["Max Moe asks you to acknowledge Lunch"]
    assert told(dee) == told(max_) == []
    events.record(ACKNOWLEDGED, actor=bo, about=thread.post, thread_id=thread.pk, is_mandatory=True)
    work()
    assert texts(bo) == ["You acknowledged Lunch"]
    assert not bell.page(bo, "waiting").rows
    assert bell.page(cy, "waiting").rows


def test_leaders_hear_who_asks_until_one_of_them_answers(
    lab: Community, max_: Person, bo: Person, cy: Person, clear: Round, work: Round
) -> None:
    membership.change_role(max_, lab, bo, role="moderator")
    clear()
    request = membership.request_to_join(cy, lab)
    work()
    assert texts(max_) == texts(bo) == ["Cy Dahl would like to join Lab"]
    membership.decide_request(max_, request, accept=True)
    work()
    assert told(max_) == told(bo) == []
    assert texts(cy) == ["Max Moe let you into Lab"]


def test_a_declined_request_and_a_new_role_reach_the_person(
    lab: Community, max_: Person, bo: Person, cy: Person, clear: Round, work: Round
) -> None:
    request = membership.request_to_join(cy, lab)
    clear()
    membership.decide_request(max_, request, accept=False)
    membership.change_role(max_, lab, bo, role="owner")
    work()
    assert texts(cy) == ["Max Moe declined your request to join Lab"]
    assert texts(bo) == ["Max Moe made you an owner of Lab"]


def test_everybody_who_took_part_hears_what_becomes_of_an_idea(
    lab: Community, max_: Person, bo: Person, dee: Person, seat: Any, clear: Round, work: Round
) -> None:
    gil = seat("gil", "Gil", bo.unit)
    membership.add_member(max_, lab, gil)
    idea = board(max_, bo, lab)["idea"]
    supporting.support_idea(gil, idea)
    clear()
    reason = "It saves a day each week. " * 5
    deciding.decide_idea(max_, idea, outcome="adopt", reason_code="worth_it", reason_text=reason)
    work()
    assert texts(bo) == texts(gil) == ["Max Moe adopted Cranes"]
    assert told(dee) == told(max_) == []


def test_a_new_follower_and_one_who_stopped(bo: Person, cy: Person, work: Round) -> None:
    work()
    following.follow_person(cy, bo)
    work()
    assert texts(bo)[0] == "Cy Dahl follows you"
    following.unfollow_person(cy, bo)
    assert "follower" not in told(bo)


def test_reminders_and_refused_schedules_come_to_oneself(thread: Any, bo: Person, work: Round) -> None:
    bookmark = Bookmark.objects.create(person=bo, thread=thread, created_at=clock.now())
    events.record(BOOKMARK_DUE, actor=bo, about=bookmark, thread_id=thread.pk)
    events.record(SCHEDULE_REFUSED, actor=bo, about=thread.post)
    work()
    assert sorted(told(bo)) == ["bookmark", "schedule"]


def test_praise_reaches_each_person_praised(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    for person in (bo, cy):
        events.record(PRAISE_GIVEN, actor=max_, about=thread.post, owner=person, thread_id=thread.pk)
    work()
    assert texts(bo) == texts(cy) == ["Max Moe praised you in Lunch"]


def test_an_app_above_tells_through_the_same_door(
    bo: Person, max_: Person, work: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("inbox.models.notification._sights", {})
    event = events.record("moderation.ruled", actor=max_, about=bo)
    call = Call(Kind.RULING, Person.objects.filter(pk=bo.pk), subject="case:7")
    assert (notifying.notify(event, call), notifying.notify(event, call)) == (1, 0)
    assert told(bo) == ["ruling"]


def test_a_closed_account_is_told_nothing_and_its_bell_is_emptied(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    commenting.add_comment(bo, thread, body="One")
    work()
    assert Notification.objects.filter(person=max_).exists()
    joining.deactivate_person(None, max_)
    commenting.add_comment(cy, thread, body="Two")
    work()
    assert not Notification.objects.filter(person=max_).exists()


def test_the_readers_of_a_community_are_those_who_can_read_it(
    hall: Community,
    lab: Community,
    vault: Community,
    everyone: Community,
    gus: Person,
    dee: Person,
    eli: Person,
) -> None:
    for place in (hall, lab, vault, everyone):
        here = Person.objects.filter(readers_of(place), is_active=True)
        expected = [p for p in Person.objects.all() if Community.objects.readable_by(p).filter(pk=place.pk)]
        assert set(here) == set(expected), place


def test_follow_by_doing_is_what_makes_a_follower(thread: Any, dee: Person, bo: Person, work: Round) -> None:
    watching.follow_by_doing(dee, thread)
    commenting.add_comment(bo, thread, body="Come along")
    work()
    assert told(dee) == ["comment"]


def test_what_somebody_caused_can_be_forgotten_as_a_whole(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    reacting.react(bo, thread, kind="like")
    reacting.react(cy, thread, kind="like")
    work()
    settling.forget_actors([bo.pk])
    assert texts(max_) == ["Cy Dahl reacted to Lunch"]
    assert not FanOut.objects.exists()
