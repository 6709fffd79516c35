"""`bin/test`: the checks, then every test; in a browser too where one can be had."""

import argparse
import os
import platform
import shutil
from pathlib import Path

import checking
from tools import capture, run, tool

import installing
from places import PYTHON, value_of
from terminal import Step, say, step

HELP = """\
Runs bin/check and then all tests. With arguments, runs pytest with them and no checks:
  bin/test tests/people -k follow
DATABASE_URL and REDIS_URL choose the engines: without them SQLite, and everything in one process.
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PARALLEL = "2"


def main(arguments: list[str]) -> int:
    """Run the tests; return 0 when all is well."""
    if arguments in (["-h"], ["--help"]):
        argparse.ArgumentParser("bin/test", usage="bin/test [PYTEST ARGUMENTS]\n\n" + HELP).print_help()
        return 0
    say(f"database: {_engine('DATABASE_URL', 'SQLite')} · queue: {_engine('REDIS_URL', 'in process')}")
    installing.ensure("run", "test")
    with step("browser") as current:
        browser = find_browser(current)
        current.result = browser or "none found: browser tests are skipped"
    if browser:
        os.environ["ESN_CHROMIUM"] = browser
    # The figures of one thread, not of two threads per test process fighting for two cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if arguments:
        return run(str(PYTHON), "-m", "pytest", *arguments)
    # The second of two profiles need not check the same code again.
    checked = 0 if os.environ.get("ESN_SKIP_CHECKS") == "1" else checking.main([])
    tested = run(str(PYTHON), "-m", "pytest", "-q", "-n", PARALLEL, "--dist", "loadscope", "--durations", "8")
    return checked or tested


def _engine(name: str, default: str) -> str:
    """Return which engine a setting names, without its password."""
    return value_of(name).split("://", 1)[0] or default


def find_browser(current: Step) -> str:
    """Return the path of a Chromium, installing one where that is possible; empty when there is none."""
    given = os.environ.get("ESN_CHROMIUM", "")
    if given:
        return given
    return _installed_browser() or _from_package_manager(current) or _from_playwright(current)


def _installed_browser() -> str:
    found = (shutil.which(name) for name in BROWSERS)
    return next((path for path in found if path), "") or next(
        (p for p in MAC_BROWSERS if Path(p).exists()), ""
    )


def _from_package_manager(current: Step) -> str:
    if platform.system() == "Darwin":
        current.announce("brew install --cask chromium would give the browser tests a browser")
        return ""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return ""
    current.announce("installing Chromium from the system's packages")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    capture("apt-get", "update", "-qq", **quiet)
    capture("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", **quiet)
    return _installed_browser()


def _from_playwright(current: Step) -> str:
    current.announce("asking Playwright for its Chromium")
    code, _ = capture("timeout", "300", tool("playwright"), "install", "chromium-headless-shell")
    if code:
        return ""
    script = (
        "from playwright.sync_api import *\nwith sync_playwright() as p: print(p.chromium.executable_path)"
    )
    code, output = capture(str(PYTHON), "-c", script)
    path = output.strip().splitlines()[-1] if not code and output.strip() else ""
    return path if Path(path).exists() else ""
