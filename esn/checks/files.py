"""Which files belong to the repository, and their texts."""

import subprocess
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR


@cache
def names() -> tuple[str, ...]:
    """Return every file that is committed or would be, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
            "\n"
        )
    except (OSError, subprocess.CalledProcessError):  # an archive without git
        found = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if path.is_file()]
    return tuple(sorted(name for name in set(found) if _is_ours(name)))


def _is_ours(name: str) -> bool:
    is_private = name.startswith((".venv/", "var/", ".git/")) or "__pycache__" in name
    return bool(name) and not is_private and (ROOT / name).is_file()


def matching(*suffixes: str, under: str = "") -> list[str]:
    """Return the names with one of the endings, under a folder."""
    return [name for name in names() if name.endswith(suffixes) and name.startswith(under)]


@cache
def text(name: str) -> str:
    """Return a file's text; empty for what is no text."""
    try:
        return (ROOT / name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def python() -> list[str]:
    """Return our own Python files; migrations are written by Django."""
    return [name for name in matching(".py") if "/migrations/" not in name]
