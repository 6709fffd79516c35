"""Polls: who may vote, what is counted, and that nobody learns who chose what."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from activity.actions import publishing
from activity.actions.polling import PollClosed, PollPlan, close_poll, vote, withdraw_vote
from activity.kinds import polls
from activity.models import Post, Vote
from activity.policies import NotAllowed
from communities.models import Community
from esn.kit import clock
from esn.kit.models import Event
from people.models import Person
from tests.activity.kinds import ask, options

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def seen(viewer: Person, pk: int) -> polls.Result:
    return polls.results(viewer, [pk])[pk]


def test_a_vote_counts_and_another_choice_takes_its_place(bo: Person, cy: Person, hall: Community) -> None:
    poll = ask(bo, hall)
    blue, green, _red = options(poll)
    vote(cy, poll, options=[blue])
    vote(cy, poll, options=[green])
    assert [choice.count for choice in seen(bo, poll.pk).choices] == [0, 1, 0]
    assert seen(cy, poll.pk).choices[1].is_mine
    assert Event.objects.filter(verb="activity.poll_voted").count() == 1


def test_the_outsider_votes_no_more_than_they_read(bo: Person, dee: Person, lab: Community) -> None:
    poll = ask(bo, lab)
    with pytest.raises(NotAllowed):
        vote(dee, poll, options=options(poll)[:1])
    assert not Vote.objects.exists()


def test_one_answer_means_one_even_against_the_program(bo: Person, cy: Person, hall: Community) -> None:
    poll = ask(bo, hall)
    blue, green, _red = options(poll)
    with pytest.raises(ValidationError):
        vote(cy, poll, options=[blue, green])
    vote(cy, poll, options=[blue])
    row = {"poll": poll, "person": cy, "is_single": True, "at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(option_id=green, **row)


def test_several_answers_are_shares_of_the_people(
    bo: Person, cy: Person, max_: Person, hall: Community
) -> None:
    poll = ask(bo, hall, is_multiple=True)
    blue, green, red = options(poll)
    vote(cy, poll, options=[blue, green])
    vote(max_, poll, options=[green])
    result = seen(bo, poll.pk)
    assert (result.voters, [choice.percent for choice in result.choices]) == (2, [50, 100, 0])
    vote(cy, poll, options=[red])
    assert [choice.count for choice in seen(bo, poll.pk).choices] == [0, 1, 1]


def test_an_option_of_another_poll_is_no_choice(bo: Person, cy: Person, hall: Community) -> None:
    poll, other = ask(bo, hall), ask(bo, hall)
    with pytest.raises(ValidationError):
        vote(cy, poll, options=options(other)[:1])


def test_hidden_results_wait_for_the_vote_or_the_end_even_for_the_author(
    bo: Person, cy: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    poll = ask(bo, hall, is_hidden=True)
    vote(cy, poll, options=options(poll)[:1])
    assert [choice.count for choice in seen(bo, poll.pk).choices] == [None] * 3
    page = browse(bo).get(poll.post.thread.get_absolute_url()).content.decode()
    assert "poll-bar" not in page
    assert seen(cy, poll.pk).is_shown
    close_poll(bo, poll)
    assert seen(max_, poll.pk).is_shown


def test_a_poll_ends_at_its_time_or_when_its_author_says(
    bo: Person, cy: Person, max_: Person, hall: Community
) -> None:
    timed = ask(bo, hall, closes_at=timezone.now() + timedelta(hours=1))
    with clock.at(timezone.now() + timedelta(hours=2)), pytest.raises(PollClosed):
        vote(cy, timed, options=options(timed)[:1])
    poll = ask(bo, hall)
    with pytest.raises(NotAllowed):
        close_poll(cy, poll)
    close_poll(max_, poll)
    with pytest.raises(PollClosed):
        vote(cy, poll, options=options(poll)[:1])
    with pytest.raises(PollClosed):
        withdraw_vote(cy, poll)


@pytest.mark.parametrize("texts", [["one"], ["a", "A "], ["a", " "], [str(n) for n in range(13)]])
def test_what_is_no_poll_is_not_published(bo: Person, hall: Community, texts: list[str]) -> None:
    with pytest.raises(ValidationError):
        ask(bo, hall, *texts)
    with pytest.raises(ValidationError):
        publishing.publish_post(bo, community=hall, body="No options", kind="poll")
    with pytest.raises(ValidationError):
        publishing.publish_post(bo, community=hall, body="No poll", plan=PollPlan(["a", "b"]))
    assert not Post.objects.exists()


def test_nobody_can_tell_who_voted(
    bo: Person, cy: Person, hall: Community, max_: Person, browse: Browse
) -> None:
    poll = ask(bo, hall)
    vote(cy, poll, options=options(poll)[:1])
    event = Event.objects.get(verb="activity.poll_voted")
    assert (event.object_type, event.owner_id) == ("poll", None)
    for who in (bo, max_):
        page = browse(who).get(poll.post.thread.get_absolute_url()).content.decode()
        assert "1 person voted" in page
        assert "Cy Dahl" not in page


def test_voting_works_without_a_script(bo: Person, cy: Person, hall: Community, browse: Browse) -> None:
    poll = ask(bo, hall)
    page = poll.post.thread.get_absolute_url()
    vote_url = f"/threads/{poll.post.thread_id}/poll/vote/"
    sent = {f"poll-{poll.pk}": options(poll)[1], "poll-999": 3}
    answer = browse(cy).post(vote_url, sent, headers={"Referer": f"http://testserver{page}"})
    assert (answer.status_code, answer["Location"]) == (302, f"http://testserver{page}")
    assert "your choice" in browse(cy).get(page).content.decode()
    browse(cy).post(vote_url, {"withdraw": "1"})
    assert not Vote.objects.exists()


def test_a_script_that_sends_no_choice_gets_the_poll_back_with_a_sentence(
    bo: Person, hall: Community, browse: Browse
) -> None:
    poll = ask(bo, hall)
    vote_url = f"/threads/{poll.post.thread_id}/poll/vote/"
    answer = browse(bo).post(vote_url, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert 'role="alert">Choose one of the options.' in answer.content.decode()


def test_a_post_without_a_poll_has_none(bo: Person, hall: Community, browse: Browse) -> None:
    thread = publishing.publish_post(bo, community=hall, body="Hello").thread
    assert browse(bo).get(f"/threads/{thread.pk}/poll/").status_code == 404


def test_a_refused_poll_comes_back_as_it_was_typed(bo: Person, hall: Community, browse: Browse) -> None:
    typed = {
        "community": hall.pk,
        "kind": "poll",
        "body": "Which?",
        "poll_option": ["Only <one>", ""],
        "poll_multiple": "on",
        "poll_closes_at": "2001-01-01T10:00",
    }
    answer = browse(bo).post("/publish/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Only &lt;one&gt;"' in page
    assert 'name="poll_multiple" checked' in page
    assert "two to twelve options" in page
    assert "The end lies in the future" in page
    assert not Post.objects.exists()
