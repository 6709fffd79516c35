"""A community's health, and words that ask to become one: counted from what everybody sees, shown to who may know."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from activity import emerging, health
from activity.actions import commenting, publishing, reacting
from communities.actions import counting, founding, membership, settling
from communities.models import Community
from esn.kit import clock
from people.models import Person
from tests.conftest import Seat

pytestmark = pytest.mark.django_db
Browse = Callable[[Person], Client]


def test_answers_by_others_in_time_make_the_response_rate(bo: Person, cy: Person, hall: Community) -> None:
    answered = publishing.publish_post(bo, community=hall, body="One").thread
    liked = publishing.publish_post(bo, community=hall, body="Two").thread
    alone = publishing.publish_post(bo, community=hall, body="Three").thread
    late = publishing.publish_post(bo, community=hall, body="Four").thread
    commenting.add_comment(bo, answered, body="Myself")
    commenting.add_comment(bo, alone, body="Anybody?")
    with clock.at(clock.now() + timedelta(hours=2)):
        commenting.add_comment(cy, answered, body="Me")
    reacting.react(cy, liked, kind="like")
    with clock.at(clock.now() + timedelta(days=29)):
        commenting.add_comment(cy, late, body="Sorry")
    numbers = health.numbers(hall, 30)
    assert (numbers.threads, numbers.answered, numbers.contributors) == (4, 2, 2)
    assert numbers.response_rate == 0.5
    assert numbers.median_hours == pytest.approx(2, abs=0.01)
    assert numbers.members == 3
    assert sum(number for _week, number in numbers.weeks) == 8


def test_nothing_yet_is_no_rate(hall: Community) -> None:
    numbers = health.numbers(hall, 90)
    assert (numbers.response_rate, numbers.median_hours, numbers.weeks, numbers.active) == (None, None, [], 0)


def test_what_waits_is_listed_with_what_to_do(
    browse: Browse, max_: Person, dee: Person, fay: Person, bo: Person, hall: Community
) -> None:
    question = publishing.publish_post(bo, community=hall, body="Where is it?", kind="question").thread
    with clock.at(clock.now() - timedelta(days=5)):
        for person in (dee, fay):
            membership.join_community(person, hall)
    wrote = publishing.publish_post(dee, community=hall, body="I am new").thread
    publishing.publish_post(max_, community=hall, body="Welcome, @fay!")
    waits = health.waiting(hall)
    assert list(waits.questions) == [question]
    assert {row.person for row in waits.ungreeted} >= {dee}
    assert fay not in {row.person for row in waits.ungreeted}
    assert wrote in waits.unanswered_newcomers
    page = browse(max_).get("/communities/hall/health/").content.decode()
    assert "1 question waits for an answer" in page
    assert "Dee Düring joined" in page
    commenting.add_comment(max_, wrote, body="Hello Dee")
    waits = health.waiting(hall)
    assert wrote not in waits.unanswered_newcomers
    assert dee not in {row.person for row in waits.ungreeted}


def test_only_who_runs_it_sees_the_health(
    browse: Browse, bo: Person, dee: Person, gus: Person, hall: Community, lab: Community
) -> None:
    assert browse(bo).get("/communities/lab/health/").status_code == 403
    assert browse(dee).get("/communities/hall/health/").status_code == 403
    assert browse(gus).get("/communities/lab/health/").status_code == 404


def test_the_page_asks_the_database_little(
    browse: Browse,
    max_: Person,
    bo: Person,
    hall: Community,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(8):
        publishing.publish_post(bo, community=hall, body=f"Post {number}", kind="question")
    client = browse(max_)
    with django_assert_max_num_queries(26):
        client.get("/communities/hall/health/")
    with django_assert_max_num_queries(18):
        client.get("/communities/hall/health/")


@pytest.fixture
def six(seat: Seat) -> list[Person]:
    return [seat(f"q{number}", f"Q {number}", None) for number in range(6)]


def test_a_word_that_five_use_asks_to_become_a_place(
    browse: Browse, dee: Person, six: list[Person], hall: Community
) -> None:
    for person in six[:4]:
        publishing.publish_post(person, community=hall, body="On #pricing and #hall")
    assert emerging.tags(dee) == []
    publishing.publish_post(six[4], community=hall, body="On #pricing and #hall")
    cache.clear()
    assert emerging.tags(dee) == [emerging.Emerging("pricing", 5)]
    for page in ("/", "/communities/"):
        assert "5 people use #pricing" in browse(dee).get(page).content.decode()
    form = browse(dee).get("/communities/new/", {"topic": "pricing"}).context["form"]
    assert (form.initial["name"], form.initial["topics"]) == ("Pricing", "pricing")
    browse(dee).post("/communities/suggestions/dismiss/", {"name": "pricing"})
    assert emerging.tags(dee) == []
    assert emerging.tags(six[0]) == [emerging.Emerging("pricing", 5)]


def test_words_in_closed_places_suggest_nothing_to_outsiders(
    max_: Person, dee: Person, gus: Person, six: list[Person], lab: Community
) -> None:
    for person in six:
        membership.add_member(max_, lab, person)
        publishing.publish_post(person, community=lab, body="The #merger")
    assert emerging.tags(six[0]) == [emerging.Emerging("merger", 6)]
    assert emerging.tags(dee) == []
    assert emerging.tags(gus) == []


def test_a_secret_place_about_a_word_silences_it_only_for_its_own(
    max_: Person, dee: Person, six: list[Person], hall: Community, vault: Community
) -> None:
    for person in six:
        publishing.publish_post(person, community=hall, body="The #merger")
    settling.edit_community(max_, vault, topics=["merger"])
    assert emerging.tags(max_) == []
    assert emerging.tags(dee) == [emerging.Emerging("merger", 6)]
    founding.found_community(dee, name="Merger")
    assert emerging.tags(dee) == []
    counting.catch_up()
