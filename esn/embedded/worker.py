"""A Celery worker with a pool of threads, run by a thread of this process."""

import logging
import threading
from collections.abc import Callable

from celery.worker import state

from esn.celery import app

log = logging.getLogger(__name__)
PATIENCE = 10.0


def start_worker() -> Callable[[], None]:
    """Start the worker and wait until it listens; return how to stop it, which lets running tasks end."""
    listening = threading.Event()
    worker = app.WorkController(
        hostname="embedded@localhost",
        without_heartbeat=True,
        without_mingle=True,
        without_gossip=True,
        ready_callback=lambda _consumer: listening.set(),
    )
    state.should_stop = None
    thread = threading.Thread(target=_work, args=[worker.start], name="worker", daemon=True)
    thread.start()
    if not listening.wait(PATIENCE):
        log.error("The worker did not start within %s s.", PATIENCE)

    def stop() -> None:
        state.should_stop = 0
        # The worker looks up from its queue when something arrives, and once more before it goes.
        for _ in range(2):
            app.send_task("kit.beat_heart")
        thread.join(PATIENCE)

    return stop


def _work(start: Callable[[], None]) -> None:
    try:
        start()
    except SystemExit:
        log.info("The worker has stopped.")
    except BaseException:
        # Readiness shows it too: without a worker the heartbeat grows old.
        log.exception("The worker died.")
