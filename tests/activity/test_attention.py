"""Reading marks and catching up: exact, private, and nothing leaks to whoever left."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from activity import feed
from activity.actions import commenting, publishing, reading
from activity.models import Comment, Reading, Thread
from activity.policies import NotAllowed
from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, lab: Community) -> Thread:
    return publishing.publish_post(bo, community=lab, body="The crane #steel").thread


def talk(thread: Thread, *authors: Person) -> list[Comment]:
    return [commenting.add_comment(author, thread, body="So.") for author in authors]


def news(viewer: Person) -> dict[str, int]:
    found: dict[str, int] = feed.home(viewer).state["news"]
    return found


def left(person: Person, ago: timedelta = timedelta(hours=4)) -> None:
    """Have somebody's last visit end."""
    person.left_at = clock.now() - ago
    person.save(update_fields=["left_at"])


def titles(catch_up: feed.CatchUp) -> list[str]:
    return [row.thread.title for row in (*catch_up.yours, *catch_up.others)]


def test_comments_by_others_after_what_was_read_are_new(thread: Thread, bo: Person, max_: Person) -> None:
    first, *_rest = talk(thread, bo, bo)
    assert news(max_) == {}
    reading.note_read(max_, cards={}, threads={thread.pk: first.pk})
    assert news(max_) == {str(thread.pk): 1}
    talk(thread, max_, bo)
    assert news(max_) == {str(thread.pk): 2}
    reading.mark_read(max_, thread)
    assert news(max_) == {}


def test_a_mark_never_moves_back_by_reading_and_not_beyond_what_there_is(
    thread: Thread, bo: Person, max_: Person
) -> None:
    first, second = talk(thread, bo, bo)
    reading.note_read(max_, cards={thread.pk: 2**60}, threads={})
    reading.note_read(max_, cards={}, threads={thread.pk: first.pk})
    assert Reading.objects.get(person=max_).last_comment_id == second.pk


def test_unread_from_here_stays_until_the_thread_is_opened(thread: Thread, bo: Person, max_: Person) -> None:
    comments = talk(thread, bo, bo, bo)
    reading.mark_read(max_, thread)
    reading.mark_unread(max_, thread, comment=comments[1])
    assert news(max_) == {str(thread.pk): 2}
    reading.note_read(max_, cards={thread.pk: comments[2].pk}, threads={})
    assert news(max_) == {str(thread.pk): 2}
    reading.note_read(max_, cards={}, threads={thread.pk: comments[2].pk})
    assert news(max_) == {}
    assert not Reading.objects.get(person=max_).is_unread


def test_whoever_may_not_see_a_thread_marks_nothing(thread: Thread, cy: Person, gus: Person) -> None:
    for outsider in (cy, gus):
        reading.note_read(outsider, cards={thread.pk: 1}, threads={thread.pk: 1})
        for act in (reading.mark_read, reading.mark_unread):
            with pytest.raises(NotAllowed):
                act(outsider, thread)
    assert not Reading.objects.exists()


