"""What is held back is seen by its author and by who leads the community, and by nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client

from activity import feed, threads
from activity.actions import commenting, holding, publishing, reacting
from activity.models import Comment, Thread, Watch
from activity.policies import NotAllowed
from communities.models import Community
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, hall: Community) -> Thread:
    return publishing.publish_post(bo, community=hall, body="The fork lift is broken").thread


def seers(thread: Thread, *people: Person) -> list[str]:
    return [p.username for p in people if Thread.objects.visible_to(p).filter(pk=thread.pk).exists()]


def test_a_held_thread_is_seen_by_its_author_and_who_leads(
    thread: Thread, bo: Person, cy: Person, max_: Person, dee: Person, ada: Person
) -> None:
    everybody = (bo, cy, max_, dee, ada)
    assert seers(thread, *everybody) == ["bo", "cy", "max", "dee", "ada"]
    holding.hold_thread(thread)
    assert seers(thread, *everybody) == ["bo", "max"]
    holding.release_thread(thread)
    assert seers(thread, *everybody) == ["bo", "cy", "max", "dee", "ada"]


def test_a_held_thread_is_in_no_stream(thread: Thread, bo: Person, cy: Person) -> None:
    assert [t.pk for t in feed.home(cy).threads] == [thread.pk]
    holding.hold_thread(thread)
    thread.community.refresh_from_db()
    assert thread.community.tip_at is None
    assert feed.home(cy).threads == []
    assert feed.home(bo).threads == []


def test_a_held_thread_takes_no_answer_and_no_sign(thread: Thread, bo: Person, cy: Person) -> None:
    holding.hold_thread(thread)
    for actor in (bo, cy):
        with pytest.raises(NotAllowed):
            commenting.add_comment(actor, thread, body="So?")
        with pytest.raises(NotAllowed):
            reacting.react(actor, thread, kind="like")


def test_the_page_of_a_held_thread_is_not_there_for_others(
    thread: Thread, browse: Browse, cy: Person, bo: Person
) -> None:
    holding.hold_thread(thread)
    assert browse(cy).get(thread.get_absolute_url()).status_code == 404
    assert browse(bo).get(thread.get_absolute_url()).status_code == 200


def test_a_held_comment_leaves_the_count_and_the_talk(
    thread: Thread, bo: Person, cy: Person, dee: Person
) -> None:
    comment = commenting.add_comment(cy, thread, body="Rubbish")
    holding.hold_comment(comment)
    holding.hold_comment(comment)
    thread.refresh_from_db()
    assert thread.comment_count == 0
    assert threads.discussion(thread).talks == []
    assert not Comment.objects.visible_to(dee).filter(pk=comment.pk).exists()
    assert Comment.objects.visible_to(cy).filter(pk=comment.pk).exists()
    holding.release_comment(comment)
    thread.refresh_from_db()
    assert thread.comment_count == 1


def test_removing_what_was_held_counts_nothing_twice(thread: Thread, cy: Person) -> None:
    comment = commenting.add_comment(cy, thread, body="Rubbish")
    holding.hold_comment(comment)
    commenting.remove_comment(cy, comment)
    thread.refresh_from_db()
    assert thread.comment_count == 0


def test_a_closed_thread_takes_signs_but_no_answers(thread: Thread, cy: Person) -> None:
    Thread.objects.filter(pk=thread.pk).update(closed_at=thread.created_at)
    thread.refresh_from_db()
    reacting.react(cy, thread, kind="like")
    with pytest.raises(NotAllowed):
        commenting.add_comment(cy, thread, body="One more thing")


def test_who_takes_part_follows_unless_they_chose_otherwise(thread: Thread, bo: Person, cy: Person) -> None:
    Watch.objects.create(person=cy, thread=thread, level="muted", is_chosen=True, since_at=thread.created_at)
    commenting.add_comment(cy, thread, body="Which one?")
    assert dict(Watch.objects.values_list("person__username", "level")) == {"bo": "following", "cy": "muted"}
