"""The one source of "now", so that a history can be replayed through the ordinary actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.utils import timezone

YEAR = timedelta(days=365)

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    """Return the present moment in UTC, or the moment pinned by `at`."""
    return _pinned.get() or timezone.now()


def today() -> date:
    """Return the present day in the active time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Make `now` answer `moment` inside the block; for histories, imports and tests."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
