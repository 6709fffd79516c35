"""The one WebSocket consumer: it joins what the viewer may hear, and leaves what they may no longer."""

import asyncio
import json
import random
import time
from collections import deque
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from django.contrib.auth import get_user_model

from esn.kit.live import topics

MAX_TOPICS = 64
MAX_FRAME = 4096
MAX_FRAMES_PER_10_S = 80
RECYCLE_AFTER = 10 * 3600
UNAUTHENTICATED, TOO_MUCH, RECYCLED, SIGNED_OUT = 4401, 4429, 4000, 4403


class LiveConsumer(AsyncWebsocketConsumer):  # type: ignore[misc]  # channels has no types
    """Serves one browser tab."""

    async def connect(self) -> None:
        self.viewer = self.scope.get("user")
        self.joined: dict[str, set[str]] = {}
        self.frames: deque[float] = deque(maxlen=MAX_FRAMES_PER_10_S)
        await self.accept()
        if not self.viewer or not self.viewer.is_authenticated or not self.viewer.is_active:
            await self.close(UNAUTHENTICATED)
            return
        await self.channel_layer.group_add(f"person.{self.viewer.pk}", self.channel_name)
        delay = RECYCLE_AFTER * random.uniform(0.8, 1.1)  # noqa: S311  (spread, not secrecy)
        self.recycling = asyncio.get_running_loop().call_later(
            delay, lambda: asyncio.ensure_future(self.close(RECYCLED))
        )

    async def disconnect(self, code: int) -> None:
        if hasattr(self, "recycling"):
            self.recycling.cancel()
        for group in {f"person.{getattr(self.viewer, 'pk', 0)}", *self._groups()}:
            await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self._is_too_much(text_data):
            await self.close(TOO_MUCH)
            return
        try:
            frame = json.loads(text_data or "")
        except ValueError:
            return
        if isinstance(frame, dict) and isinstance(frame.get("subscribe"), str):
            await self._subscribe(frame["subscribe"])
        elif isinstance(frame, dict) and isinstance(frame.get("unsubscribe"), str):
            await self._unsubscribe(frame["unsubscribe"])

    def _is_too_much(self, text: str | None) -> bool:
        now = time.monotonic()
        is_flood = len(self.frames) == self.frames.maxlen and now - self.frames[0] < 10
        self.frames.append(now)
        return is_flood or text is None or len(text) > MAX_FRAME

    async def _subscribe(self, subscription: str) -> None:
        address = topics.unsign(self.viewer, subscription)
        groups = await self._look(address) if address else None
        if address is None or groups is None or len(self.joined) >= MAX_TOPICS:
            await self._say({"refused": True, "subscription": subscription[:200]})
            return
        await self._join(address, set(groups))
        await self._say({"topic": address, "subscribed": True})

    async def _unsubscribe(self, subscription: str) -> None:
        address = topics.unsign(self.viewer, subscription)
        if address in self.joined:
            await self._join(address, set())
            del self.joined[address]

    async def _join(self, address: str, wanted: set[str]) -> None:
        """Join and leave groups so that this topic hears exactly `wanted`."""
        before = self._groups()
        self.joined[address] = wanted
        after = self._groups()
        for group in after - before:
            await self.channel_layer.group_add(group, self.channel_name)
        for group in before - after:
            await self.channel_layer.group_discard(group, self.channel_name)

    def _groups(self) -> set[str]:
        return set().union(*self.joined.values()) if self.joined else set()

    @database_sync_to_async  # type: ignore[untyped-decorator]
    def _look(self, address: str) -> list[str] | None:
        viewer = get_user_model().objects.filter(pk=self.viewer.pk).first()
        return topics.groups_of(viewer, address) if viewer else None

    async def live_message(self, event: dict[str, Any]) -> None:
        """Pass a message on; a fragment carries content, so the viewer's right is looked up again."""
        for address in [name for name, groups in self.joined.items() if event["group"] in groups]:
            if event["is_fragment"] and await self._look(address) is None:
                await self._revoke(address)
            else:
                await self._say({"topic": address, **event["body"]})

    async def live_recheck(self, _event: dict[str, Any]) -> None:
        for address in list(self.joined):
            groups = await self._look(address)
            if groups is None:
                await self._revoke(address)
            else:
                await self._join(address, set(groups))

    async def live_close(self, _event: dict[str, Any]) -> None:
        await self.close(SIGNED_OUT)

    async def _revoke(self, address: str) -> None:
        await self._join(address, set())
        self.joined.pop(address, None)
        await self._say({"topic": address, "revoked": True})

    async def _say(self, message: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(message))
