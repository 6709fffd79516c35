"""Warnings leave a history with outcomes, their thresholds can be tried and changed, and maturity stands on evidence."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from activity import events as verbs
from analytics.actions import firing, snapshots, warning
from analytics.detectors.sight import Sight
from analytics.maths.levels import Level
from analytics.maths.maturity import AXES
from analytics.models import Firing, Look, Statement, Threshold
from esn.kit import clock
from people.actions import access, joining
from people.models import OrgUnit, Person
from people.policies import NotAllowed
from tests.analytics.conftest import DAY_ONE, Act

Browse = Callable[[Person], Client]
WEEKS = 30
NOW = DAY_ONE + timedelta(days=7 * WEEKS - 1)
FALL = {
    "standing": "judged",
    "peak": 0.4,
    "current": 0.2,
    "peak_week": "2026-03-02",
    "drawdown": 0.5,
    "drawdown_low": 0.3,
}


def sights(*levels: Level) -> list[Sight]:
    first = date(2026, 3, 8)
    return [Sight(first + timedelta(weeks=n), one, one, FALL) for n, one in enumerate(levels)]


def test_each_rise_is_kept_once_with_its_sentence(db: None) -> None:
    history = sights(Level.CALM, Level.WATCH, Level.ALERT, Level.ALERT, Level.CALM, Level.WATCH)
    assert firing.keep_firings({"D1": {None: history}}) == 3
    assert firing.keep_firings({"D1": {None: history}}) == 0
    kept = list(Firing.objects.order_by("on"))
    assert [one.level for one in kept] == [Level.WATCH, Level.ALERT, Level.WATCH]
    assert "fell from 40 %" in kept[0].sentence
    assert 1 <= len(kept[0].advice) <= 3
    assert kept[0].evidence["drawdown"] == 0.5
    assert {one.outcome for one in kept} == {""}


def test_after_eight_weeks_it_is_said_what_became_of_it(db: None) -> None:
    fell = sights(Level.WATCH, *[Level.WATCH] * 8)
    rose = sights(Level.WATCH, Level.WATCH, *[Level.CALM] * 7)
    firing.keep_firings({"D1": {None: fell[:8], 7: rose[:8]}})
    assert not Firing.objects.exclude(outcome="").exists()
    firing.keep_firings({"D1": {None: fell, 7: rose}})
    told = dict(Firing.objects.values_list("department_id", "outcome"))
    assert told == {None: Firing.Outcome.STANDS, 7: Firing.Outcome.RECOVERED}
    assert Firing.objects.get(department_id=7).outcome_on == fell[8].on


def test_thresholds_belong_to_administrators_and_those_of_the_design_are_no_change(
    ada: Person, eve: Person
) -> None:
    with pytest.raises(NotAllowed):
        warning.set_thresholds(eve, detector="D1", values={"watch_fall": 0.15})
    warning.set_thresholds(ada, detector="D1", values={"watch_fall": 0.15, "alert_fall": 0.20})
    assert list(Threshold.objects.values_list("name", "value")) == [("watch_fall", 0.15)]
    warning.set_thresholds(ada, detector="D1", values={"watch_fall": 0.10})
    assert not Threshold.objects.exists()


@pytest.fixture
def company_of_sixty(act: Act, engineering: OrgUnit, sales: OrgUnit, eve: Person) -> list[Person]:
    """Thirty weeks in which ever fewer take part; two directors, of whom one writes now and then."""
    people = [
        joining.add_person(
            None,
            username=f"p{n}",
            display_name=f"P {n}",
            unit=sales if n % 2 else engineering,
            level=Person.Level.DIRECTOR if n < 2 else Person.Level.EMPLOYEE,
        )
        for n in range(60)
    ]
    for week in range(WEEKS):
        for n in range(2, max(50 - 2 * week, 4)):
            act(people[n], verbs.POST_PUBLISHED, day=7 * week, thread_id=1000 * week + n)
        if week < 20:
            act(people[0], verbs.COMMENT_ADDED, to=people[9], day=7 * week + 1, thread_id=1000 * week + 9)
    with clock.at(NOW):
        snapshots.refresh_all()
    return people


@pytest.mark.slow
def test_the_page_of_warnings_tells_all_four(
    company_of_sixty: list[Person], browse: Browse, eve: Person
) -> None:
    client = browse(eve)
    page = client.get(reverse("analytics:warnings")).content.decode()
    for words in (
        "Enthusiasm that withers",
        "absent executives",
        "Lack of maturity",
        "What was warned of before",
        "<svg",
    ):
        assert words in page
    assert "fell from" in page
    assert Firing.objects.filter(detector="D1", department_id=None).exists()
    assert "still stood after eight weeks" in page
    assert "style=" not in page
    d3 = client.get(reverse("analytics:detector", args=["D3"])).content.decode()
    assert "Directors and executives" in d3
    state = Look.objects.filter(detector="D3").latest("on")
    # One of three leaders (eve is one) wrote while they were there, later none did.
    assert state.evidence["presence"] == 0
    assert state.level >= Level.ALERT
    maturity = client.get(reverse("analytics:maturity")).content.decode()
    assert "Next gates: the plan" in maturity
    assert "A published policy" in maturity


@pytest.mark.slow
def test_other_thresholds_are_tried_on_the_history_and_kept_by_an_administrator(
    company_of_sixty: list[Person], browse: Browse, eve: Person, ada: Person
) -> None:
    url = reverse("analytics:thresholds", args=["D1"])
    tried = browse(eve).post(url, {"watch_fall": "0.9", "alert_fall": "0,9", "alert_deep_fall": "0.95"})
    assert tried.status_code == 200
    assert "0 weeks" in tried.content.decode()
    assert not Threshold.objects.exists()
    assert browse(eve).post(url, {"watch_fall": "much"}).status_code == 400
    assert browse(eve).post(url, {"watch_fall": "0.2", "keep": "1"}).status_code in (403, 404)
    assert browse(ada).post(url, {"watch_fall": "0.2", "keep": "1"}).status_code == 302
    assert Threshold.objects.get().value == 0.2
    before = Look.objects.filter(detector="D1").first()
    with clock.at(NOW):
        snapshots.keep_looks()
    assert before
    assert before.version == "1"
    assert set(Look.objects.filter(detector="D1").values_list("version", flat=True)) != {"1"}


@pytest.mark.slow
def test_gates_are_stated_by_name_and_taken_back(
    company_of_sixty: list[Person], browse: Browse, eve: Person
) -> None:
    client = browse(eve)
    assert (
        client.post(
            reverse("analytics:gate", args=["policy"]), {"words": "On the intranet since March."}
        ).status_code
        == 302
    )
    assert (
        client.post(reverse("analytics:gate", args=["breadth"]), {"words": "I think so."}).status_code == 404
    )
    with clock.at(NOW):
        client.post(reverse("analytics:assessment"), dict.fromkeys(AXES, "3"))
    for weeks in (0, 1, 2, 3):
        with clock.at(NOW + timedelta(weeks=weeks)):
            kept = snapshots.refresh_all()
    evidence = kept.body["detectors"]["D4"]["evidence"]
    assert "policy" not in evidence["passed"], "it was stated after those looks"
    assert evidence["overclaim"] == 3
    assert kept.body["detectors"]["D4"]["level"] == "critical"
    fired = list(Firing.objects.filter(detector="D4").values_list("level", flat=True))
    assert len(fired) == len(set(fired)) >= 1, "one that goes on is no new one"
    assert "above the evidence" in client.get(reverse("analytics:maturity")).content.decode()
    client.post(reverse("analytics:gate", args=["policy"]), {"withdraw": "1"})
    assert Statement.objects.get().withdrawn_on is not None


def test_programs_set_the_same(ada: Person, eve: Person) -> None:
    def put(person: Person, path: str, body: dict) -> int:
        token = access.create_token(person, name="t", scope="write")
        headers = {"Authorization": f"Bearer {token}"}
        return (
            Client()
            .put(f"/api/v1/insights/{path}", body, content_type="application/json", headers=headers)
            .status_code
        )

    assert put(ada, "detectors/D2/thresholds/", {"values": {"watch_gini": 0.25}}) == 200
    assert put(ada, "detectors/D2/thresholds/", {"values": {"mood": 0.25}}) == 400
    assert put(eve, "detectors/D2/thresholds/", {"values": {"watch_gini": 0.25}}) in (403, 404)
    assert put(eve, "maturity/gates/review/", {"words": "Held on Monday by Eve."}) == 204
    assert put(eve, "maturity/assessment/", {"stages": {"network": 9}}) == 400
    assert put(eve, "maturity/assessment/", {"stages": {"network": 2}}) == 204
