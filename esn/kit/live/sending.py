"""Sending to groups after commit, from any thread, without ever failing the work that caused it."""

import asyncio
import logging
from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.db import transaction

from esn.kit import events

log = logging.getLogger(__name__)
# Renders an object for nobody in particular; returns the parts of the message that carry it, or None if it is gone.
Fragment = Callable[[int], dict[str, Any] | None]

_fragments: dict[str, Fragment] = {}
_loop: list[asyncio.AbstractEventLoop] = []


def set_loop(loop: asyncio.AbstractEventLoop | None) -> None:
    """Name the server's event loop: the in-memory layer may only be touched from there."""
    _loop[:] = [loop] if loop else []


def publish(group: str, message: dict[str, Any], *, is_fragment: bool = False) -> None:
    """Send a message to a group once the surrounding transaction is committed."""
    _after_commit(
        group, {"type": "live.message", "group": group, "body": message, "is_fragment": is_fragment}
    )


def publish_many(groups: list[str], message: dict[str, Any]) -> None:
    """Send one hint without content to many groups, in one go, once the surrounding transaction is committed."""
    if groups and not events.is_quiet():
        transaction.on_commit(lambda: _send_many(groups, message), robust=True)


def fragment(name: str) -> Callable[[Fragment], Fragment]:
    """Register how an object is rendered for the socket: the same template as on the page."""

    def register(renderer: Fragment) -> Fragment:
        _fragments[name] = renderer
        return renderer

    return register


def publish_fragment(group: str, name: str, key: int, **extra: Any) -> None:
    """Render an object once after commit and send it to a small audience, each of whom is checked again."""
    if not events.is_quiet():
        transaction.on_commit(lambda: _send_fragment(group, name, key, extra), robust=True)


def _send_fragment(group: str, name: str, key: int, extra: dict[str, Any]) -> None:
    rendered = _fragments[name](key)
    if rendered is not None:
        body = {**rendered, **extra}
        _send(group, {"type": "live.message", "group": group, "body": body, "is_fragment": True})


def recheck(person_id: int) -> None:
    """Have a person's sockets drop every topic that is no longer theirs."""
    _after_commit(f"person.{person_id}", {"type": "live.recheck"})


def close(person_id: int) -> None:
    """Close a person's sockets; those still signed in come back by themselves."""
    _after_commit(f"person.{person_id}", {"type": "live.close"})


def _after_commit(group: str, message: dict[str, Any]) -> None:
    if not events.is_quiet():
        transaction.on_commit(lambda: _send(group, message), robust=True)


def _send(group: str, message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    try:
        if _loop and _loop[0].is_running():
            future = asyncio.run_coroutine_threadsafe(layer.group_send(group, message), _loop[0])
            future.add_done_callback(_note)
        else:
            async_to_sync(layer.group_send)(group, message)
    except Exception as error:  # the layer may be away in many ways; readers fall back to polling
        log.warning("Live update to %s was not sent: %s", group, error)


def _send_many(groups: list[str], message: dict[str, Any]) -> None:
    layer = get_channel_layer()
    if layer is None:
        return
    sent = [
        {"type": "live.message", "group": group, "body": message, "is_fragment": False} for group in groups
    ]

    async def send_all() -> None:
        for group, body in zip(groups, sent, strict=True):
            await layer.group_send(group, body)

    try:
        if _loop and _loop[0].is_running():
            asyncio.run_coroutine_threadsafe(send_all(), _loop[0]).add_done_callback(_note)
        else:
            async_to_sync(send_all)()
    except Exception as error:  # the layer may be away in many ways; readers fall back to polling
        log.warning("Live updates to %d groups were not sent: %s", len(groups), error)


def _note(future: Any) -> None:
    if not future.cancelled() and future.exception():
        log.warning("Live update was not sent: %s", future.exception())
