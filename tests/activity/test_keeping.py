"""What is kept for later: found again, remembered once, gone for whoever may no longer see it; and own filters."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from activity import events, feed
from activity.actions import commenting, filtering, holding, keeping, publishing
from activity.models import Bookmark, Comment, SavedFilter, Thread
from activity.policies import NotAllowed
from activity.tasks import remind
from communities.actions import membership
from communities.models import Community
from esn.kit import clock
from esn.kit.models import Event
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, lab: Community) -> Thread:
    return publishing.publish_post(bo, community=lab, title="Crane", body="It creaks").thread


@pytest.fixture
def comment(max_: Person, thread: Thread) -> Comment:
    return commenting.add_comment(max_, thread, body="Oil it")


def due() -> list[tuple[int | None, int]]:
    return list(Event.objects.filter(verb=events.BOOKMARK_DUE).values_list("owner_id", "object_id"))


def test_a_button_keeps_and_drops(thread: Thread, comment: Comment, bo: Person, browse: Browse) -> None:
    browser = browse(bo)
    for path in (f"/threads/{thread.pk}/keep/", f"/comments/{comment.pk}/keep/"):
        answer = browser.post(path, headers={"HX-Request": "true"}).content.decode()
        assert 'data-is-kept="true"' in answer
    assert Bookmark.objects.filter(person=bo).count() == 2
    assert feed.home(bo).state["kept"] == [thread.pk]
    browser.post(f"/threads/{thread.pk}/keep/")
    assert list(Bookmark.objects.values_list("comment", flat=True)) == [comment.pk]


def test_keeping_twice_is_once(thread: Thread, bo: Person) -> None:
    first = keeping.keep(bo, thread, note="Look at the hook")
    again = keeping.keep(bo, thread)
    assert (first.pk, again.note) == (again.pk, "Look at the hook")


def test_what_is_kept_is_found_by_title_text_and_note(thread: Thread, comment: Comment, bo: Person) -> None:
    keeping.keep(bo, thread, note="For Friday")
    keeping.keep(bo, thread, comment=comment)

    def found(words: str) -> int:
        return feed.kept(bo, words).count()

    assert [found(words) for words in ("", "crane", "creaks", "friday", "oil", "crane friday", "hook")] == [
        2, 2, 1, 1, 1, 1, 0,
    ]  # fmt: skip


def test_it_vanishes_for_whoever_left_and_comes_back_with_them(
    thread: Thread, comment: Comment, bo: Person, max_: Person, browse: Browse
) -> None:
    keeping.keep(bo, thread)
    kept = keeping.keep(bo, thread, comment=comment)
    membership.remove_member(max_, thread.community, bo)
    bo = Person.objects.get(pk=bo.pk)
    browser = browse(bo)
    assert "Crane" not in browser.get("/saved/").content.decode()
    assert browser.get(f"/saved/{kept.pk}/").status_code == 404
    assert browser.post(f"/threads/{thread.pk}/keep/").status_code == 404
    membership.add_member(max_, thread.community, bo)
    assert feed.kept(bo).count() == 2


def test_a_held_or_removed_comment_is_not_quoted(
    thread: Thread, comment: Comment, bo: Person, max_: Person
) -> None:
    keeping.keep(bo, thread, comment=comment)
    holding.hold_comment(comment)
    assert feed.kept(bo).count() == 0
    holding.release_comment(comment)
    commenting.remove_comment(max_, comment)
    assert feed.kept(bo).count() == 0


def test_an_outsider_keeps_nothing(thread: Thread, cy: Person, gus: Person) -> None:
    for outsider in (cy, gus):
        with pytest.raises(NotAllowed):
            keeping.keep(outsider, thread)


def test_a_reminder_comes_once(thread: Thread, bo: Person) -> None:
    kept = keeping.keep(bo, thread, remind_at=clock.now() + timedelta(hours=1))
    remind()
    assert due() == []
    with clock.at(clock.now() + timedelta(hours=2)):
        remind()
        remind()
        assert due() == [(bo.pk, kept.pk)]
        keeping.keep(bo, thread, remind_at=clock.now() + timedelta(hours=1))
    with clock.at(clock.now() + timedelta(hours=4)):
        remind()
        assert len(due()) == 2


def test_nobody_is_reminded_of_what_they_may_not_see(
    thread: Thread, comment: Comment, bo: Person, max_: Person
) -> None:
    soon = clock.now() + timedelta(hours=1)
    keeping.keep(bo, thread, remind_at=soon)
    keeping.keep(bo, thread, comment=comment, remind_at=soon)
    membership.remove_member(max_, thread.community, bo)
    with clock.at(soon + timedelta(minutes=1)):
        remind()
    assert due() == []
    assert not Bookmark.objects.filter(reminded_at=None).exists()


@pytest.mark.parametrize(
    ("when", "on", "days"), [("tomorrow", "", range(1, 2)), ("week", "", range(1, 8)), ("", "", None)]
)
def test_a_note_and_a_reminder_are_given_on_a_page(
    thread: Thread, bo: Person, browse: Browse, when: str, on: str, days: range | None
) -> None:
    kept = keeping.keep(bo, thread)
    browse(bo).post(f"/saved/{kept.pk}/", {"note": "Hook", "when": when, "on": on})
    kept.refresh_from_db()
    assert kept.note == "Hook"
    assert (kept.remind_at is None) == (days is None)
    if kept.remind_at and days:
        assert (kept.remind_at.date() - clock.today()).days in days


def test_a_day_that_is_past_is_refused_and_nothing_typed_is_lost(
    thread: Thread, bo: Person, browse: Browse
) -> None:
    kept = keeping.keep(bo, thread)
    answer = browse(bo).post(f"/saved/{kept.pk}/", {"note": "Hook", "when": "date", "on": "2020-01-01"})
    assert answer.status_code == 422
    assert 'value="Hook"' in answer.content.decode()


def test_a_filter_lets_through_what_it_says(
    bo: Person, cy: Person, max_: Person, hall: Community, lab: Community
) -> None:
    asked = publishing.publish_post(bo, community=hall, body="Why?", kind="question").thread
    told = publishing.publish_post(max_, community=hall, body="Hear", kind="announcement").thread
    with clock.at(clock.now() - timedelta(days=100)):
        old = publishing.publish_post(bo, community=hall, body="Long ago").thread
    publishing.publish_post(bo, community=lab, body="Hidden", kind="question")

    def through(**wanted: object) -> list[int]:
        saved = filtering.save_filter(cy, name=f"My {len(cy.saved_filters.all())}", **wanted)
        return [thread.pk for thread in feed.filtered(cy, saved).threads]

    assert through(kind="question") == [asked.pk]
    assert through(kind="announcement") == [told.pk]
    assert through(kind="idea") == []
    assert through(author=bo) == [asked.pk, old.pk]
    assert through(author=bo, community=hall, kind="question") == [asked.pk]
    assert through(community=hall) == [told.pk, asked.pk]
    assert through(
        since_on=clock.today() - timedelta(days=101), until_on=clock.today() - timedelta(days=99)
    ) == [old.pk]


def test_a_filter_on_a_community_that_one_left_shows_and_names_nothing(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    saved = filtering.save_filter(bo, name="Mine", community=thread.community)
    browser = browse(bo)
    assert "Crane" in browser.get(f"/streams/filters/{saved.pk}/").content.decode()
    membership.remove_member(max_, thread.community, bo)
    page = browser.get(f"/streams/filters/{saved.pk}/").content.decode()
    assert "Crane" not in page
    assert "Lab" not in page


def test_nobody_filters_by_what_they_may_not_see(cy: Person, lab: Community, browse: Browse) -> None:
    with pytest.raises(NotAllowed):
        filtering.save_filter(cy, name="Lab", community=lab)
    answer = browse(cy).post("/streams/filters/new/", {"name": "Lab", "community": lab.pk})
    assert answer.status_code == 422
    assert not SavedFilter.objects.exists()


def test_there_are_at_most_twenty_filters_of_different_names(bo: Person, browse: Browse) -> None:
    for number in range(20):
        filtering.save_filter(bo, name=f"F{number}")
    with pytest.raises(filtering.TooManyFilters):
        filtering.save_filter(bo, name="One more")
    assert "Delete one first" in browse(bo).post("/streams/filters/new/", {"name": "X"}).content.decode()
    filtering.delete_filter(bo, SavedFilter.objects.get(slot=7))
    assert filtering.save_filter(bo, name="One more").slot == 7
    with pytest.raises(filtering.NameTaken):
        filtering.change_filter(bo, SavedFilter.objects.get(slot=1), name="one MORE")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedFilter.objects.create(person=bo, slot=21, name="Y", created_at=clock.now())


def test_a_pinned_filter_stands_in_the_navigation_of_its_owner(
    bo: Person, cy: Person, browse: Browse, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        browse(bo).post("/streams/filters/new/", {"name": "Cranes", "is_pinned": "on"})
    assert "Cranes" in browse(bo).get("/people/").content.decode()
    assert "Cranes" not in browse(cy).get("/people/").content.decode()
    saved = SavedFilter.objects.get()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        browse(bo).post(f"/streams/filters/{saved.pk}/edit/", {"name": "Lifts", "is_pinned": "on"})
    assert "Lifts" in browse(bo).get("/people/").content.decode()
    browse(bo).post(f"/streams/filters/{saved.pk}/remove/")
    assert "Lifts" not in browse(bo).get("/people/").content.decode()
