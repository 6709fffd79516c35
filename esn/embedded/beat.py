"""The scheduler, run by a thread of this process."""

import logging
import threading
from collections.abc import Callable

from esn.celery import app
from esn.scheduler import LeasedScheduler

log = logging.getLogger(__name__)
PATIENCE = 10.0


def start_beat() -> Callable[[], None]:
    """Start the scheduler; return how to stop it."""
    ending = threading.Event()
    thread = threading.Thread(target=_tick_until, args=[ending], name="beat", daemon=True)
    thread.start()

    def stop() -> None:
        ending.set()
        thread.join(PATIENCE)

    return stop


def _tick_until(ending: threading.Event) -> None:
    scheduler = LeasedScheduler(app)
    while not ending.is_set():
        try:
            pause = scheduler.tick()
        except Exception:
            log.exception("The scheduler stumbled and goes on.")
            pause = scheduler.max_interval
        ending.wait(pause)
    scheduler.close()
