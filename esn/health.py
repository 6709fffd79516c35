"""Is the site alive, and can it work? `/healthz` for the process, `/readyz` for all it stands on."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from esn.kit import clock
from esn.kit.models import Heartbeat, Outbox
from people.middleware import public

WORKER_SILENCE = timedelta(seconds=60)
SCHEDULER_SILENCE = timedelta(seconds=60)
OUTBOX_LAG = timedelta(minutes=2)
PATIENCE = 2.0

Finding = dict[str, Any]


class Unwell(Exception):  # noqa: N818  (a state, not a mistake)
    """A check failed; the message says what is wrong in one sentence, and the findings go along."""

    def __init__(self, message: str, **finding: Any) -> None:
        super().__init__(message)
        self.finding = finding


@dataclass(frozen=True)
class Result:
    """What one check found, and how long it took."""

    name: str
    is_well: bool
    seconds: float
    finding: Finding

    @property
    def problem(self) -> str:
        """What is wrong in one sentence; empty when all is well."""
        return str(self.finding.get("problem", ""))

    def as_dict(self) -> Finding:
        """Return the result as it stands in the JSON answer."""
        return {"ok": self.is_well, "ms": round(self.seconds * 1000, 1), **self.finding}


def check_database() -> Finding:
    """Ask the database for one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return {"vendor": connection.vendor}


def check_migrations() -> Finding:
    """Compare the applied migrations with those of the code."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        problem = _("Migrations to apply: %(count)d. Run manage.py migrate.") % {"count": len(missing)}
        raise Unwell(problem, missing=len(missing))
    return {}


def check_cache() -> Finding:
    """Put a value into the cache and take it out again."""
    key, value = f"ready:{uuid4().hex}", uuid4().hex
    cache.set(key, value, 10)
    found = cache.get(key)
    cache.delete(key)
    if found != value:
        raise Unwell(_("The cache does not give back what was put into it."))
    return {}


def check_live() -> Finding:
    """Send a message through the channel layer and receive it."""
    async_to_sync(_round_trip)()
    return {}


async def _round_trip() -> None:
    layer = get_channel_layer()
    if layer is None:
        raise Unwell(_("There is no channel layer."))
    async with asyncio.timeout(PATIENCE):
        channel = await layer.new_channel("ready")
        await layer.send(channel, {"type": "ready.check"})
        await layer.receive(channel)


def check_worker() -> Finding:
    """Look when a worker last ran the heartbeat task."""
    return _sign_of_life("worker", WORKER_SILENCE)


def check_scheduler() -> Finding:
    """Look when the scheduler last renewed its lease."""
    return _sign_of_life("scheduler", SCHEDULER_SILENCE)


def _sign_of_life(role: str, silence: timedelta) -> Finding:
    heartbeat = Heartbeat.objects.filter(role=role).first()
    if heartbeat is None:
        raise Unwell(_("No sign of life yet."))
    age = _age(heartbeat.at)
    finding = {"age_seconds": age, "last_at": heartbeat.at.isoformat()}
    if age > silence.total_seconds():
        raise Unwell(_("No sign of life for %(age)d s.") % {"age": age}, **finding)
    return finding


def check_outbox() -> Finding:
    """Measure for how long the oldest due event has been waiting for its listeners."""
    oldest = Outbox.objects.due().aggregate(at=Min("next_at"))["at"]
    lag = _age(oldest) if oldest else 0.0
    finding = {
        "lag_seconds": lag,
        "waiting": Outbox.objects.filter(quarantined_at=None).count(),
        "quarantined": Outbox.objects.quarantined().count(),
    }
    if lag > OUTBOX_LAG.total_seconds():
        raise Unwell(_("Events have been waiting for %(lag)d s.") % {"lag": lag}, **finding)
    return finding


def _age(moment: datetime) -> float:
    return round(max(0.0, (clock.now() - moment).total_seconds()), 1)


CHECKS: dict[str, Callable[[], Finding]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
    "live": check_live,
    "worker": check_worker,
    "scheduler": check_scheduler,
    "outbox": check_outbox,
}


def checks(names: list[str] | None = None) -> list[Result]:
    """Run the named checks, or all; a check that breaks is a finding, never an error."""
    return [_run(name, check) for name, check in CHECKS.items() if not names or name in names]


def _run(name: str, check: Callable[[], Finding]) -> Result:
    started = time.perf_counter()
    try:
        is_well, finding = True, check()
    except Unwell as unwell:
        is_well, finding = False, {"problem": str(unwell), **unwell.finding}
    except Exception as error:  # whatever breaks here is what the caller asked about
        # The kind of error alone: a message may name hosts and accounts, and anybody may read this page.
        is_well, finding = False, {"problem": type(error).__name__}
    return Result(name, is_well, time.perf_counter() - started, finding)


@public("a supervisor asks whether the process answers")
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer that the process answers; touches nothing else."""
    return JsonResponse({"status": "ok"})


@public("a load balancer asks whether the site can work")
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when all is well and 503 when not; `?only=database,migrations` asks for less."""
    only = [name for name in request.GET.get("only", "").split(",") if name in CHECKS]
    results = checks(only)
    is_ready = all(result.is_well for result in results)
    answer = {
        "status": "ok" if is_ready else "unwell",
        "checks": {result.name: result.as_dict() for result in results},
    }
    response = JsonResponse(answer, status=200 if is_ready else 503)
    # The caller is told; Django would also log each such answer as an error of the server.
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
