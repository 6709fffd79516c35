"""The event log: nothing is lost, nothing is doubled, nothing is changed."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from esn.kit import clock, events
from esn.kit.models import Delivery, Event, EventLogError, Outbox
from people.models import Person

pytestmark = pytest.mark.django_db
VERB = "test.happened"


@pytest.fixture
def heard() -> Iterator[list[int]]:
    calls: list[int] = []
    events.listen(VERB, "test.listener")(lambda event: calls.append(event.pk))
    yield calls
    events._listeners.pop(VERB)


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    bells: list[int] = []
    monkeypatch.setattr(events, "_doorbell", [bells.append])
    return bells


def happen(bo: Person) -> Event:
    return events.record(VERB, actor=bo, about=bo)


def test_an_event_keeps_the_department_and_level_of_that_time(bo: Person) -> None:
    event = happen(bo)
    assert (event.department_id, event.level) == (bo.department_id, bo.level)


def test_an_event_is_never_changed(bo: Person) -> None:
    event = happen(bo)
    with pytest.raises(EventLogError):
        event.save()
    with pytest.raises(EventLogError):
        Event.objects.filter(pk=event.pk).update(verb="other")


def test_the_bell_rings_only_after_commit(
    bo: Person, heard: list[int], rung: list[int], django_capture_on_commit_callbacks: object
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        event = happen(bo)
        assert rung == []
    assert rung == [event.pk]


def test_a_rolled_back_change_leaves_no_event(bo: Person, heard: list[int]) -> None:
    before = (Event.objects.count(), Outbox.objects.count())

    def fail_after() -> None:
        with transaction.atomic():
            happen(bo)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after()
    assert (Event.objects.count(), Outbox.objects.count()) == before


def test_delivered_twice_has_one_effect(bo: Person, heard: list[int]) -> None:
    event = happen(bo)
    assert events.deliver(event.pk)
    assert events.deliver(event.pk)
    assert heard == [event.pk]
    assert not Outbox.objects.filter(event=event).exists()


def test_the_sweep_delivers_what_a_dead_worker_left(bo: Person, heard: list[int]) -> None:
    event = happen(bo)
    assert events.sweep() == 0, "the doorbell has its chance first"
    with clock.at(timezone.now() + timedelta(minutes=1)):
        assert events.sweep() >= 1
    assert heard == [event.pk]


def test_a_failing_listener_is_retried_then_set_aside_and_shown(bo: Person, heard: list[int]) -> None:
    @events.listen(VERB, "test.broken")
    def broken(_event: Event) -> None:
        raise ValueError("no")

    event = happen(bo)
    for minute in (1, 10, 60):
        with clock.at(timezone.now() + timedelta(minutes=minute)):
            events.sweep()
    row = Outbox.objects.quarantined().get()
    assert (row.attempts, "test.broken: no" in row.error) == (3, True)
    assert heard == [event.pk], "the healthy listener was not held up, and heard it once"
    assert not Delivery.objects.filter(listener="test.broken").exists()


def test_scope_tells_inside_from_across(bo: Person, max_: Person, cy: Person, gus: Person) -> None:
    assert events.scope_between(bo, max_, None) == "own"
    assert events.scope_between(bo, cy, None) == "cross"
    assert events.scope_between(bo, None, bo.department_id) == "own"
    assert events.scope_between(bo, gus, None) == "extended"


def test_quiet_recording_leaves_nothing_to_deliver(bo: Person, heard: list[int]) -> None:
    with events.quietly():
        event = happen(bo)
    assert not Outbox.objects.filter(event=event).exists()
