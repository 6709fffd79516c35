"""Home by relevance: the published formula, no boost for rank, and pages that neither repeat nor lose a thread."""

import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import BadRequest
from django.test import Client

from activity import feed
from activity.actions import commenting, publishing, reading, watching
from activity.feed import ranking, rows, window
from activity.models import Thread
from communities.models import Community
from esn.kit import clock
from people.actions.following import follow_person
from people.models import Person

Browse = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def post(author: Person, place: Community, body: str, *, hours: float = 1, kind: str = "update") -> Thread:
    with clock.at(clock.now() - timedelta(hours=hours)):
        return publishing.publish_post(author, community=place, body=body, kind=kind).thread


def order(viewer: Person) -> list[str]:
    return [thread.title for thread in feed.ranked(viewer).threads]


def points(viewer: Person, thread: Thread) -> int:
    return sum(reason.points for reason in feed.why(viewer, thread))


def test_the_score_is_the_published_one(cy: Person, bo: Person, max_: Person, hall: Community) -> None:
    thread = post(bo, hall, "Crane", hours=24)
    commenting.add_comment(max_, thread, body="One")
    commenting.add_comment(max_, thread, body="Two")
    follow_person(cy, bo)
    # One other person answered 1, author followed 4, unread 2, member 1.
    assert points(cy, thread) == 8
    assert ranking.score(thread, feed.why(cy, thread)) == pytest.approx((10 + 8) / 2, rel=0.01)


def test_what_concerns_one_comes_before_what_is_merely_newer(
    cy: Person, bo: Person, max_: Person, hall: Community
) -> None:
    post(bo, hall, "Ask @cy about it", hours=9)
    post(max_, hall, "Canteen", hours=1)
    assert order(cy) == ["Ask @cy about it", "Canteen"]
    assert order(max_) == ["Canteen", "Ask @cy about it"]


def test_age_wins_in_the_end(cy: Person, bo: Person, max_: Person, hall: Community) -> None:
    post(bo, hall, "Ask @cy about it", hours=72)
    post(max_, hall, "Canteen", hours=1)
    assert order(cy)[0] == "Canteen"


def test_a_leaders_post_gets_no_boost(
    cy: Person, bo: Person, eve: Person, max_: Person, hall: Community
) -> None:
    moment = clock.now() - timedelta(hours=2)
    with clock.at(moment):
        low = publishing.publish_post(bo, community=hall, body="Low").thread
        high = publishing.publish_post(eve, community=hall, body="High").thread
        loud = publishing.publish_post(max_, community=hall, body="Loud", kind="announcement").thread
    assert points(cy, low) == points(cy, high) == points(cy, loud)


def test_a_question_in_ones_skills_waits_at_the_top(
    bo: Person, cy: Person, max_: Person, hall: Community
) -> None:
    thread = post(cy, hall, "Which rod for welding thin steel?", hours=3, kind="question")
    post(max_, hall, "Canteen", hours=1)
    assert order(bo)[0] == thread.title
    assert any("welding" in reason.text for reason in feed.why(bo, thread))
    commenting.add_comment(max_, thread, body="2 mm")
    assert not any("welding" in reason.text for reason in feed.why(bo, thread))


def test_what_was_read_a_while_ago_gives_way_and_new_comments_bring_it_back(
    cy: Person, bo: Person, hall: Community
) -> None:
    thread = post(bo, hall, "Crane", hours=3)
    before = points(cy, thread)
    with clock.at(clock.now() - timedelta(hours=1)):
        reading.mark_read(cy, thread)
        watching.watch_thread(cy, thread, level="following")
    assert points(cy, thread) == before - 2
    commenting.add_comment(bo, thread, body="It moved")
    # "1 new comment" in what one follows: 3; the author is not another person.
    assert points(cy, thread) == before - 2 + 3


def test_reading_does_not_move_what_is_on_the_screen(cy: Person, bo: Person, hall: Community) -> None:
    for number in range(6):
        post(bo, hall, f"P{number}", hours=number + 1)
    before = order(cy)
    reading.note_read(cy, cards={feed.ranked(cy).threads[0].pk: 0}, threads={})
    assert order(cy) == before


