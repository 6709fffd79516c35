"""The insight pages and their routes for programs: same figures, few readers, every view noted."""

import json
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from analytics import events
from analytics.actions import snapshots
from analytics.diagnosis import diagnosed
from analytics.models import Look, Snapshot
from esn.kit import clock
from esn.kit.models import Event
from people.actions import access
from people.models import Person
from tests.analytics.conftest import NOW

Browse = Callable[[Person], Client]
PAGES = ["analytics:overview", "analytics:catalogue", "analytics:export"]


@pytest.mark.parametrize("page", PAGES)
def test_the_figures_do_not_exist_for_others(
    figures: Snapshot, browse: Browse, bo: Person, gus: Person, page: str
) -> None:
    for person in (bo, gus):
        assert browse(person).get(reverse(page)).status_code == 404


def test_the_dashboard_shows_warnings_figures_and_departments(
    figures: Snapshot, browse: Browse, eve: Person
) -> None:
    page = browse(eve).get(reverse("analytics:overview")).content.decode()
    for words in (
        "Early warning",
        "Interactive people",
        "Engineering",
        "This warning is not measured yet.",
        "<svg",
    ):
        assert words in page
    assert "style=" not in page


def test_the_dashboard_reads_snapshots_only(
    figures: Snapshot, browse: Browse, eve: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(eve)
    client.get(reverse("analytics:overview"))
    with django_assert_max_num_queries(12) as counted:
        client.get(reverse("analytics:overview"))
    assert not any("dayfact" in query["sql"] for query in counted.captured_queries)


def test_every_view_is_noted(figures: Snapshot, browse: Browse, eve: Person) -> None:
    browse(eve).get(reverse("analytics:overview"))
    assert Event.objects.filter(verb=events.INSIGHTS_VIEWED, actor_id=eve.pk).count() == 1


@pytest.mark.parametrize("key", ["D1", "D2"])
def test_a_warning_shows_its_evidence(figures: Snapshot, browse: Browse, eve: Person, key: str) -> None:
    answer = browse(eve).get(reverse("analytics:detector", args=[key]))
    assert answer.status_code == 200
    assert "The evidence" in answer.content.decode()


def test_an_unknown_warning_is_not_there(figures: Snapshot, browse: Browse, eve: Person) -> None:
    assert browse(eve).get(reverse("analytics:detector", args=["D3"])).status_code == 404


@pytest.mark.parametrize("page", ["analytics:overview", "analytics:catalogue"])
def test_before_anything_is_counted_the_page_says_so(browse: Browse, eve: Person, page: str) -> None:
    answer = browse(eve).get(reverse(page))
    assert answer.status_code == 200


def test_page_program_export_and_command_give_one_number(
    eve: Person, figures: Snapshot, browse: Browse
) -> None:
    token = access.create_token(eve, name="test")
    answer = Client().get("/api/v1/insights/", headers={"Authorization": f"Bearer {token}"})
    value = next(row for row in answer.json()["measures"] if row["id"] == "M-3")["company"]["value"]
    assert f"{100 * value:.1f}" in browse(eve).get(reverse("analytics:overview")).content.decode()
    assert (
        f"M-3,Interactive people,share,company,{value}"
        in browse(eve).get(reverse("analytics:export")).content.decode()
    )
    assert diagnosed(NOW.date())["measures"]["M-3"]["value"] == value


def test_programs_of_others_get_nothing(figures: Snapshot, bo: Person, eve: Person) -> None:
    for route in ("insights/", "insights/measures/M-3/", "insights/detectors/"):
        asked = {
            person: Client().get(
                f"/api/v1/{route}",
                headers={"Authorization": f"Bearer {access.create_token(person, name='t')}"},
            )
            for person in (bo, eve)
        }
        assert (asked[bo].status_code, asked[eve].status_code) == (404, 200)


def test_looks_are_kept_with_their_evidence_and_stay(figures: Snapshot) -> None:
    kept = Look.objects.filter(detector="D1", department_id=None)
    assert kept.count() >= 9
    assert all(look.version == "1" and "peak" in look.evidence for look in kept)
    before = list(kept.values_list("pk", flat=True))
    with clock.at(NOW):
        snapshots.keep_looks()
    assert list(kept.values_list("pk", flat=True)) == before


def test_the_fall_is_seen_and_explained(figures: Snapshot) -> None:
    state = figures.body["detectors"]["D1"]
    assert state["level"] in ("watch", "alert", "critical")
    assert "fell" in state["sentence"]
    assert 1 <= len(state["advice"]) <= 3
    assert json.dumps(figures.body)
