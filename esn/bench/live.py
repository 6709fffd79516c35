"""`bin/bench live`: how soon a post reaches 500 open sockets of a running server, and whether each gets it."""

import argparse
import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

ROOT = Path(__file__).resolve().parent.parent.parent
POSTS = 30
PAUSE = 0.4
READERS = 50


def main() -> None:
    """Start a server on an empty folder, connect, publish, and print the delays."""
    parser = argparse.ArgumentParser(prog="bin/bench live", description=__doc__)
    parser.add_argument("--sockets", type=int, default=500)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        environment = {**os.environ, "ESN_DATA_DIR": folder, "PORT": str(port), "LOG_LEVEL": "ERROR"}
        tell = [sys.executable, "manage.py"]
        subprocess.run([*tell, "migrate", "-v0"], env=environment, check=True, cwd=ROOT)
        script = [sys.executable, "-m", "esn.bench.live_company", str(READERS)]
        company = json.loads(subprocess.check_output(script, env=environment, cwd=ROOT).splitlines()[-1])
        arguments = [
            "-m",
            "uvicorn",
            "esn.asgi:application",
            "--port",
            str(port),
            "--log-level",
            "error",
            "--no-access-log",
        ]
        server = subprocess.Popen([sys.executable, *arguments], env=environment, cwd=ROOT)
        try:
            wait_for(port)
            asyncio.run(measure(port, company, options.sockets))
        finally:
            server.terminate()
            server.wait(15)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(150):
        try:
            urllib.request.urlopen(f"http://localhost:{port}/healthz", timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    sys.exit("the server did not start")


async def measure(port: int, company: dict[str, Any], number: int) -> None:
    """Open the sockets, publish, and compare when each heard with when the post was sent."""
    readers = company["readers"]
    start = time.perf_counter()
    tabs: list[ClientConnection] = []
    for batch in range(0, number, 25):
        keys = [readers[n % len(readers)] for n in range(batch, min(batch + 25, number))]
        tabs += await asyncio.gather(*(open_tab(port, *key) for key in keys))
    print(f"{number} sockets open in {time.perf_counter() - start:.1f} s")
    heard: list[dict[int, float]] = [{} for _ in tabs]
    listening = [asyncio.create_task(listen(tab, into)) for tab, into in zip(tabs, heard, strict=True)]
    sent: dict[int, float] = {}
    for turn in range(POSTS):
        at = time.perf_counter()
        sent[await asyncio.to_thread(publish, port, company, turn)] = at
        await asyncio.sleep(PAUSE)
    await asyncio.sleep(2)
    for task in listening:
        task.cancel()
    report(sent, heard)
    await asyncio.gather(*(tab.close() for tab in tabs))


async def open_tab(port: int, session: str, subscription: str) -> ClientConnection:
    """Connect as one reader and subscribe to the home stream."""
    headers = {"Cookie": f"session={session}"}
    tab = await connect(
        f"ws://localhost:{port}/live/", additional_headers=headers, origin=Origin(f"http://localhost:{port}")
    )
    await tab.send(json.dumps({"subscribe": subscription}))
    if not json.loads(await tab.recv()).get("subscribed"):
        sys.exit("a subscription was refused")
    return tab


async def listen(tab: ClientConnection, into: dict[int, float]) -> None:
    """Note when each thread was heard of."""
    async for message in tab:
        told = json.loads(message)
        if "thread" in told:
            into[told["thread"]] = time.perf_counter()


def publish(port: int, company: dict[str, Any], turn: int) -> int:
    """Publish a post by the API and return its thread."""
    body = json.dumps({"community": company["community"], "body": f"Measurement {turn}"}).encode()
    headers = {"Authorization": f"Bearer {company['token']}", "Content-Type": "application/json"}
    request = urllib.request.Request(f"http://localhost:{port}/api/v1/threads/", body, headers)
    with urllib.request.urlopen(request, timeout=20) as response:
        return int(json.load(response)["id"])


def report(sent: dict[int, float], heard: list[dict[int, float]]) -> None:
    """Print the delays from sending the post to hearing of it, and what was lost."""
    delays = sorted((at - sent[pk]) * 1000 for one in heard for pk, at in one.items() if pk in sent)
    lost = len(sent) * len(heard) - len(delays)
    if not delays:
        sys.exit("nothing was heard")
    p99 = delays[int(len(delays) * 0.99) - 1]
    print(
        f"post sent → heard, {len(delays)} deliveries: "
        f"median {statistics.median(delays):.0f} ms, p99 {p99:.0f} ms, lost {lost}"
    )


if __name__ == "__main__":
    main()
