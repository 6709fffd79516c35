"""What a page shows while people come and go: old values until it is safe, small counts in steps."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from activity import events as verbs
from analytics.actions import rolling, snapshots
from analytics.models import Disclosure, Snapshot
from esn.kit import clock
from people.actions import joining
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

Body = dict
NOW = DAY_ONE + timedelta(days=40)


def hire(unit: OrgUnit, *names: str, act: Act, active: int = 0) -> list[Person]:
    people = [joining.add_person(None, username=name, display_name=name, unit=unit) for name in names]
    for number, person in enumerate(people[:active]):
        act(person, verbs.POST_PUBLISHED, day=30, thread_id=person.pk * 100 + number)
    return people


@pytest.fixture
def staff(act: Act, engineering: OrgUnit, sales: OrgUnit, db: None) -> list[Person]:
    people = hire(engineering, *(f"e{n}" for n in range(60)), act=act, active=24)
    return people + hire(sales, *(f"s{n}" for n in range(30)), act=act, active=12)


def snapshot(days: float = 0) -> Body:
    with clock.at(NOW + timedelta(days=days)):
        rolling.roll_up()
        shown = snapshots.take_snapshot().shown
    assert shown
    headline: Body = shown["measures"]["M-3"]
    return headline


def test_a_newcomer_is_not_seen_until_five_have_come(
    staff: list[Person], act: Act, sales: OrgUnit, engineering: OrgUnit
) -> None:
    first = snapshot()["departments"][str(sales.pk)]
    hire(sales, "new", act=act, active=1)
    held = snapshot(0.1)
    kept = held["departments"][str(sales.pk)]
    assert (kept["value"], kept["why"], kept["held_on"]) == (first["value"], "time", f"{NOW:%Y-%m-%d}")
    assert held["company"]["held_on"], "the company less Engineering would be Sales"
    assert not held["departments"][str(engineering.pk)]["held_on"]
    hire(sales, *(f"n{n}" for n in range(4)), act=act, active=4)
    safe = snapshot(0.2)
    assert safe["departments"][str(sales.pk)]["held_on"] is None
    assert safe["company"]["count"] > 36


def test_who_leaves_is_not_seen_either(staff: list[Person], sales: OrgUnit) -> None:
    first = snapshot()["departments"][str(sales.pk)]
    with clock.at(NOW):
        joining.deactivate_person(None, staff[60])
    assert snapshot(0.1)["departments"][str(sales.pk)]["value"] == first["value"]


def test_the_same_directory_goes_on_with_its_memory(staff: list[Person]) -> None:
    for tenth in range(4):
        snapshot(tenth / 10)
    assert Disclosure.objects.count() == 1


def test_small_counts_are_in_steps_of_five_and_shares_in_bands(staff: list[Person], sales: OrgUnit) -> None:
    figure = snapshot()["departments"][str(sales.pk)]
    assert (figure["count"], figure["n"], figure["people"]) == (10, 30, 30)
    assert figure["band"] == [8 / 30, 12 / 30]
    assert figure["band"][0] <= 12 / 30 <= figure["band"][1]


def test_the_pages_say_why_a_figure_is_old(
    staff: list[Person], act: Act, sales: OrgUnit, eve: Person, browse: Callable[[Person], Client]
) -> None:
    snapshot()
    hire(sales, "new", act=act, active=1)
    snapshot(0.1)
    page = browse(eve).get(reverse("analytics:overview")).content.decode()
    assert "fewer people came or left than may be told of" in page
    assert "fewer people came or left" in browse(eve).get(reverse("analytics:catalogue")).content.decode()


def test_snapshots_from_before_are_released_when_they_are_read(
    staff: list[Person], eve: Person, browse: Callable[[Person], Client]
) -> None:
    snapshot()
    Snapshot.objects.update(shown=None)
    assert browse(eve).get(reverse("analytics:overview")).status_code == 200
