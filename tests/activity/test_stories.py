"""Conversation: what people do in threads, and who gets to see it."""

from typing import Any

import pytest

from activity import feed
from activity.actions import commenting, publishing, reacting
from activity.models import Comment, Post, Reaction, Thread
from communities.actions import membership
from communities.models import Community
from esn.kit.models import Event
from people.actions.following import follow_person
from people.models import Person
from people.policies import NotAllowed

pytestmark = pytest.mark.django_db


def publish(who: Person, where: Community, body: str = "Hello **all**", **kinds: Any) -> Post:
    return publishing.publish_post(who, community=where, body=body, **kinds)


def sees(viewer: Person, thread: Thread) -> bool:
    return Thread.objects.visible_to(viewer).filter(pk=thread.pk).exists()


def test_a_post_in_an_open_community_is_for_every_employee(
    bo: Person, dee: Person, gus: Person, hall: Community
) -> None:
    post = publish(bo, hall)
    assert sees(dee, post.thread)
    assert sees(gus, post.thread), "gus was invited to Hall"
    assert "<strong>all</strong>" in post.body_html


def test_the_outsider_sees_nothing_of_a_private_community(
    bo: Person, cy: Person, dee: Person, eve: Person, ada: Person, lab: Community
) -> None:
    post = publish(bo, lab)
    assert sees(bo, post.thread)
    for outsider in (cy, dee, eve, ada):
        assert not sees(outsider, post.thread), (
            f"{outsider} is no member; rank and office give no right to contents"
        )


def test_leaving_ends_sight_at_once(bo: Person, max_: Person, lab: Community) -> None:
    post = publish(max_, lab)
    assert sees(bo, post.thread)
    membership.leave_community(bo, lab)
    assert not sees(bo, post.thread)


def test_nobody_writes_where_they_cannot_read(dee: Person, bo: Person, lab: Community) -> None:
    post = publish(bo, lab)
    with pytest.raises(NotAllowed):
        publish(dee, lab)
    with pytest.raises(NotAllowed):
        commenting.add_comment(dee, post.thread, body="Let me in")
    with pytest.raises(NotAllowed):
        reacting.react(dee, post.thread, kind="like")
    assert (Comment.objects.count(), Reaction.objects.count()) == (0, 0)


def test_a_deactivated_author_stays_readable_but_cannot_write(eli: Person, hall: Community) -> None:
    with pytest.raises(NotAllowed):
        publish(eli, hall)


def test_a_reply_to_a_reply_stays_on_the_second_level(bo: Person, cy: Person, hall: Community) -> None:
    thread = publish(bo, hall).thread
    first = commenting.add_comment(cy, thread, body="one")
    second = commenting.add_comment(bo, thread, body="two", parent=first)
    third = commenting.add_comment(cy, thread, body="three", parent=second)
    assert third.parent == first
    thread.refresh_from_db()
    assert thread.comment_count == 3


def test_a_comment_of_another_thread_is_no_parent(bo: Person, hall: Community) -> None:
    one, other = publish(bo, hall).thread, publish(bo, hall).thread
    stranger = commenting.add_comment(bo, other, body="elsewhere")
    with pytest.raises(commenting.ParentElsewhere):
        commenting.add_comment(bo, one, body="answer", parent=stranger)


def test_a_mention_reaches_only_people_whom_the_writer_may_see(
    gus: Person, dee: Person, bo: Person, hall: Community
) -> None:
    assert not Person.objects.visible_to(gus).filter(pk=dee.pk).exists()
    post = publish(gus, hall, "Hi @dee and @bo")
    assert list(post.thread.mentions.values_list("person__username", flat=True)) == ["bo"]
    mentioned = Event.objects.filter(verb="activity.person_mentioned")
    assert list(mentioned.values_list("owner_id", flat=True)) == [bo.pk]


def test_another_sign_takes_the_place_of_the_first(bo: Person, cy: Person, hall: Community) -> None:
    thread = publish(bo, hall).thread
    reacting.react(cy, thread, kind="like")
    reacting.react(cy, thread, kind="love")
    assert list(thread.reactions.values_list("kind", flat=True)) == ["love"]
    assert Event.objects.filter(verb="activity.reaction_added").count() == 1


def test_only_the_author_edits(bo: Person, cy: Person, max_: Person, hall: Community) -> None:
    post = publish(bo, hall)
    for other in (cy, max_):
        with pytest.raises(NotAllowed):
            publishing.edit_post(other, post, body="mine now")
    publishing.edit_post(bo, post, body="Better #words")
    assert post.edited_at
    assert list(post.thread.taggings.values_list("tag__name", flat=True)) == ["words"]


def test_a_moderator_removes_with_a_reason_and_the_stream_forgets(
    bo: Person, cy: Person, max_: Person, hall: Community
) -> None:
    older, newer = publish(bo, hall, "older").thread, publish(bo, hall, "newer").thread
    with pytest.raises(NotAllowed):
        publishing.remove_thread(cy, newer)
    publishing.remove_thread(max_, newer, reason="Posted twice")
    hall.refresh_from_db()
    assert hall.tip_at == older.created_at
    assert [thread.pk for thread in feed.home(cy).threads] == [older.pk]


def test_an_announcement_is_made_by_who_runs_the_place(bo: Person, max_: Person, hall: Community) -> None:
    with pytest.raises(NotAllowed):
        publish(bo, hall, kind="announcement")
    assert publish(max_, hall, kind="announcement").kind == "announcement"


def test_who_asked_names_the_answer(bo: Person, cy: Person, hall: Community) -> None:
    question = publish(bo, hall, "How?", kind="question")
    answer = commenting.add_comment(cy, question.thread, body="So.")
    with pytest.raises(NotAllowed):
        commenting.accept_answer(cy, answer)
    commenting.accept_answer(bo, answer)
    question.refresh_from_db()
    assert question.accepted_answer == answer
    commenting.remove_comment(cy, answer)
    question.refresh_from_db()
    assert question.accepted_answer is None


def test_following_brings_open_posts_home_but_no_private_ones(
    bo: Person, dee: Person, hall: Community, lab: Community, everyone: Community
) -> None:
    shown, hidden = publish(bo, hall).thread, publish(bo, lab).thread
    assert feed.home(dee).threads == []
    follow_person(dee, bo)
    assert [thread.pk for thread in feed.home(dee).threads] == [shown.pk]
    assert hidden.pk in [thread.pk for thread in feed.home(bo).threads]
