"""Pins, closed discussions, moves, and threads with very many comments."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from activity import threads
from activity.actions import commenting, moving, publishing, standing
from activity.models import Comment, Pin, Thread
from activity.policies import NotAllowed
from communities.actions import founding, membership
from communities.models import Community
from esn.kit import clock
from esn.kit.models import AuditEntry
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, hall: Community) -> Thread:
    return publishing.publish_post(bo, community=hall, body="House rules").thread


def test_a_pin_ends_by_itself(thread: Thread, max_: Person, cy: Person, hall: Community) -> None:
    standing.pin_thread(max_, thread, until=clock.now() + timedelta(days=1))
    assert threads.pinned(cy, hall) == [thread]
    Pin.objects.update(until=clock.now() - timedelta(seconds=1))
    assert threads.pinned(cy, hall) == []


def test_only_who_leads_pins_and_not_without_end(thread: Thread, max_: Person, bo: Person) -> None:
    with pytest.raises(NotAllowed):
        standing.pin_thread(bo, thread)
    for number in range(standing.MOST_PINS):
        standing.pin_thread(
            max_, publishing.publish_post(bo, community=thread.community, body=f"{number}").thread
        )
    with pytest.raises(standing.TooManyPins):
        standing.pin_thread(max_, thread)


def test_the_community_shows_its_pins(thread: Thread, max_: Person, cy: Person, browse: Browse) -> None:
    standing.pin_thread(max_, thread)
    assert 'class="pinned-posts' in browse(cy).get("/communities/hall/").content.decode()


def test_a_closed_discussion_is_read_not_answered(
    thread: Thread, bo: Person, cy: Person, browse: Browse
) -> None:
    standing.close_thread(bo, thread)
    with pytest.raises(NotAllowed):
        commenting.add_comment(cy, thread, body="But")
    assert "closed" in browse(cy).get(thread.get_absolute_url()).content.decode()
    standing.reopen_thread(bo, thread)
    commenting.add_comment(cy, thread, body="But")


def test_a_move_takes_sight_with_it(
    thread: Thread, max_: Person, cy: Person, bo: Person, hall: Community, lab: Community
) -> None:
    commenting.add_comment(cy, thread, body="Mine too")
    moving.move_thread(max_, thread, community=lab, reason="It is about the prototype")
    assert not Thread.objects.visible_to(cy).filter(pk=thread.pk).exists()
    assert not Comment.objects.visible_to(cy).exists()
    hall.refresh_from_db()
    lab.refresh_from_db()
    assert (hall.tip_at, lab.tip_at) == (None, thread.created_at)
    entry = AuditEntry.objects.get()
    assert (entry.before, entry.after) == ({"community": "Hall"}, {"community": "Lab"})


def test_what_others_wrote_in_private_is_not_moved_into_the_open(
    bo: Person, max_: Person, lab: Community, hall: Community
) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Idea").thread
    commenting.add_comment(max_, thread, body="Secret number 7")
    for actor in (bo, max_):
        with pytest.raises(moving.WiderAudience):
            moving.move_thread(actor, thread, community=hall)


def test_ones_own_words_alone_may_be_moved_into_the_open(bo: Person, lab: Community, hall: Community) -> None:
    thread = publishing.publish_post(bo, community=lab, body="Idea").thread
    moving.move_thread(bo, thread, community=hall)
    assert thread.community == hall


def test_a_stranger_moves_nothing(thread: Thread, cy: Person, dee: Person, browse: Browse) -> None:
    garden = founding.found_community(cy, name="Garden")
    membership.join_community(dee, garden)
    with pytest.raises(NotAllowed):
        moving.move_thread(cy, thread, community=garden)
    assert browse(dee).get(f"/threads/{thread.pk}/move/").status_code == 403


def test_the_consequences_are_shown_before_moving(
    thread: Thread, max_: Person, lab: Community, browse: Browse, cy: Person
) -> None:
    page = browse(max_).get(f"/threads/{thread.pk}/move/?to={lab.pk}").content.decode()
    assert "can read it today no longer could" in page


def write_many(thread: Thread, author: Person, number: int, parent: Comment | None = None) -> list[Comment]:
    rows = [
        Comment(
            thread=thread, author=author, parent=parent, body=str(n), body_html=str(n), created_at=clock.now()
        )
        for n in range(number)
    ]
    Comment.objects.bulk_create(rows)
    Thread.objects.filter(pk=thread.pk).update(comment_count=Comment.objects.filter(thread=thread).count())
    return list(Comment.objects.filter(thread=thread, parent=parent).order_by("pk"))


@pytest.mark.parametrize("place", [0, 49, 50, 777, 1999])
def test_a_link_opens_the_page_of_a_long_thread_that_holds_the_comment(
    thread: Thread, cy: Person, place: int
) -> None:
    comments = write_many(thread, cy, 2000)
    found = threads.discussion(thread, around=comments[place].pk)
    assert comments[place] in [talk.comment for talk in found.talks]
    assert len(found.talks) == threads.COMMENTS


def test_pages_of_a_long_thread_lead_there_and_back(thread: Thread, cy: Person) -> None:
    comments = write_many(thread, cy, 120)
    first = threads.discussion(thread)
    second = threads.discussion(thread, cursor=first.next)
    third = threads.discussion(thread, cursor=second.next)
    shown = [talk.comment for page in (first, second, third) for talk in page.talks]
    assert shown == comments
    assert (first.previous, second.previous, third.next) == (None, "", "")
    assert threads.discussion(thread, cursor=third.previous or "").talks[0].comment == comments[50]


def test_many_replies_to_one_comment_are_folded(
    thread: Thread, bo: Person, cy: Person, browse: Browse
) -> None:
    top = commenting.add_comment(cy, thread, body="Top")
    replies = write_many(thread, bo, 95, parent=top)
    talk = threads.discussion(thread).talks[0]
    assert (talk.replies, talk.earlier, talk.later) == (replies[:20], 0, 75)
    around = threads.discussion(thread, around=replies[50].pk).talks[0]
    assert (around.replies, around.earlier, around.later) == (replies[40:60], 40, 35)
    page = browse(bo).get(f"/comments/{top.pk}/replies/")
    assert page.status_code == 200
    assert page.content.decode().count('class="comment"') == 50


def test_a_long_thread_asks_no_more_than_a_short_one(thread: Thread, cy: Person, browse: Browse) -> None:
    client = browse(cy)
    write_many(thread, cy, 3)
    client.get(thread.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(thread.get_absolute_url())
    write_many(thread, cy, 300)
    with CaptureQueriesContext(connection) as many:
        client.get(thread.get_absolute_url())
    assert max(len(few), len(many)) <= 12
