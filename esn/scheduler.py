"""The one scheduler: a second one waits for the lease, and what ran is remembered across restarts.

It decides only when; the tasks themselves are declared by the apps.
"""

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from django.db import DatabaseError, IntegrityError, InterfaceError, close_old_connections
from django.db.models import Q

from esn.kit import clock
from esn.kit.models import Heartbeat

log = logging.getLogger(__name__)
ROLE = "scheduler"
LEASE = timedelta(seconds=30)
RENEW_AFTER = timedelta(seconds=8)
# Work rarer than this is remembered, so that a daily task is not missed by a restart.
REMEMBERED_FROM = timedelta(seconds=60)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def take_lease(holder: str) -> bool:
    """Take or renew the scheduler's lease; return whether it is the holder's now."""
    now = clock.now()
    mine = {"at": now, "holder": holder, "lease_until": now + LEASE}
    free = Q(holder=holder) | Q(lease_until=None) | Q(lease_until__lt=now)
    if Heartbeat.objects.filter(free, role=ROLE).update(**mine):
        return True
    try:
        _, is_new = Heartbeat.objects.get_or_create(role=ROLE, defaults=mine)
    except IntegrityError:
        return False
    return is_new


def release_lease(holder: str) -> None:
    """Give the lease back, so that the next scheduler need not wait for it to run out."""
    Heartbeat.objects.filter(role=ROLE, holder=holder).update(lease_until=None)


@contextmanager
def _database_may_be_away() -> Iterator[None]:
    close_old_connections()
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        log.warning("The scheduler cannot reach the database and pauses: %s", error)
    finally:
        close_old_connections()


class LeasedScheduler(Scheduler):  # type: ignore[misc]  # celery has no types
    """Sends what is due while it holds the lease."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.holder = f"{socket.gethostname()[:40]}:{os.getpid()}:{os.urandom(4).hex()}"
        self.renewed_at = LONG_AGO
        self.is_informed = False
        super().__init__(*args, **kwargs)
        self.max_interval = 2

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Return the seconds to sleep; send nothing while another scheduler holds the lease."""
        if not self._holds_lease():
            self.is_informed = False
            return float(self.max_interval)
        with _database_may_be_away():
            self._recall()
            return float(super().tick(*args, **kwargs))
        return float(self.max_interval)

    def _holds_lease(self) -> bool:
        if clock.now() - self.renewed_at < RENEW_AFTER:
            return True
        with _database_may_be_away():
            if take_lease(self.holder):
                self.renewed_at = clock.now()
                return True
        return False

    def _recall(self) -> None:
        """Learn when each task was last sent, by whichever scheduler; what never was, is due now."""
        if self.is_informed:
            return
        known = dict(Heartbeat.objects.filter(role__startswith="schedule:").values_list("role", "at"))
        for name, entry in self.schedule.items():
            entry.last_run_at = known.get(f"schedule:{name}", LONG_AGO)
        self._heap = None
        self.is_informed = True

    def apply_entry(self, entry: ScheduleEntry, producer: Any = None) -> None:
        """Send a task, and remember that it was sent if it is a rare one."""
        super().apply_entry(entry, producer=producer)
        pace = getattr(entry.schedule, "run_every", None)
        if pace is None or pace >= REMEMBERED_FROM:
            Heartbeat.objects.update_or_create(role=f"schedule:{entry.name}", defaults={"at": clock.now()})

    def close(self) -> None:
        """Stop, leaving the lease to the next one."""
        with _database_may_be_away():
            release_lease(self.holder)
        super().close()
