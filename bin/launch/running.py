"""`bin/run`: from a fresh clone to a running site, with every step shown."""

import argparse
import json
import os
import subprocess
import time
from pathlib import Path
from typing import Any

import asking
import installing
import places
import preflight
from places import PYTHON, ROOT, shown
from supervising import Child, Supervisor
from terminal import BOLD, Refusal, paint, say, step

READY_WITHIN = 120.0
HELP = """\
Starts ESN: installs what is locked, prepares the database, and keeps everything running until Ctrl-C.
Without settings it needs nothing but Python: SQLite, worker and scheduler live in one process.

settings (environment, or a file .env beside the README):
  PORT=8000               where it answers            HOST=127.0.0.1   who may reach it; 0.0.0.0 for all
  ESN_DATA_DIR=var        database, files, key, logs  BASE_URL=…       the address people use
  ESN_DEMO_PASSWORD=…     of the demo accounts        ALLOWED_HOSTS=…  names it answers to
  DATABASE_URL, REDIS_URL on servers: PostgreSQL and Redis; web, worker and scheduler become processes
"""


def main(arguments: list[str]) -> int:
    """Run the site; return the exit code."""
    parser = argparse.ArgumentParser(
        "bin/run", description=HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")
    options = parser.parse_args(arguments)
    places.load_environment()
    folder, host = places.data_folder(), os.environ.get("HOST") or "127.0.0.1"
    port = preflight.check_port(os.environ.get("PORT") or "8000", host)
    preflight.check_folder(folder)
    with preflight.take_lock(folder):
        os.environ.update(PORT=str(port), HOST=host, ESN_DATA_DIR=str(folder))
        return _run(folder, port, is_demo=not options.no_demo)


def _run(folder: Path, port: int, *, is_demo: bool) -> int:
    started_at = time.monotonic()
    say(f"{paint(BOLD, 'ESN')} · data in {shown(folder)}")
    installing.ensure("run")
    summary = prepare(is_demo=is_demo)
    supervisor = Supervisor(children_of(folder))
    supervisor.start()
    try:
        if wait_until_ready(supervisor, port):
            say()
            for line in welcome(summary, folder, time.monotonic() - started_at):
                say(line)
            supervisor.is_ready = True
            supervisor.watch(pause=0.5)
        if supervisor.stop_signal:
            say("\n  stopping …")
    finally:
        supervisor.stop()
    return supervisor.exit_code()


def prepare(*, is_demo: bool) -> dict[str, Any]:
    """Have Django bring everything up to date; return what to tell the visitor."""
    command = [str(PYTHON), "manage.py", "prepare", *([] if is_demo else ["--no-demo"])]
    # Its steps go to the terminal as they happen; the summary comes back on the other stream.
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        output = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise Refusal("The site could not be prepared; the reason stands above.")
    summary = json.loads(output.splitlines()[-1])
    return dict(summary)


def children_of(folder: Path) -> list[Child]:
    """Return the processes to run: one for everything, or with Redis one for each task."""
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    web = Child("web", [str(PYTHON), "manage.py", "serve"], logs / "web.log")
    if not places.value_of("REDIS_URL"):
        return [web]
    celery = [str(PYTHON), "-m", "celery", "-A", "esn"]
    crew = ["--concurrency", os.environ.get("ESN_WORKERS") or "2"]
    worker = Child("worker", [*celery, "worker", "--loglevel", "warning", *crew], logs / "worker.log")
    beat = Child("beat", [*celery, "beat", "--loglevel", "warning"], logs / "beat.log")
    return [web, worker, beat]


def wait_until_ready(supervisor: Supervisor, port: int) -> bool:
    """Wait until the site says that it can work; explain and give up when it does not."""
    deadline = time.monotonic() + READY_WITHIN
    findings: dict[str, Any] = {}

    def is_ready() -> bool:
        nonlocal findings
        status, findings = asking.ask(port, host=_reachable_host())
        return status == 200 or time.monotonic() > deadline

    with step("ready") as current:
        supervisor.watch(is_ready)
        if supervisor.stop_signal:
            current.is_well, current.result = False, "stopped before it was ready"
            return False
        if supervisor.has_given_up or time.monotonic() > deadline:
            supervisor.has_given_up = True
            raise Refusal(_diagnosis(supervisor, findings))
        current.result = ", ".join(child.name for child in supervisor.children)
    return True


def _reachable_host() -> str:
    host = os.environ["HOST"]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (the reverse of binding to all)


def _diagnosis(supervisor: Supervisor, findings: dict[str, Any]) -> str:
    worst = max(supervisor.children, key=lambda child: child.crashes)
    reasons = asking.problems(findings) or worst.last_words()
    return "\n    ".join([f"The site does not become ready; see {shown(worst.log)}:", *reasons])


def welcome(summary: dict[str, Any], folder: Path, seconds: float) -> list[str]:
    """Return what a visitor needs to know to begin."""
    lines = [f"  {paint(BOLD, 'Open')}            {paint(BOLD, summary['address'])}"]
    if summary.get("admin_link"):
        lines.append(f"  Administrator   {summary['admin_link']}")
        lines.append("                  (signs you in as the administrator, once)")
    accounts: list[str] = summary.get("accounts", [])
    if accounts:
        lines.append(f"  Demo accounts   {accounts[0]}")
        lines += [f"                  {account}" for account in accounts[1:]]
        lines.append(f"  Password        {summary['password']}")
    lines.append("")
    return [*lines, f"  Up in {seconds:.1f} s. Ctrl-C stops it. Logs: {shown(folder / 'logs')}"]
