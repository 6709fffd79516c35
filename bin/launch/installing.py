"""The virtual environment and what is installed in it: exactly the locked versions, checked by hash."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from places import PYTHON, REQUIREMENTS, ROOT, VENV
from terminal import Refusal, Step, step

Command = list[str]
# Debian splits this part of Python off into a package of its own.
NO_PIP = (
    "Python's venv module cannot install pip here: install it first "
    "(Debian and Ubuntu: apt install python3-venv; or install uv), then start again."
)


def ensure(*names: str) -> None:
    """Make the environment and install the named lists, unless exactly that was done before."""
    with step("dependencies") as current:
        missing = [name for name in names if not _is_installed(name)]
        if not missing:
            current.result = "unchanged"
            return
        _make_environment(current)
        count = _count(names)
        current.announce(f"installing {count} packages, once; this may take a minute")
        _install(names, current)
        for name in names:
            _stamp(name).write_text(_fingerprint(name), encoding="utf-8")
        current.result = f"{count} packages, each checked by its hash"


def _stamp(name: str) -> Path:
    return VENV / f".installed-{name}"


def _is_installed(name: str) -> bool:
    stamp = _stamp(name)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text(encoding="utf-8") == _fingerprint(name)


def _fingerprint(name: str) -> str:
    """Return a hash over the Python version and the locked list."""
    digest = hashlib.sha256(f"{sys.version_info[:2]}".encode())
    digest.update((REQUIREMENTS / f"{name}.txt").read_bytes())
    return digest.hexdigest()


def _count(names: tuple[str, ...]) -> int:
    texts = ((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8") for name in names)
    return len({line.split("==")[0] for text in texts for line in text.splitlines() if "==" in line})


def _make_environment(current: Step) -> None:
    if PYTHON.exists() and _runs([str(PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    current.announce("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if has_uv():
        _run(["uv", "venv", "--quiet", "--python", sys.executable, str(VENV)], current)
    elif importlib.util.find_spec("ensurepip"):
        _run([sys.executable, "-m", "venv", str(VENV)], current)
    else:
        _make_without_ensurepip(current)


def _make_without_ensurepip(current: Step) -> None:
    is_root_on_debian = (
        os.geteuid() == 0 and shutil.which("apt-get") and sys.executable.startswith("/usr/bin")
    )
    if _outer_pip() is None and is_root_on_debian:
        current.announce("installing Debian's python3-venv")
        package = f"python3.{sys.version_info[1]}-venv"
        _runs(["apt-get", "update", "-qq"])
        if _runs(["apt-get", "install", "-y", "-qq", package]) and not VENV.exists():
            _run([sys.executable, "-m", "venv", str(VENV)], current)
            return
    if _outer_pip() is None:
        raise Refusal(NO_PIP)
    _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)], current)


def has_uv() -> bool:
    """Tell whether uv can be used; it is four times as fast, and never required."""
    return os.environ.get("ESN_WITHOUT_UV") != "1" and bool(shutil.which("uv")) and _runs(["uv", "--version"])


def _outer_pip() -> Command | None:
    pip = [sys.executable, "-m", "pip"]
    return [*pip, "--python", str(PYTHON)] if _runs([*pip, "--version"]) else None


def _installer() -> Command:
    """Return how to install: with uv, with the environment's own pip, or with the system's pip."""
    if has_uv():
        return ["uv", "pip", "install", "--python", str(PYTHON)]
    inner = [str(PYTHON), "-m", "pip"]
    outer = None
    if not _runs([*inner, "--version"]) and not _runs([str(PYTHON), "-m", "ensurepip"]):
        outer = _outer_pip()
        if outer is None:
            raise Refusal(NO_PIP)
    quiet = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    return [*(outer or inner), "install", *quiet]


def _install(names: tuple[str, ...], current: Step) -> None:
    files = [argument for name in names for argument in ("-r", str(REQUIREMENTS / f"{name}.txt"))]
    seen = 0

    def count(line: str) -> None:
        nonlocal seen
        if line.startswith("Collecting "):
            seen += 1
            current.note(f"{seen} · {line.split()[1].split('==', maxsplit=1)[0]}")

    _run([*_installer(), "--require-hashes", *files], current, count)


def _runs(command: Command) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode == 0
    except OSError:
        return False


def _run(command: Command, current: Step, watch: Callable[[str], None] = lambda _line: None) -> None:
    """Run a command, showing its lines as they come to `watch`; refuse with its last words if it fails."""
    last: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT
    ) as process:
        for line in process.stdout or ():
            watch(line)
            last = [*last, line.rstrip()][-12:]
    if process.returncode:
        words = "\n    ".join(last)
        raise Refusal(f"The dependencies could not be installed ({Path(command[0]).name}):\n    {words}")
