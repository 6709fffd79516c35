"""What is written in a story can be found in it."""

from collections.abc import Callable
from typing import Any

import pytest

from esn.kit import events
from esn.kit.models import Outbox
from esn.search import answering, indexing
from esn.search.answering import Answer
from people.models import Person

Look = Callable[..., list[str]]


@pytest.fixture
def hear() -> Callable[[], None]:
    """Return a worker that hands over what waits in the outbox."""

    def deliver() -> None:
        for pk in Outbox.objects.order_by("pk").values_list("event_id", flat=True):
            assert events.deliver(pk)

    return deliver


@pytest.fixture
def index(db: None) -> Callable[[], None]:
    """Return a rebuild of the whole index."""

    def build() -> None:
        for _ in indexing.rebuild(is_fresh=True):
            pass

    return build


@pytest.fixture
def ask(hear: Callable[[], None]) -> Callable[..., Answer]:
    """Return a search after everything was delivered."""

    def search(viewer: Person, text: str, **choices: Any) -> Answer:
        hear()
        return answering.answer(viewer, text, **choices)

    return search


@pytest.fixture
def look(ask: Callable[..., Answer]) -> Look:
    """Return the titles that a search finds, in order."""

    def titles(viewer: Person, text: str, **choices: Any) -> list[str]:
        return [hit.entry.title or hit.entry.body for hit in ask(viewer, text, **choices).hits]

    return titles
