"""What the server process starts and ends with: the live loop; when embedded, worker and scheduler too."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

from esn.embedded import start_beat, start_worker
from esn.kit import live

log = logging.getLogger(__name__)
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def lifespan(_scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """Answer the server's start-up and shut-down messages."""
    stops: list[Callable[[], None]] = []
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            try:
                stops = await _start()
            except Exception as error:
                log.exception("The site could not start.")
                await send({"type": "lifespan.startup.failed", "message": str(error)})
                return
            await send({"type": "lifespan.startup.complete"})
        else:
            await _stop(stops)
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _start() -> list[Callable[[], None]]:
    live.set_loop(asyncio.get_running_loop())
    if not settings.EMBEDDED:
        return []
    return [await asyncio.to_thread(start) for start in (start_worker, start_beat)]


async def _stop(stops: list[Callable[[], None]]) -> None:
    # The scheduler first, so that nothing new is sent to a worker that is going.
    for stop in reversed(stops):
        await asyncio.to_thread(stop)
    live.set_loop(None)
