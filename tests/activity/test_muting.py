"""Muting: out of one's own streams, and of nothing else; choices about a thread last."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from activity import feed
from activity.actions import commenting, muting, publishing, watching
from activity.models import Muting, Tag, Thread, Watch
from communities.models import Community
from esn.kit import clock
from people.actions.following import follow_person
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(bo: Person, lab: Community) -> Thread:
    return publishing.publish_post(bo, community=lab, body="The crane #steel").thread


def test_what_is_muted_leaves_my_streams_and_stays_in_its_places(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    follow_person(max_, bo)
    max_.left_at = clock.now() - timedelta(hours=4)
    other = publishing.publish_post(bo, community=thread.community, body="Another").thread

    def mine() -> set[int]:
        streams = (feed.home(max_), feed.ranked(max_), feed.following(max_))
        pages = [{t.pk for t in stream.threads} for stream in streams]
        assert pages[0] == pages[1] == pages[2]
        missed = feed.missed(max_, feed.since_when(max_))
        assert {row.thread.pk for row in (*missed.yours, *missed.others)} == pages[0]
        return pages[0]

    assert mine() == {thread.pk, other.pk}
    muting.mute_tag(max_, Tag.objects.get(name="steel"))
    assert mine() == {other.pk}
    watching.watch_thread(max_, other, level="muted")
    assert mine() == set()
    muting.unmute_tag(max_, Tag.objects.get(name="steel"))
    assert mine() == {thread.pk}
    muting.mute_person(max_, bo)
    assert mine() == set()
    for path in (thread.get_absolute_url(), "/tag/steel/", "/communities/lab/", "/people/bo/threads/"):
        assert "crane" in browse(max_).get(path).content.decode()


def test_nobody_mutes_themselves_and_twice_is_once(bo: Person, cy: Person) -> None:
    with pytest.raises(muting.MutedOneself):
        muting.mute_person(bo, bo)
    muting.mute_person(bo, cy)
    muting.mute_person(bo, cy)
    assert Muting.objects.count() == 1


def test_a_choice_about_a_thread_outlasts_taking_part(thread: Thread, bo: Person, max_: Person) -> None:
    watching.watch_thread(max_, thread, level="neither")
    commenting.add_comment(max_, thread, body="So.")
    assert Watch.objects.get(person=max_).level == "neither"


def test_the_same_choice_again_takes_it_back(thread: Thread, max_: Person, browse: Browse) -> None:
    browser = browse(max_)
    for level in ("muted", "neither"):
        browser.post(f"/threads/{thread.pk}/watch/", {"level": "muted"})
        assert Watch.objects.get(person=max_).level == level
    assert browser.post(f"/threads/{thread.pk}/watch/", {"level": "loud"}).status_code == 422


def test_the_settings_page_lists_what_is_muted_and_remembers_choices(
    thread: Thread, bo: Person, max_: Person, browse: Browse
) -> None:
    muting.mute_person(max_, bo)
    watching.watch_thread(max_, thread, level="muted")
    browser = browse(max_)
    page = browser.get("/settings/reading/").content.decode()
    assert "Bo Berg" in page
    assert "The crane" in page
    browser.post("/settings/reading/", {"stream_order": "newest"})
    assert 'data-shortcuts="off"' in browser.get("/").content.decode()
    assert browser.post("/settings/reading/", {"stream_order": "loud"}).status_code == 422
