"""One scheduler at a time, nothing forgotten over a restart, every task known and in its queue."""

from datetime import timedelta
from typing import Any

import pytest

from esn import schedule
from esn.celery import app
from esn.kit import clock
from esn.kit.models import Heartbeat
from esn.scheduler import LEASE, LONG_AGO, LeasedScheduler, release_lease, take_lease

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the test's own connection: the scheduler closes old ones, and with them the test's transaction."""
    monkeypatch.setattr("esn.scheduler.close_old_connections", lambda: None)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect the tasks that are sent instead of sending them."""
    names: list[str] = []
    monkeypatch.setattr(
        "celery.beat.Scheduler.apply_async", lambda self, entry, **_options: names.append(entry.task)
    )
    return names


def run(scheduler: LeasedScheduler, ticks: int = 2 * len(schedule.beat_schedule)) -> None:
    for _ in range(ticks):
        scheduler.tick()


def test_the_lease_has_one_holder() -> None:
    assert take_lease("first")
    assert not take_lease("second")
    assert take_lease("first")


def test_a_lease_that_ran_out_is_taken_over() -> None:
    assert take_lease("first")
    with clock.at(clock.now() + LEASE + timedelta(seconds=1)):
        assert take_lease("second")
        assert not take_lease("first")


def test_a_lease_given_back_is_free_at_once() -> None:
    take_lease("first")
    release_lease("first")
    assert take_lease("second")


def test_a_stranger_cannot_give_a_lease_back() -> None:
    take_lease("first")
    release_lease("second")
    assert not take_lease("second")


def test_the_second_of_two_schedulers_sends_nothing(sent: list[str]) -> None:
    first, second = LeasedScheduler(app), LeasedScheduler(app)
    run(first)
    assert "kit.beat_heart" in sent
    sent.clear()
    run(second)
    assert sent == []


def test_what_never_ran_runs_at_once(sent: list[str]) -> None:
    run(LeasedScheduler(app))
    assert "kit.tidy" in sent


def test_a_rare_task_is_not_repeated_by_a_restart(sent: list[str]) -> None:
    first = LeasedScheduler(app)
    run(first)
    first.close()
    sent.clear()
    run(LeasedScheduler(app))
    assert "kit.beat_heart" in sent
    assert "kit.tidy" not in sent


def test_a_rare_task_that_was_missed_is_made_up_for(sent: list[str]) -> None:
    Heartbeat.objects.create(role="schedule:tidy", at=LONG_AGO)
    run(LeasedScheduler(app))
    assert "kit.tidy" in sent


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in schedule.beat_schedule.values()} <= set(app.tasks)


def test_each_queue_has_its_own_key() -> None:
    keys: list[Any] = [queue.routing_key for queue in schedule.task_queues]
    assert keys == [schedule.URGENT, schedule.NORMAL, schedule.BULK]


@pytest.mark.parametrize(
    ("task", "queue"),
    [
        ("kit.deliver", "urgent"),
        ("kit.sweep", "normal"),
        ("kit.tidy", "bulk"),
        ("analytics.anything", "bulk"),
    ],
)
def test_a_task_goes_to_the_queue_of_its_urgency(task: str, queue: str) -> None:
    options = app.amqp.router.route({}, task)
    assert options["queue"].name == queue


def test_no_task_may_last_until_redis_gives_it_to_another_worker() -> None:
    assert schedule.HARD_LIMIT < schedule.VISIBILITY