def test_pages_repeat_and_lose_nothing_while_everything_changes(
    cy: Person, bo: Person, max_: Person, hall: Community, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "RANKED", 30)
    chance = random.Random(3)
    made = [post(chance.choice([bo, max_]), hall, f"P{n}", hours=n / 2 + 0.1).pk for n in range(50)]
    seen: list[int] = []
    cursor = ""
    for _ in range(20):
        page = (
            feed.ranked(cy, cursor, size=7)
            if cursor.startswith(window.MARK) or not cursor
            else feed.front(cy, cursor, size=7)
        )
        seen += [thread.pk for thread in page.threads]
        # New posts, reading, answers and follows come between the pages.
        post(bo, hall, "New", hours=0)
        reading.note_read(cy, cards=dict.fromkeys(chance.sample(made, 5), 0), threads={})
        commenting.add_comment(max_, Thread.objects.get(pk=chance.choice(made)), body="So")
        cursor = page.next
        if not cursor:
            break
    assert len(seen) == len(set(seen))
    assert set(seen) == set(made)
    assert seen[30:] == [pk for pk in made if pk not in seen[:30]]


def test_the_newest_is_what_new_posts_are_counted_from(cy: Person, bo: Person, hall: Community) -> None:
    post(bo, hall, "Ask @cy", hours=5)
    post(bo, hall, "Canteen", hours=1)
    since = feed.ranked(cy).newest
    assert feed.count_since(cy, since) == 0
    post(bo, hall, "New", hours=0)
    assert feed.count_since(cy, since) == 1


@pytest.mark.parametrize("cursor", ["r.", "r.x.y", "r.WzEsMl0.AA", "r." + "A" * 2000, "r.W10.____", "x"])
def test_a_damaged_address_is_said_to_be_damaged(
    cy: Person, hall: Community, browse: Browse, cursor: str
) -> None:
    with pytest.raises(BadRequest):
        feed.front(cy, cursor)
    assert browse(cy).get("/", {"cursor": cursor}).status_code == 400


def test_a_window_survives_its_packing() -> None:
    at = clock.now()
    shown = frozenset({1, 2, 300, 70_000, 9_000_000_000})
    frame = window.Window((at, 7), (at - timedelta(days=1), 2), True, shown)
    assert window.decode(frame.encode()) == frame


def test_the_order_is_remembered_and_reads_by_date(
    cy: Person, bo: Person, max_: Person, hall: Community, browse: Browse
) -> None:
    post(bo, hall, "Ask @cy about it", hours=6)
    post(max_, hall, "Canteen", hours=1)
    browser = browse(cy)
    assert "Why this order?" in browser.get("/").content.decode()
    browser.post("/streams/order/", {"stream_order": "newest"})
    page = browser.get("/").content.decode()
    assert page.index("Canteen") < page.index("about it")
    assert Person.objects.get(pk=cy.pk).stream_order == "newest"


def test_a_card_says_why_it_is_there(cy: Person, bo: Person, hall: Community, browse: Browse) -> None:
    follow_person(cy, bo)
    thread = post(bo, hall, "Crane")
    page = browse(cy).get(f"/threads/{thread.pk}/why/", headers={"HX-Request": "true"}).content.decode()
    assert "you follow Bo Berg" in page
    assert "<html" not in page


def test_a_thread_and_its_shares_are_shown_once(
    bo: Person, max_: Person, hall: Community, lab: Community
) -> None:
    origin = post(max_, hall, "Crane", hours=2)
    share = post(max_, lab, "See the crane", hours=1)
    Thread.objects.filter(pk=share.pk).update(shared_from=origin)
    for stream in (feed.ranked(bo), feed.home(bo)):
        assert [thread.pk for thread in stream.threads] == [origin.pk]
        assert [place.name for place in stream.also[origin.pk]] == ["Lab"]


def test_a_share_that_one_may_not_see_is_not_spoken_of(
    cy: Person, max_: Person, hall: Community, lab: Community, browse: Browse
) -> None:
    origin = post(max_, hall, "Crane", hours=2)
    share = post(max_, lab, "See the crane", hours=1)
    Thread.objects.filter(pk=share.pk).update(shared_from=origin)
    assert feed.ranked(cy).also == {}
    assert "Lab" not in browse(cy).get("/").content.decode()


@pytest.mark.parametrize("number", [3, 25])
def test_home_asks_few_questions_however_much_is_in_it(
    cy: Person,
    bo: Person,
    hall: Community,
    browse: Browse,
    number: int,
    django_assert_max_num_queries: object,
) -> None:
    follow_person(cy, bo)
    for index in range(number):
        post(bo, hall, f"P{index} #tag", kind="question" if index % 3 else "update")
    browser = browse(cy)
    browser.get("/")
    with django_assert_max_num_queries(15):  # type: ignore[operator]
        browser.get("/")


def test_rows_know_what_is_new(cy: Person, bo: Person, hall: Community) -> None:
    thread = post(bo, hall, "Crane")
    row = rows.dressed(cy, Thread.objects.filter(pk=thread.pk)).get()
    assert (row.news, row.read_to, rows.is_unread(cy, row)) == (0, None, False)  # type: ignore[attr-defined]
