"""Handing long work to the workers by its number; with the broker down it waits for the next sweep."""

import logging

from celery import current_app
from django.db import transaction

from esn.kit import events

log = logging.getLogger(__name__)


def hand_over(task: str, key: int) -> None:
    """Have a worker do it once the surrounding transaction is committed."""
    if not events.is_quiet():
        transaction.on_commit(lambda: _send(task, key), robust=True)


def _send(task: str, key: int) -> None:
    try:
        current_app.send_task(task, kwargs={"key": key})
    except Exception:  # the broker may be down in many ways; the row is safe
        log.warning("%s %s waits for the sweep: the workers could not be reached.", task, key)
