"""Searches that found nothing: counted without anybody, shown when five different people made them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from communities.models import Community
from esn.kit import clock
from esn.search import misses
from esn.search.answering import Answer
from esn.search.language import parse
from esn.search.models import Miss
from people.models import OrgUnit, Person
from tests.conftest import Seat

Browse = Callable[[Person], Client]


@pytest.fixture
def many(seat: Seat, engineering: OrgUnit) -> list[Person]:
    return [seat(f"p{number}", f"Person {number}", engineering) for number in range(30)]


def groups() -> int:
    return Miss.objects.get().groups.bit_count()


def test_words_are_not_kept_before_five_different_people_looked_for_them(many: list[Person]) -> None:
    for _day in range(9):
        misses.note(many[0], parse("Parental Leave"))
    assert (groups(), Miss.objects.get().words, list(misses.shown())) == (1, "", [])
    for person in many:
        was_enough = groups() >= misses.ENOUGH
        misses.note(person, parse("parental leave"))
        assert bool(Miss.objects.get().words) == (groups() >= misses.ENOUGH), was_enough
    assert [miss.words for miss in misses.shown()] == ["parental leave"]


def test_nothing_leads_back_to_a_person(many: list[Person]) -> None:
    for person in many:
        misses.note(person, parse("crane from:p3"))
        misses.note(person, parse("hoist"))
    kept = {field.name for field in Miss._meta.get_fields()}
    assert kept == {"id", "digest", "words", "groups", "days", "last_on"}
    crane, hoist = misses.shown()
    assert {crane.words, hoist.words} == {"crane", "hoist"}
    assert crane.groups < 1 << misses.GROUPS


def test_days_are_counted_once_each_and_what_is_rare_is_forgotten(bo: Person) -> None:
    for day in (40, 40, 39):
        with clock.at(clock.now() - timedelta(days=day)):
            misses.note(bo, parse("oven"))
    assert Miss.objects.get().days == 2
    misses.forget_rare(clock.today())
    assert not Miss.objects.exists()


def test_only_plain_searches_that_find_nothing_count(
    ask: Callable[..., Answer], bo: Person, hall: Community
) -> None:
    for words in ("hall", "xqzw in:hall", "xqzw -y", "from:me", "", "is:mine"):
        ask(bo, words)
    assert not Miss.objects.exists()
    ask(bo, "xqzw")
    assert Miss.objects.count() == 1


def test_only_who_sees_figures_sees_them(
    browse: Browse, many: list[Person], bo: Person, eve: Person, ada: Person
) -> None:
    for person in many:
        misses.note(person, parse("=1+1 formula"))
        misses.note(person, parse("hoist"))
    for who, status in ((bo, 404), (eve, 200), (ada, 200)):
        assert browse(who).get("/insights/searches/").status_code == status
        assert browse(who).get("/insights/searches.csv").status_code == status
    assert "hoist" in browse(eve).get("/insights/searches/").content.decode()
    lines = browse(eve).get("/insights/searches.csv").content.decode().splitlines()
    assert lines[0] == "words,days,last day"
    assert [line.split(",")[0] for line in lines[1:]] == ["1 1 formula", "hoist"]


def test_with_nothing_to_show_the_page_says_so(browse: Browse, eve: Person) -> None:
    assert "Nothing to show" in browse(eve).get("/insights/searches/").content.decode()
