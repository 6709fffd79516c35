"""The health pages say whether the site lives and whether it can work."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from esn import health
from esn.kit import clock
from esn.kit.models import Event, Heartbeat, Outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def signs_of_life() -> None:
    for role in ("worker", "scheduler"):
        Heartbeat.objects.create(role=role, at=clock.now())


def test_the_process_answers_without_touching_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert answer.json() == {"status": "ok"}


def test_a_working_site_is_ready(client: Client, signs_of_life: None) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200, answer.json()
    assert set(answer.json()["checks"]) == set(health.CHECKS)


def test_a_site_without_worker_is_not_ready(client: Client, signs_of_life: None) -> None:
    Heartbeat.objects.filter(role="worker").update(at=clock.now() - timedelta(minutes=5))
    answer = client.get("/readyz")
    worker = answer.json()["checks"]["worker"]
    assert answer.status_code == 503
    assert not worker["ok"]
    assert 299 < worker["age_seconds"] < 310


def test_a_site_without_scheduler_is_not_ready(client: Client, signs_of_life: None) -> None:
    Heartbeat.objects.filter(role="scheduler").delete()
    assert client.get("/readyz").status_code == 503


def test_events_that_nobody_delivers_make_the_site_unready(client: Client, signs_of_life: None) -> None:
    then = clock.now() - timedelta(minutes=10)
    event = Event.objects.create(at=then, verb="x", object_type="x", object_id=1, scope=Event.Scope.OWN)
    Outbox.objects.create(event=event, next_at=then)
    outbox = client.get("/readyz").json()["checks"]["outbox"]
    assert not outbox["ok"]
    assert outbox["lag_seconds"] > 599


def test_a_cache_that_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(cache), "get", lambda *_args, **_kwargs: None, raising=False)
    assert [result.is_well for result in health.checks(["cache"])] == [False]


def test_a_broken_check_tells_its_kind_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> health.Finding:
        raise ConnectionError("password=hunter2")

    monkeypatch.setitem(health.CHECKS, "database", fail)
    (result,) = health.checks(["database"])
    assert result.problem == "ConnectionError"


def test_a_balancer_may_ask_for_the_web_part_alone(client: Client) -> None:
    answer = client.get("/readyz?only=database,migrations")
    assert answer.status_code == 200
    assert set(answer.json()["checks"]) == {"database", "migrations"}


def test_health_cannot_be_written(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