def test_a_browser_tells_in_batches_and_nonsense_is_left_out(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    (comment,) = talk(thread, bo)
    browser = browse(max_)
    answer = browser.post(
        "/seen/", {"cards": f"{thread.pk}:{comment.pk},x,9:,:,-1:2,½:1", "threads": "99999:1"}
    )
    assert answer.status_code == 204
    assert list(Reading.objects.values_list("person", "thread", "last_comment_id")) == [
        (max_.pk, thread.pk, comment.pk)
    ]


def test_a_batch_costs_the_same_however_long_it_is(
    bo: Person, cy: Person, hall: Community, django_assert_max_num_queries: object
) -> None:
    made = [publishing.publish_post(bo, community=hall, body=f"P{n}").thread.pk for n in range(30)]
    with django_assert_max_num_queries(3):  # type: ignore[operator]
        reading.note_read(cy, cards=dict.fromkeys(made[:20], 0), threads=dict.fromkeys(made[20:], 0))
    assert Reading.objects.filter(person=cy).count() == 30


def test_a_visit_ends_after_a_pause(bo: Person) -> None:
    start = clock.now()
    for minutes in (0, 30, 60, 240, 245):
        with clock.at(start + timedelta(minutes=minutes)):
            reading.note_visit(Person.objects.get(pk=bo.pk))
    bo.refresh_from_db()
    assert bo.here_at == start + timedelta(minutes=245)
    assert bo.left_at == start + timedelta(minutes=60)


def test_what_one_missed_is_grouped_by_thread_with_who_wrote(
    thread: Thread, bo: Person, max_: Person, hall: Community
) -> None:
    reading.mark_read(max_, thread)
    left(max_)
    first, *_rest = talk(thread, bo, bo)
    publishing.publish_post(bo, community=hall, body="A new one")
    found = feed.missed(max_, feed.since_when(max_))
    assert titles(found) == ["A new one", "The crane #steel"]
    row = found.others[1]
    assert (row.count, row.names, row.first, row.is_new) == (2, ["Bo Berg"], first.pk, False)
    reading.mark_read(max_, thread)
    assert titles(feed.missed(max_, feed.since_when(max_))) == ["A new one"]


def test_what_one_follows_stands_first(thread: Thread, bo: Person, max_: Person) -> None:
    left(bo)
    talk(thread, max_)
    found = feed.missed(bo, feed.since_when(bo))
    assert [row.thread.pk for row in found.yours] == [thread.pk]


def test_marking_all_as_read_leaves_what_came_meanwhile(thread: Thread, bo: Person, max_: Person) -> None:
    left(max_)
    shown = clock.now()
    with clock.at(shown + timedelta(minutes=5)):
        talk(thread, bo)
    with clock.at(shown + timedelta(minutes=6)):
        reading.catch_up(max_, until=shown)
        assert titles(feed.missed(max_, feed.since_when(max_))) == ["The crane #steel"]
        reading.catch_up(max_)
        assert titles(feed.missed(max_, feed.since_when(max_))) == []
    with clock.at(shown + timedelta(minutes=7)):
        reading.catch_up(max_, until=shown)
    max_.refresh_from_db()
    assert max_.caught_up_at == shown + timedelta(minutes=6)


def test_nothing_older_than_the_cut_off_is_unread(thread: Thread, bo: Person, max_: Person) -> None:
    reading.mark_read(max_, thread)
    talk(thread, bo)
    Comment.objects.update(created_at=clock.now() - timedelta(days=61))
    assert news(max_) == {}


def test_whoever_left_a_community_learns_nothing_new_of_it(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    reading.mark_read(bo, thread)
    left(bo)
    talk(thread, max_)
    assert "The crane" in browse(bo).get("/streams/missed/").content.decode()
    membership.remove_member(max_, thread.community, bo)
    bo = Person.objects.get(pk=bo.pk)
    assert titles(feed.missed(bo, feed.since_when(bo))) == []
    assert news(bo) == {}
    for path in ("/streams/missed/", "/streams/missed/?since=all", "/", "/streams/unanswered/"):
        assert "The crane" not in browse(bo).get(path).content.decode()


def test_old_marks_are_forgotten(thread: Thread, max_: Person) -> None:
    reading.mark_read(max_, thread)
    assert reading.forget_old_readings() == 0
    with clock.at(clock.now() + timedelta(days=91)):
        assert reading.forget_old_readings() == 1


def test_a_thread_opens_at_the_first_new_comment(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    talk(thread, *[bo] * 55)
    seventh = Comment.objects.order_by("pk")[52]
    reading.note_read(max_, cards={}, threads={thread.pk: seventh.pk})
    browser = browse(max_)
    page = browser.get(thread.get_absolute_url()).content.decode()
    assert "Go to the 2 new comments" in page
    assert 'id="new"' not in page
    page = browser.get(thread.get_absolute_url() + "?unread=1").content.decode()
    assert page.index('id="new"') < page.index(f'id="comment-{seventh.pk + 1}"')
    assert page.index('id="new"') > page.index(f'id="comment-{seventh.pk}"')


def test_a_thread_asks_few_questions(
    thread: Thread, bo: Person, max_: Person, browse: Browse, django_assert_max_num_queries: object
) -> None:
    (first,) = talk(thread, bo)
    reading.note_read(max_, cards={}, threads={thread.pk: first.pk})
    talk(thread, *[bo] * 20)
    browser = browse(max_)
    browser.get(thread.get_absolute_url())
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        browser.get(thread.get_absolute_url())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/streams/following/", "Nothing from people you follow"),
        ("/streams/unanswered/", "Every question has an answer"),
        ("/streams/missed/", "You are up to date"),
        ("/saved/", "Nothing saved yet"),
        ("/saved/?q=crane", "Nothing you saved matches"),
        ("/streams/filters/", "Make a stream of your own"),
    ],
)
def test_an_empty_stream_says_so_and_what_to_do(dee: Person, browse: Browse, path: str, words: str) -> None:
    assert words in browse(dee).get(path).content.decode()


def test_unanswered_shows_others_questions_of_ones_own_communities(
    bo: Person, cy: Person, max_: Person, hall: Community, lab: Community
) -> None:
    def ask(author: Person, place: Community, body: str) -> Thread:
        return publishing.publish_post(author, community=place, body=body, kind="question").thread

    ask(cy, hall, "Mine")
    wanted = ask(bo, hall, "Why?")
    answered = ask(bo, hall, "When?")
    commenting.add_comment(max_, answered, body="Now")
    ask(bo, lab, "Hidden")
    assert [thread.pk for thread in feed.unanswered(cy).threads] == [wanted.pk]
