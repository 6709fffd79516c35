"""Two roll-ups at once do not double anything, on whichever engine the tests run."""

import threading

import pytest
from django.db import connection

from activity import events as verbs
from analytics.actions import rolling
from analytics.models import DayFact, DirtyDay
from people.models import Person
from tests.analytics.conftest import Act


@pytest.mark.django_db(transaction=True)
def test_two_roll_ups_at_once_count_once(act: Act, bo: Person, cy: Person) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the test database of SQLite lives in one connection; its writers take turns anyway")
    for day in range(40):
        act(bo, verbs.COMMENT_ADDED, to=cy, day=day)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            rolling.rebuild()
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert DayFact.objects.count() == 40
    assert not DirtyDay.objects.exists()
