"""A browser tab's socket for tests; the library's own needs a server that we do not use."""

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator

SLOW = 3


class Tab(ApplicationCommunicator):
    """Speaks the WebSocket side of ASGI."""

    def __init__(self, application: Any, path: str, headers: list[tuple[bytes, bytes]]) -> None:
        scope = {
            "type": "websocket",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "headers": headers,
        }
        super().__init__(application, {**scope, "subprotocols": [], "client": ["127.0.0.1", 1]})

    async def connect(self) -> bool:
        """Return whether the server accepted."""
        await self.send_input({"type": "websocket.connect"})
        return bool((await self.receive_output(SLOW))["type"] == "websocket.accept")

    async def say(self, message: Any) -> None:
        await self.send_input({"type": "websocket.receive", "text": json.dumps(message)})

    async def hear(self) -> dict[str, Any]:
        """Return the next message; fails if the socket closes instead."""
        output = await self.receive_output(SLOW)
        assert output["type"] == "websocket.send", output
        message: dict[str, Any] = json.loads(output["text"])
        return message

    async def close_code(self) -> int:
        """Skip to the end and return why the server closed."""
        while (output := await self.receive_output(SLOW))["type"] != "websocket.close":
            pass
        return int(output.get("code", 0))

    async def leave(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1005})
        await self.wait(SLOW)
