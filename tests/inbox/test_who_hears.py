"""Who hears of what, and who does not."""

from collections.abc import Callable
from typing import Any

import pytest

from activity.actions import commenting, publishing, reacting
from activity.models import Muting, Watch
from communities.models import Community
from esn.kit import clock, events
from esn.kit.models import Event
from inbox import bell
from inbox.actions import choosing
from inbox.models import Notification
from inbox.verbs import ACKNOWLEDGEMENT_ASKED
from people.models import Person
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
