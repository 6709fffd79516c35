"""Told exactly once: delivered twice, in batches, after a worker died, by two workers at the same moment."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from activity.actions import commenting, publishing, reacting
from communities.models import Community, Membership
from esn.kit import clock, events
from esn.kit.models import Delivery, Event
from inbox import bell, tasks
from inbox.actions import notifying, telling, tidying
from inbox.models import Cause, FanOut, Kind, Notification
from inbox.recipients import calls_of
from inbox.verbs import ACKNOWLEDGEMENT_ASKED
from people.models import Person
from tests.inbox.conftest import only, told

Round = Callable[[], None]


def crowd(place: Community, size: int) -> list[Person]:
    people = [
        Person(username=f"p{n}", display_name=f"P {n}", sort_name=f"p {n}", search_text="")
        for n in range(size)
    ]
    Person.objects.bulk_create(people)
    members = [Membership(community=place, person=person, since_at=clock.now()) for person in people]
    Membership.objects.bulk_create(members)
    return people


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifying, "BATCH", 10)


@pytest.fixture
def asked(hall: Community, max_: Person, clear: Round, small_batches: None) -> Event:
    """An announcement asks 25 people and Hall's own two; nobody has been told yet."""
    crowd(hall, 25)
    post = publishing.publish_post(max_, community=hall, title="Rules", body="Read this")
    clear()
    return events.record(ACKNOWLEDGEMENT_ASKED, actor=max_, about=post, thread_id=post.thread_id)


def test_the_same_event_twice_tells_once_even_when_it_was_read_meanwhile(
    hall: Community, max_: Person, bo: Person, clear: Round, work: Round
) -> None:
    clear()
    thread = publishing.publish_post(bo, community=hall, body="Hm").thread
    reacting.react(max_, thread, kind="like")
    work()
    event = Event.objects.get(verb="activity.reaction_added")
    Delivery.objects.all().delete()
    events.deliver(event.pk)
    assert only(bo).count == 1
    Notification.objects.update(read_at=clock.now())
    Delivery.objects.all().delete()
    events.deliver(event.pk)
    assert (only(bo).count, bell.count(bo)) == (1, 0)


def test_a_large_audience_is_left_to_the_workers_and_told_in_batches(
    asked: Event, work: Round, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    monkeypatch.setattr(notifying, "_starter", [begun.append])
    with django_capture_on_commit_callbacks(execute=True):
        work()
    fan = FanOut.objects.get()
    assert begun == [fan.pk]
    assert not Notification.objects.exists(), "the delivery itself told nobody"
    tasks.fan_out(fan.pk)
    fan.refresh_from_db()
    assert (fan.told, Notification.objects.count(), fan.done_at is None) == (27, 27, False)


def test_a_worker_that_dies_in_the_middle_is_followed_by_one_that_goes_on(
    asked: Event, work: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    fan = FanOut.objects.get()
    assert notifying.take_step(fan.pk)
    whole = telling.ring

    def die(people: list[int]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(telling, "ring", die)
    with pytest.raises(KeyboardInterrupt):
        notifying.take_step(fan.pk)
    monkeypatch.setattr(telling, "ring", whole)
    assert Notification.objects.count() == 10, "what the dead worker had begun is gone with it"
    tasks.sweep()
    assert Notification.objects.count() == 10, "it has its time first"
    with clock.at(clock.now() + timedelta(minutes=2)):
        tasks.sweep()
    counts = set(Notification.objects.values_list("count", flat=True))
    assert (Notification.objects.count(), Cause.objects.count(), counts) == (27, 27, {1})
    tasks.fan_out(fan.pk)
    assert Cause.objects.count() == 27


def test_an_audience_whose_object_is_gone_ends_quietly(asked: Event, work: Round, max_: Person) -> None:
    work()
    fan = FanOut.objects.get()
    notifying.take_step(fan.pk)
    publishing.remove_thread(max_, calls_of(asked)[0].thread)  # type: ignore[arg-type]
    tasks.fan_out(fan.pk)
    fan.refresh_from_db()
    assert fan.done_at
    assert fan.told == 10


def test_a_broker_that_is_down_fails_nothing(
    asked: Event, work: Round, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_pk: int) -> None:
        raise ConnectionError

    monkeypatch.setattr(notifying, "_starter", [fail])
    with django_capture_on_commit_callbacks(execute=True):
        work()
    assert FanOut.objects.get().done_at is None


def test_a_batch_is_told_in_few_statements(
    asked: Event, work: Round, django_assert_max_num_queries: Any
) -> None:
    work()
    with django_assert_max_num_queries(20):
        notifying.take_step(FanOut.objects.get().pk)


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_the_same_subject_make_one_row_that_counts_both(
    hall: Community, max_: Person, bo: Person, cy: Person
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time: there are no two")
    thread = publishing.publish_post(max_, community=hall, title="Lunch", body="Where?").thread
    made = [commenting.add_comment(who, thread, body=f"{n}") for n in range(4) for who in (bo, cy)]
    happened = list(Event.objects.filter(verb="activity.comment_added"))
    Notification.objects.all().delete()
    Delivery.objects.all().delete()
    barrier = threading.Barrier(len(happened))

    def deliver(event: Event) -> None:
        barrier.wait()
        try:
            for _again in range(6):
                if events.deliver(event.pk):
                    return
        finally:
            connection.close()

    workers = [threading.Thread(target=deliver, args=(event,)) for event in happened * 1]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    row = only(max_)
    assert (row.count, row.people, row.causes.count()) == (len(made), 2, len(made))
    assert told(max_) == [Kind.REPLY]


def test_a_second_unread_row_of_a_subject_is_refused_by_the_table(bo: Person) -> None:
    at = clock.now()
    row = {"person": bo, "kind": "schedule", "subject": "schedule:1", "first_at": at, "last_at": at}
    Notification.objects.create(**row)
    Notification.objects.create(**row, read_at=at)
    Notification.objects.bulk_create([Notification(**row)], ignore_conflicts=True)
    assert Notification.objects.count() == 2


def test_old_ones_are_forgotten_and_new_ones_stay(
    bo: Person, eli: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tidying, "BATCH", 2)
    now = clock.now()
    ages = {
        "read long ago": (100, 95),
        "read lately": (100, 5),
        "never read": (400, None),
        "fresh": (100, None),
    }
    for person in (bo, eli):
        for subject, (age, read) in ages.items():
            at = now - timedelta(days=age)
            read_at = now - timedelta(days=read) if read else None
            row = {"kind": "schedule", "subject": subject, "count": 1, "read_at": read_at}
            Notification.objects.create(person=person, first_at=at, last_at=at, **row)
    assert tasks.tidy() == 6
    assert set(Notification.objects.values_list("person", "subject")) == {
        (bo.pk, "read lately"),
        (bo.pk, "fresh"),
    }
