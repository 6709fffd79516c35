"""Cards of links: looked up in the background, removable, and served to who may see the post."""

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from activity import tasks
from activity.actions import linking, publishing
from activity.models import LinkCard, LinkImage, Thread
from activity.policies import NotAllowed
from communities.models import Community
from esn.kit import clock, fetching
from esn.kit.fetching import Fetched, Unreachable
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db
URL = "https://example.org/study"
PAGE = '<title>x</title><meta property="og:title" content="Cold &lt;doors&gt;"><meta property="og:image" content="/p.png">'


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A web of a few pages; who asks for another one learns that it cannot be had."""
    out = io.BytesIO()
    Image.new("RGB", (800, 400), "teal").save(out, "PNG")
    there: dict[str, object] = {
        URL: Fetched(URL, "text/html", "utf-8", PAGE.encode()),
        "https://example.org/p.png": Fetched("", "image/png", "", out.getvalue()),
    }

    def fetch(url: str, **_options: object) -> Fetched:
        found = there.get(url, Unreachable("nobody is there", is_passing=True))
        if isinstance(found, Unreachable):
            raise found
        assert isinstance(found, Fetched)
        return found

    monkeypatch.setattr(fetching, "fetch", fetch)
    return there


@pytest.fixture
def card(bo: Person, lab: Community) -> LinkCard:
    return publishing.publish_post(bo, community=lab, body=f"See {URL} and https://example.com/").link


def test_the_first_link_becomes_a_card_with_a_picture(
    web: object, card: LinkCard, bo: Person, dee: Person, browse: Browse
) -> None:
    thread = Thread.objects.get(post__link=card)
    linking.look_up(card.pk)
    page = browse(bo).get(thread.get_absolute_url()).content.decode()
    assert "Cold &lt;doors&gt;" in page
    there = f"/link-images/{card.pk}/"
    assert there in page
    answer = browse(bo).get(there)
    assert answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert browse(dee).get(there).status_code == 404
    assert Thread.objects.get(pk=thread.pk).version > thread.version


def test_looking_up_twice_is_the_same_as_once(web: object, card: LinkCard) -> None:
    linking.look_up(card.pk)
    linking.look_up(card.pk)
    card.refresh_from_db()
    assert (card.tries, LinkImage.objects.count()) == (1, 1)


def test_a_page_that_cannot_be_had_is_tried_three_times(web: dict[str, object], card: LinkCard) -> None:
    del web[URL]
    moment = timezone.now()
    for number in range(5):
        with clock.at(moment + timedelta(minutes=5 * number + 5)):
            for pk in linking.waiting():
                linking.look_up(pk)
    card.refresh_from_db()
    assert (card.state, card.tries) == ("empty", 3)


def test_what_is_refused_for_good_is_asked_once(web: dict[str, object], card: LinkCard) -> None:
    web[URL] = Unreachable("inside")
    linking.look_up(card.pk)
    card.refresh_from_db()
    assert card.state == "empty"


def test_a_picture_that_is_none_leaves_a_card_without(web: dict[str, object], card: LinkCard) -> None:
    web["https://example.org/p.png"] = Fetched("", "image/png", "", b"no picture")
    linking.look_up(card.pk)
    card.refresh_from_db()
    assert (card.state, card.image_width) == ("ready", 0)


def test_the_author_takes_the_card_away_while_it_is_looked_up_and_it_stays_away(
    web: object, card: LinkCard, bo: Person, browse: Browse
) -> None:
    browse(bo).post(f"/threads/{card.post.thread_id}/link/remove/")
    linking.look_up(card.pk)
    card.refresh_from_db()
    assert card.state == "removed"
    publishing.edit_post(bo, card.post, body=f"Still {URL}")
    assert LinkCard.objects.get().state == "removed"


def test_others_do_not_take_it_away(web: object, card: LinkCard, max_: Person, dee: Person) -> None:
    with pytest.raises(NotAllowed):
        linking.remove_card(dee, card.post)
    linking.look_up(card.pk)
    linking.remove_card(max_, LinkCard.objects.get().post)
    assert not LinkImage.objects.exists()


def test_another_link_makes_another_card_and_none_makes_none(card: LinkCard, bo: Person) -> None:
    post = publishing.edit_post(bo, card.post, body="Now https://example.net/")
    fresh = LinkCard.objects.get()
    assert (fresh.url, fresh.state) == ("https://example.net/", "waiting")
    publishing.edit_post(bo, post, body="Nothing")
    assert not LinkCard.objects.exists()


def test_the_workers_hear_of_it_and_the_sweep_finds_what_they_missed(
    bo: Person,
    hall: Community,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    heard: list[int] = []
    monkeypatch.setattr(tasks.look_up_link, "delay", lambda **asked: heard.append(asked["card_id"]))
    with django_capture_on_commit_callbacks(execute=True):
        card = publishing.publish_post(bo, community=hall, body=URL).link
    assert heard == [card.pk]
    with clock.at(timezone.now() + timedelta(minutes=3)):
        tasks.look_up_links()
    assert heard == [card.pk, card.pk]


def test_the_switch_turns_it_off(bo: Person, hall: Community, settings: Settings) -> None:
    settings.LINK_CARDS = False
    post = publishing.publish_post(bo, community=hall, body=URL)
    assert not LinkCard.objects.filter(post=post).exists()


@pytest.mark.parametrize("body", ["no link", "@bo and #tag", "`https://example.org`", "mailto:x@example.org"])
def test_what_is_no_link_has_no_card(bo: Person, hall: Community, body: str) -> None:
    publishing.publish_post(bo, community=hall, body=body)
    assert not LinkCard.objects.exists()
