"""Parity: what an actor can do on the pages a program can do too, through the same action; a gap has a reason."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.doors import register, walking

APPS = ("people", "communities", "activity", "ideas", "inbox", "moderation", "analytics")

# Which side lacks it, and why; the register's modules may declare more under the same name.
GAPS: dict[str, tuple[set[str], str]] = {
    "people.actions.access.grant_role": ({"page", "program"}, "given by the machine's administrator"),
    "people.actions.joining.add_person": ({"page", "program"}, "people come from the directory or an import"),
    "people.actions.joining.move_person": ({"page", "program"}, "people move in the directory"),
    "people.actions.joining.deactivate_person": ({"page", "program"}, "accounts close in the directory"),
    "people.actions.profiles.choose_theme": ({"program"}, "how pages look is no matter for programs"),
    "activity.actions.noting.note_mentions": ({"page", "program"}, "a part of publishing and commenting"),
    "activity.actions.publishing.open_thread": (
        {"page", "program"},
        "a part of publishing and of submitting an idea",
    ),
    "activity.actions.seeing.note_reading": ({"program"}, "a program that reads is not a person who read"),
    "activity.actions.watching.follow_by_doing": (
        {"page", "program"},
        "a part of publishing and commenting",
    ),
    **register.GAPS,
}


def actions() -> dict[str, Any]:
    """Return every public action whose first parameter is the actor, by its full name."""
    found: dict[str, Any] = {}
    for app in APPS:
        package = importlib.import_module(f"{app}.actions")
        for entry in pkgutil.iter_modules(package.__path__, f"{app}.actions."):
            module = importlib.import_module(entry.name)
            found |= {f"{entry.name}.{name}": function for name, function in _public(module)}
    return found


def _public(module: Any) -> Iterator[tuple[str, Any]]:
    for name, function in inspect.getmembers(module, inspect.isfunction):
        is_own = inspect.unwrap(function).__module__ == module.__name__
        if (
            is_own
            and not name.startswith("_")
            and next(iter(inspect.signature(function).parameters), "") == "actor"
        ):
            yield name, function


@cache
def uses(module_name: str) -> dict[str, tuple[set[str], set[str]]]:
    """Return for each function, and each method as Class.method, what it uses and what it calls of its own module."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for node in ast.parse(inspect.getsource(importlib.import_module(module_name))).body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = _names(node, "")
        if isinstance(node, ast.ClassDef):
            methods = [inner for inner in node.body if isinstance(inner, ast.FunctionDef)]
            found |= {f"{node.name}.{inner.name}": _names(inner, f"{node.name}.") for inner in methods}
    return found


def _names(function: ast.FunctionDef, owner: str) -> tuple[set[str], set[str]]:
    used, own = set(), set()
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            used.add(node.id)
            own.add(node.id)
        elif isinstance(node, ast.Attribute):
            used.add(node.attr)
            if isinstance(node.value, ast.Name) and node.value.id == "self":
                own.add(owner + node.attr)
    return used, own


def reach(module: str, function: str) -> set[str]:
    """Return every name that a view uses, itself or through others of its module."""
    found, done, waiting = set(), set(), [function]
    while waiting:
        here = waiting.pop()
        done.add(here)
        used, own = uses(module).get(here, (set(), set()))
        found |= used
        waiting += [name for name in own if name not in done and name in uses(module)]
    return found


def ways() -> dict[str, dict[str, set[str]]]:
    """Return for each used name the pages and the routes for programs whose view uses it."""
    found: dict[str, dict[str, set[str]]] = {"page": {}, "program": {}}
    for pattern, view in walking.addresses().items():
        if hasattr(view, "actions"):
            entries = [
                ("program", view.cls.__module__, f"{view.cls.__name__}.{name}", f"{method.upper()} {pattern}")
                for method, name in view.actions.items()
            ]
        else:
            inner = inspect.unwrap(view)
            entries = [("page", inner.__module__, getattr(inner, "__name__", ""), pattern)]
        for side, module, function, door in entries:
            if module.split(".")[0] in {*APPS, "esn"}:
                for name in reach(module, function):
                    found[side].setdefault(name, set()).add(door)
    return found


def test_each_action_has_a_page_and_a_route_for_programs_or_a_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    reached, wrong, lines = ways(), [], []
    for name in actions():
        verb = name.rsplit(".", 1)[1]
        missing = {side for side in ("page", "program") if verb not in reached[side]}
        expected = GAPS.get(name, (set(), ""))[0]
        shown = [", ".join(sorted(reached[side].get(verb, {"–"}))) for side in ("page", "program")]
        lines.append(f"{name}: {' | '.join(shown)}")
        if missing != expected:
            wrong.append(f"{name} lacks {missing or 'nothing'}, declared {expected or 'nothing'}")
    with capsys.disabled():
        print(f"\n{len(lines)} actions, {len(GAPS)} of them with a gap that has a reason")
    assert not wrong, "\n".join([*wrong, "", *lines])


def test_no_gap_is_declared_for_what_does_not_exist() -> None:
    assert set(GAPS) <= set(actions())
    assert all(reason for _sides, reason in GAPS.values())
