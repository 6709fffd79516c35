"""Who hears of what, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest

from activity.actions import commenting, publishing, reacting, watching
from activity.models import Bookmark, Muting, Watch
from communities.actions import membership
from communities.models import Community
from esn.kit import clock, events
from esn.kit.models import Event
from ideas.actions import deciding, submitting
from inbox import bell
from inbox.actions import choosing, notifying, settling
from inbox.models import FanOut, Kind, Notification
from inbox.recipients import Call, readers_of
from inbox.verbs import ACKNOWLEDGED, ACKNOWLEDGEMENT_ASKED, BOOKMARK_DUE, PRAISE_GIVEN, SCHEDULE_REFUSED
from people.actions import following, joining
from people.models import Person
from tests.doors.world import board
from tests.inbox.conftest import only, texts, told

Round = Callable[[], None]


@pytest.fixture
def thread(hall: Community, max_: Person, dee: Person, clear: Round) -> Any:
    """A post of max's in Hall, where bo, cy and max meet; dee belongs to no community."""
    made = publishing.publish_post(max_, community=hall, title="Lunch", body="Where do we eat?").thread
    clear()
    return made


def test_who_is_answered_hears_of_it_and_nobody_else(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    commenting.add_comment(bo, thread, body="At the harbour")
    work()
    assert texts(max_) == ["Bo Berg answered you in Lunch"]
    assert told(bo) == []


def test_followers_hear_of_new_comments_and_it_folds(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    commenting.add_comment(bo, thread, body="At the harbour")
    work()
    for words in ("No", "Or yes"):
        commenting.add_comment(cy, thread, body=words)
    work()
    assert texts(bo) == ["Cy Dahl wrote 2 comments in Lunch"]
    row = only(bo)
    assert (row.count, row.people, row.is_unread) == (2, 1, True)
    assert texts(max_) == ["Cy Dahl and Bo Berg answered you in Lunch"]


def test_the_link_leads_to_the_first_comment_that_was_not_read(
    thread: Any, bo: Person, cy: Person, work: Round
) -> None:
    commenting.add_comment(bo, thread, body="One")
    work()
    first = commenting.add_comment(cy, thread, body="Two")
    commenting.add_comment(cy, thread, body="Three")
    work()
    assert bell.lines([only(bo)])[0].url.endswith(f"?comment={first.pk}#comment-{first.pk}")


def test_a_mention_is_told_once_and_not_also_as_an_answer(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    commenting.add_comment(bo, thread, body="Ask @max and @dee")
    work()
    assert told(max_) == ["mention"]


def test_who_switched_mentions_off_still_hears_of_the_answer(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    choosing.choose_kinds(max_, switches={"mention": False})
    commenting.add_comment(bo, thread, body="Ask @max")
    work()
    assert told(max_) == ["reply"]


def test_an_outsider_who_is_named_in_a_private_place_hears_nothing(
    lab: Community, bo: Person, dee: Person, clear: Round, work: Round
) -> None:
    clear()
    publishing.publish_post(bo, community=lab, body="Do not tell @dee")
    work()
    assert Event.objects.filter(owner_id=dee.pk, verb="activity.person_mentioned").exists()
    assert not Notification.objects.filter(person=dee).exists()


def test_an_edited_away_mention_is_taken_back(thread: Any, bo: Person, cy: Person, work: Round) -> None:
    comment = commenting.add_comment(bo, thread, body="@cy look")
    work()
    assert told(cy) == ["mention"]
    commenting.edit_comment(bo, comment, body="look")
    work()
    assert told(cy) == []


def test_a_question_its_answer_and_the_solution(
    hall: Community, bo: Person, max_: Person, clear: Round, work: Round
) -> None:
    question = publishing.publish_post(
        bo, community=hall, title="Which bolt?", body="M8 or M10?", kind="question"
    )
    clear()
    answer = commenting.add_comment(max_, question.thread, body="M8")
    work()
    assert texts(bo) == ["Max Moe answered your question Which bolt?"]
    commenting.accept_answer(bo, answer)
    work()
    assert texts(max_) == ["Bo Berg marked your answer as the solution of Which bolt?"]


def test_reactions_fold_and_a_withdrawn_one_leaves(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    reacting.react(bo, thread, kind="like")
    reacting.react(cy, thread, kind="love")
    work()
    assert texts(max_) == ["Cy Dahl and Bo Berg reacted to Lunch"]
    reacting.withdraw_reaction(cy, thread)
    work()
    assert texts(max_) == ["Bo Berg reacted to Lunch"]
    reacting.withdraw_reaction(bo, thread)
    work()
    assert told(max_) == []


def test_a_reaction_withdrawn_before_the_workers_came_is_never_told(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    reacting.react(bo, thread, kind="like")
    reacting.withdraw_reaction(bo, thread)
    work()
    assert told(max_) == []


def test_a_removed_comment_is_no_longer_counted(
    thread: Any, bo: Person, cy: Person, max_: Person, work: Round
) -> None:
    first = commenting.add_comment(bo, thread, body="One")
    second = commenting.add_comment(cy, thread, body="Two")
    work()
    assert only(max_).comment_id == first.pk
    commenting.remove_comment(bo, first)
    work()
    row = only(max_)
    assert (row.count, row.comment_id, row.actors) == (1, second.pk, [cy.pk])


def test_a_muted_thread_is_quiet_but_for_being_named(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    Watch.objects.filter(thread=thread, person=max_).update(level=Watch.Level.MUTED)
    reacting.react(bo, thread, kind="like")
    commenting.add_comment(bo, thread, body="Nothing for you")
    work()
    assert told(max_) == []
    commenting.add_comment(bo, thread, body="But this, @max")
    work()
    assert told(max_) == ["mention"]


def test_a_muted_person_is_not_even_heard_naming_me(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    Muting.objects.create(person=max_, muted_person=bo, since_at=clock.now())
    commenting.add_comment(bo, thread, body="@max @max")
    work()
    assert told(max_) == []


@pytest.mark.parametrize(
    ("level", "heard"),
    [
        ("none", []),
        ("mentions", ["reply"]),
        ("normal", ["reply", "reaction"]),
        ("all", ["reply", "reaction"]),
    ],
)
def test_a_community_is_as_loud_as_its_reader_wants(
    thread: Any, bo: Person, max_: Person, hall: Community, work: Round, level: str, heard: list[str]
) -> None:
    choosing.choose_level(max_, hall, level=level)
    reacting.react(bo, thread, kind="like")
    commenting.add_comment(bo, thread, body="An answer")
    work()
    assert told(max_) == heard


def test_every_new_post_reaches_who_asked_for_it(
    hall: Community, bo: Person, cy: Person, clear: Round, work: Round
) -> None:
    clear()
    choosing.choose_level(cy, hall, level="all")
    publishing.publish_post(bo, community=hall, title="News", body="We moved.")
    work()
    assert texts(cy) == ["Bo Berg posted News"]


def test_what_is_switched_off_is_not_told_and_duties_cannot_be(
    thread: Any, bo: Person, max_: Person, work: Round
) -> None:
    choosing.choose_kinds(max_, switches={"reaction": False, "acknowledge": False})
    reacting.react(bo, thread, kind="like")
    events.record(ACKNOWLEDGEMENT_ASKED, actor=bo, about=thread.post, thread_id=thread.pk)
    work()
    assert told(max_) == ["acknowledge"]


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
    submitting.support_idea(gil, idea)
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


def test_an_app_above_tells_through_the_same_door(bo: Person, max_: Person, work: Round) -> None:
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
