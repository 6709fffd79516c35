"""Running the installed tools from the root of the checkout."""

import os
import subprocess
from pathlib import Path

from places import PYTHON, ROOT


def run(*command: str, **settings: str) -> int:
    """Run a command on the terminal; return its exit code."""
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=False).returncode


def capture(*command: str, **settings: str) -> tuple[int, str]:
    """Run a command; return its exit code and all that it said."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **settings},
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return done.returncode, done.stdout


def tool(name: str) -> str:
    """Return the path of a tool of the environment."""
    return str(PYTHON.parent / name)


def tracked(*patterns: str) -> list[str]:
    """Return the files of the checkout that match, without the environment and the data folder."""
    found = (path for pattern in patterns for path in ROOT.glob(pattern))
    return sorted(str(path.relative_to(ROOT)) for path in found if not _is_private(path))


def _is_private(path: Path) -> bool:
    return path.relative_to(ROOT).parts[0] in {".venv", "var", ".git"}
