"""A real server and a real browser for the journeys."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "correct-horse-battery"  # noqa: S105
SignIn = Callable[..., Page]
# Journeys tell what happens, not how fast: a busy machine may take its time.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the site with a small company and return where it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("journeys")
    environment = {
        **os.environ,
        "ESN_DATA_DIR": str(folder),
        "PORT": str(port),
        "SECRET_KEY": "journeys" * 8,
        "DEBUG": "1",
    }
    environment |= own_database(os.environ.get("DATABASE_URL", ""))
    environment.pop("REDIS_URL", None)
    run = {"env": environment, "cwd": ROOT}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, **run)  # type: ignore[call-overload]
    subprocess.run([sys.executable, "-m", "tests.journeys.company", PASSWORD], check=True, **run)  # type: ignore[call-overload]
    arguments = [sys.executable, "-m", "uvicorn", "esn.asgi:application", "--port", str(port)]
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(arguments, stdout=log, stderr=log, **run)  # type: ignore[call-overload]
    try:
        wait_for(f"http://localhost:{port}/healthz", folder / "server.log")
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(20)


def own_database(url: str) -> dict[str, str]:
    """Make a fresh database beside the given one, so that journeys and unit tests do not meet."""
    if not url.startswith("postgres"):
        return {"DATABASE_URL": ""}
    import psycopg2

    own, _, _name = url.rpartition("/")
    # Modules of journeys run beside each other, one a worker.
    name = f"esn_journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    connection = psycopg2.connect(f"{own}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    return {"DATABASE_URL": f"{own}/{name}"}


def wait_for(url: str, log: Path) -> None:
    for _ in range(600):
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"the server did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("ESN_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium on this machine: install it, or name one in ESN_CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def sign_in(browser: Browser, address: str) -> Iterator[SignIn]:
    """Return a page on which somebody is signed in: sign_in("bo", scripts=False, width=390)."""
    contexts = []

    def enter(username: str, *, scripts: bool = True, width: int = 1440) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(base_url=address, java_script_enabled=scripts, viewport=size)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.goto("/accounts/login/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/")
        return page

    yield enter
    for context in contexts:
        context.close()
