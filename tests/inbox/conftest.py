"""What the stories of the bell need: the workers' round, and what stands in somebody's bell."""

from collections.abc import Callable

import pytest

from esn.kit.events import deliver
from esn.kit.models import Outbox
from inbox import bell
from inbox.models import Notification
from people.models import Person
from tests.api.conftest import Program, program

__all__ = ["Program", "program"]


@pytest.fixture
def work(db: None) -> Callable[[], None]:
    """Let the workers deliver everything that happened so far; whatever happened before a story is old news."""

    def round_() -> None:
        for event_id in list(Outbox.objects.order_by("event_id").values_list("event_id", flat=True)):
            assert deliver(event_id)

    return round_


@pytest.fixture
def clear(work: Callable[[], None]) -> Callable[[], None]:
    """Deliver what made the rooms, and begin with empty bells."""

    def empty() -> None:
        work()
        Notification.objects.all().delete()

    return empty


def told(person: Person) -> list[str]:
    """Return the kinds of what a person sees in their bell, newest first."""
    return list(bell.seen(person).newest_first().values_list("kind", flat=True))


def texts(person: Person) -> list[str]:
    """Return the sentences that a person sees, newest first."""
    return [line.text for line in bell.lines(bell.page(person).rows)]


def only(person: Person) -> Notification:
    """Return the one notification that a person sees."""
    return bell.seen(person).get()
