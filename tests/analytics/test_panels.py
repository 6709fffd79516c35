"""The pages of the panels and the catalogue: every measure on one of them, the same number everywhere."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from analytics import plotting, units
from analytics.actions import snapshots
from analytics.diagnosis import diagnosed
from analytics.measures.absent import ABSENT
from analytics.measures.registry import MEASURES
from analytics.models import Snapshot
from analytics.panels import PANELS
from esn.kit import clock
from people.actions import access
from people.models import Person
from tests.analytics.conftest import NOW

Browse = Callable[[Person], Client]


def test_every_measure_stands_on_one_panel() -> None:
    placed = [one.id for panel in PANELS.values() for one in panel.measures]
    assert sorted(placed) == sorted(MEASURES)
    assert not {key for key, _name, _why in ABSENT} & set(MEASURES)


@pytest.mark.parametrize("slug", PANELS)
def test_a_panel_reads_snapshots_only(
    figures: Snapshot,
    browse: Browse,
    eve: Person,
    slug: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = browse(eve)
    address = reverse("analytics:panel", args=[slug])
    client.get(address)
    with django_assert_max_num_queries(12) as counted:
        page = client.get(address).content.decode()
    asked = " ".join(query["sql"] for query in counted.captured_queries)
    assert "fact" not in asked
    assert "style=" not in page
    for one in PANELS[slug].measures:
        assert str(one.name) in page


def test_a_panel_does_not_exist_for_others(
    figures: Snapshot, browse: Browse, bo: Person, eve: Person
) -> None:
    assert browse(bo).get(reverse("analytics:panel", args=["adoption"])).status_code == 404
    assert browse(eve).get(reverse("analytics:panel", args=["nothing"])).status_code == 404
    assert browse(eve).get(reverse("analytics:panel", args=["adoption"])).status_code == 200


def test_the_measure_that_is_asked_for_is_drawn(figures: Snapshot, browse: Browse, eve: Person) -> None:
    address = reverse("analytics:panel", args=["adoption"])
    assert "Interactive people, week by week" in browse(eve).get(address).content.decode()
    page = browse(eve).get(address, {"measure": "M-5"}).content.decode()
    assert "Contributors, week by week" in page
    assert browse(eve).get(address, {"measure": "nonsense"}).status_code == 200


@pytest.mark.parametrize("key", ["M-11", "M-21", "M-30", "M-32", "M-35", "M-25"])
def test_page_program_and_command_give_one_number(
    figures: Snapshot, browse: Browse, eve: Person, key: str
) -> None:
    token = access.create_token(eve, name="test")
    answer = (
        Client().get(f"/api/v1/insights/measures/{key}/", headers={"Authorization": f"Bearer {token}"}).json()
    )
    with clock.at(NOW):
        assert diagnosed(NOW.date())["measures"][key]["value"] == answer["company"]["value"]
    one = MEASURES[key]
    slug = next(slug for slug, panel in PANELS.items() if one in panel.measures)
    page = browse(eve).get(reverse("analytics:panel", args=[slug])).content.decode()
    assert units.number(answer["company"]["value"], one.unit) in page
    assert (answer["unit"], answer["goal"]) == (one.unit, one.goal)


def test_a_weekly_measure_is_computed_once_a_week(figures: Snapshot) -> None:
    taken = figures.body["measures"]["M-25"]
    with clock.at(NOW):
        again = snapshots.take_snapshot().body["measures"]
    assert again["M-25"] == taken
    taken["company"]["value"] = 0.123
    figures.save()
    with clock.at(NOW):
        assert snapshots.take_snapshot().body["measures"]["M-25"]["company"]["value"] == 0.123
        Snapshot.objects.update(body={**figures.body, "measures": {"M-25": {**taken, "ties": 1}}})
        assert snapshots.take_snapshot().body["measures"]["M-25"]["company"]["value"] != 0.123


def test_the_catalogue_audits_every_formula(figures: Snapshot, browse: Browse, eve: Person) -> None:
    page = browse(eve).get(reverse("analytics:catalogue")).content.decode()
    for key, one in MEASURES.items():
        assert f'id="{key}"' in page
        assert one.source in page
    assert "PostFact" in page
    for key, _name, _why in ABSENT:
        assert key in page


@pytest.mark.parametrize(
    ("values", "unit", "labels"),
    [
        ([0.1, 0.2, 0.4], "share", ["0 %", "10 %", "20 %", "30 %", "40 %"]),
        ([-0.2, 0.1], "index", ["-0.2", "-0.1", "0", "0.1", "0.2"]),
        ([3.0, 9.0], "hours", ["0", "2.5", "5", "7.5", "10"]),
    ],
)
def test_a_curve_has_plain_lines(values: list[float], unit: str, labels: list[str]) -> None:
    drawn = plotting.curve([(NOW.date(), value) for value in values], unit)
    assert drawn is not None
    assert [row.label for row in drawn.rows] == labels
    assert all(26 <= point.y <= 254 for point in drawn.points)


def test_a_gap_splits_a_curve_and_one_value_is_none() -> None:
    weeks = [(NOW.date(), value) for value in (1.0, 2.0, None, 3.0, 4.0)]
    drawn = plotting.curve(weeks, "number")
    assert drawn is not None
    assert len(drawn.pieces) == 2
    assert plotting.curve(weeks[2:4], "number") is None
