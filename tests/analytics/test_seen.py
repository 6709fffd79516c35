"""Every view of figures is noted and can be seen by those viewed; raw views are forgotten, what was counted stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from activity import events as verbs
from analytics.actions import forgetting, rolling, snapshots
from analytics.models import DayFact, UnitDay, Viewing
from esn.kit import clock
from esn.kit.models import Event
from esn.schedule import beat_schedule
from people.actions import joining
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

Browse = Callable[[Person], Client]


@pytest.fixture
def figures(act: Act, engineering: OrgUnit, sales: OrgUnit, db: None) -> None:
    for n in range(60):
        unit = sales if n % 2 else engineering
        person = joining.add_person(None, username=f"p{n}", display_name=f"P {n}", unit=unit)
        if n < 40:
            act(person, verbs.POST_PUBLISHED, day=20, thread_id=n)
    with clock.at(DAY_ONE + timedelta(days=27)):
        rolling.roll_up()
        snapshots.take_snapshot()


def test_who_looked_is_seen_by_administrators_and_the_works_council_alone(
    figures: None, browse: Browse, eve: Person, ada: Person, bo: Person, settings: Settings
) -> None:
    browse(eve).get(reverse("analytics:overview"))
    url = reverse("analytics:views")
    page = browse(ada).get(url).content.decode()
    assert eve.display_name in page
    assert "overview" in page
    for person in (eve, bo):
        assert browse(person).get(url).status_code == 404
    settings.WORKS_COUNCIL = ["bo"]
    assert eve.display_name in browse(bo).get(url).content.decode()


def test_programs_and_exports_are_noted_too(figures: None, browse: Browse, eve: Person) -> None:
    browse(eve).get(reverse("analytics:export"))
    assert list(Viewing.objects.values_list("viewer__username", "page")) == [("eve", "export")]


def test_those_viewed_see_who_looked_at_their_department(
    figures: None, browse: Browse, eve: Person, bo: Person, cy: Person, engineering: OrgUnit
) -> None:
    browse(eve).get(reverse("analytics:overview"))
    Viewing.objects.update(departments=[engineering.pk])
    assert eve.display_name in browse(bo).get(reverse("analytics:mine")).content.decode()
    assert eve.display_name not in browse(cy).get(reverse("analytics:mine")).content.decode()


def test_the_page_of_oneself_tells_what_is_counted_and_ones_own_persona(
    act: Act, browse: Browse, bo: Person, cy: Person, gus: Person
) -> None:
    today = (clock.now() - DAY_ONE).days - 1
    for n in range(4):
        act(bo, verbs.POST_PUBLISHED, day=today, thread_id=n)
    rolling.roll_up()
    page = browse(bo).get(reverse("analytics:mine")).content.decode()
    assert "Broadcaster" in page
    assert "Posts, questions, ideas" in page
    assert "Observer" in browse(cy).get(reverse("analytics:mine")).content.decode()
    assert "You are not counted" in browse(gus).get(reverse("analytics:mine")).content.decode()


def test_raw_views_are_forgotten_after_thirteen_months_and_what_was_counted_stays(
    act: Act, bo: Person, cy: Person
) -> None:
    act(bo, verbs.THREAD_SEEN, day=1)
    act(bo, verbs.POST_PUBLISHED, day=1, thread_id=1)
    act(cy, verbs.THREAD_SEEN, day=1)
    act(cy, verbs.THREAD_SEEN, day=300)
    rolling.roll_up()

    def counted() -> list[tuple[object, ...]]:
        return [
            *DayFact.objects.order_by("day", "person_id").values_list(
                "day", "person_id", "passive", "contribute"
            ),
            *UnitDay.objects.order_by("day", "department_id").values_list("day", "department_id", "active"),
        ]

    before = counted()
    with clock.at(DAY_ONE + timedelta(days=1 + 396)):
        assert forgetting.forget_views() == 0
    with clock.at(DAY_ONE + timedelta(days=1 + 398)):
        assert forgetting.forget_views() == 2
        assert Event.objects.filter(verb=verbs.THREAD_SEEN).count() == 1
        assert Event.objects.filter(verb=verbs.POST_PUBLISHED).count() == 1
        rolling.rebuild()
    assert counted() == before


def test_forgetting_is_on_the_schedule() -> None:
    assert beat_schedule["forget views"]["task"] == "analytics.forget_views"
