"""`bin/check`: everything about the code that can be told without running it."""

import argparse
from collections.abc import Callable

from tools import capture, tool, tracked

import installing
from places import PYTHON
from terminal import refuse, say, step

Outcome = tuple[int, str]
PACKAGES = (
    "esn",
    "people",
    "communities",
    "activity",
    "ideas",
    "inbox",
    "moderation",
    "analytics",
    "tests",
    "bin/launch",
    "manage.py",
)


CHECKS: dict[str, Callable[[], Outcome]] = {
    "style": lambda: capture(tool("ruff"), "check", "--quiet", "."),
    "format": lambda: capture(tool("ruff"), "format", "--quiet", "--check", "."),
    "types": lambda: capture(tool("mypy"), *PACKAGES),
    "layers": lambda: capture(tool("lint-imports"), "--no-cache"),
    "migrations": lambda: capture(str(PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"),
    "template form": lambda: capture(tool("djade"), "--check", *tracked("templates/**/*.html")),
    "house": lambda: capture(str(PYTHON), "-m", "esn.checks"),
}


def main(arguments: list[str]) -> int:
    """Run all checks, or the named ones; show what each found."""
    parser = argparse.ArgumentParser("bin/check", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"some of: {', '.join(CHECKS)}; all when none is named")
    names = parser.parse_args(arguments).names or list(CHECKS)
    unknown = [name for name in names if name not in CHECKS]
    if unknown:
        return refuse(f"There is no check {unknown[0]!r}; there are {', '.join(CHECKS)}.")
    installing.ensure("run", "test")
    failed = [name for name in names if not _passes(name)]
    return refuse(f"Not in order: {', '.join(failed)}.") if failed else 0


def _passes(name: str) -> bool:
    with step(name) as current:
        code, output = CHECKS[name]()
        current.is_well = not code
        current.result = "fails" if code else "in order"
    if code:
        say(output.strip())
    return not code
