"""The register of doors: every address, API route, topic, task and command, and for whom it is.

A door that is not here, or no longer exists, fails the build. Samples: `thread` and `comment` are bo's, in private Lab.
Each module beside this one declares the doors of one part of the product in dictionaries of these names; one with a
function `samples(made)` adds what its doors are tried with: `made` holds the cast, the rooms and the samples so far.
"""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

from tests.doors.audiences import Door

_MODULES = [
    importlib.import_module(f"{__name__}.{entry.name}")
    for entry in sorted(pkgutil.iter_modules(__path__), key=lambda entry: entry.name)
]


def _all(name: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in _MODULES:
        rows = getattr(module, name, {})
        twice = set(rows) & set(found)
        if twice:
            raise AssertionError(f"declared twice: {sorted(twice)}")
        found |= rows
    return found


PAGES: dict[str, Door] = _all("PAGES")
PROGRAMS: dict[str, Door] = _all("PROGRAMS")
LIBRARIES: dict[str, Door] = _all("LIBRARIES")
TOPICS: dict[str, tuple[Door, str]] = _all("TOPICS")
TASKS: dict[str, str] = _all("TASKS")
COMMANDS: dict[str, str] = _all("COMMANDS")
# What pages or programs lack, and why; see tests/house/test_parity.py.
GAPS: dict[str, tuple[set[str], str]] = _all("GAPS")
SAMPLES: list[Callable[[dict[str, Any]], dict[str, Any]]] = [
    module.samples for module in _MODULES if hasattr(module, "samples")
]
