"""Default deny: every door is declared, and behaves as declared for everybody."""

import inspect
import json
from fnmatch import fnmatch
from functools import partial
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class
from django.http import HttpResponse

from analytics.tasks import rollup, snapshot
from esn.celery import app as celery
from esn.kit.live import topics
from tests.doors import walking
from tests.doors.audiences import Audience, Door
from tests.doors.register import COMMANDS, LIBRARIES, PAGES, PROGRAMS, TASKS, TOPICS
from tests.doors.world import World, undone

# Whoever passes a library's door may find nothing behind it, or that it wants a form.
# Rows that only actions make or end have no such page, not even for the administrator.
CLOSED = ("/add/", "/delete/", "/change/")
LIBRARY = {"hidden", "no such method"}
ACTORS = ("anonymous", "eli", "dee", "gus", "fay", "eve", "ada", "bo", "max")


def verdict(answer: HttpResponse) -> str:
    """Say what an answer means: passed, hidden, refused, "sign in", broken, or no such method."""
    there = answer.get("Location", "")
    if answer.status_code == 401 or "/accounts/login/" in there:
        return "sign in"
    if answer.status_code == 403 or "/admin/login/" in there:
        return "refused"
    return {404: "hidden", 405: "no such method"}.get(
        answer.status_code, "broken" if answer.status_code == 500 else "passed"
    )


def expected(audience: Audience, actor: str) -> set[str]:
    """Return the verdicts that are right for an actor."""
    if actor in audience.passes:
        return {"passed", "hidden"} if audience.is_public else {"passed"}
    if actor in {"anonymous", "eli"}:
        return {"sign in"}
    return {"hidden"} if actor in audience.hidden else {"hidden", "refused"}


def faults(tried: dict[str, tuple[HttpResponse, bool]], door: Door) -> list[str]:
    """Name each actor who did not meet what the door declares, and each refusal that wrote something."""
    found = []
    for actor, (answer, has_changed) in tried.items():
        said = verdict(answer)
        if said not in expected(door.audience, actor):
            found.append(f"{actor}: {said} ({answer.status_code})")
        if has_changed and said != "passed":
            found.append(f"{actor}: {said}, yet something was written")
    return found


def test_every_door_is_declared_and_none_is_stale(capsys: pytest.CaptureFixture[str]) -> None:
    patterns = {pattern for pattern in walking.page_patterns() if not _of_a_library(pattern)}
    declared = {key.partition(" ")[2] for key in PAGES}
    library = {pattern for pattern in walking.page_patterns() if _of_a_library(pattern)}
    unmatched = {row for row in LIBRARIES if not any(_matches(pattern, row) for pattern in library)}
    assert (patterns - declared, declared - patterns) == (set(), set()), "pages"
    assert ({p for p in library if _declared(p) is None}, unmatched) == (set(), set()), "libraries"
    assert set(PROGRAMS) == walking.program_doors()
    assert set(TOPICS) == walking.live_topics()
    assert set(TASKS) == walking.tasks()
    assert set(COMMANDS) == walking.commands()
    number = len(PAGES) + len(library) + len(PROGRAMS) + len(TOPICS) + len(TASKS) + len(COMMANDS)
    with capsys.disabled():
        print(
            f"\n{number} doors, all declared ({len(PROGRAMS)} for programs, {len(PAGES)} pages, {len(library)} of libraries)"
        )


def _of_a_library(pattern: str) -> bool:
    return pattern.startswith(("/accounts/", "/admin/"))


def _matches(pattern: str, row: str) -> bool:
    return pattern == row or (row.endswith("*") and fnmatch(pattern, row))


def _declared(pattern: str) -> Door | None:
    exact = LIBRARIES.get(pattern)
    return exact or next((door for row, door in LIBRARIES.items() if _matches(pattern, row)), None)


def count(section: str) -> None:
    """Have figures to show where figures are shown."""
    if section == "insights":
        rollup()
        snapshot()


@pytest.mark.parametrize("resource", sorted({key.split("/")[3] for key in PROGRAMS}))
def test_programs_pass_as_declared(world: World, resource: str) -> None:
    found = []
    count(resource)
    clients = {actor: world.program(actor) for actor in ACTORS}
    reading = {
        actor: world.program(actor, scope="read") for actor in ACTORS if actor not in {"anonymous", "eli"}
    }
    for key, door in PROGRAMS.items():
        method, _, pattern = key.partition(" ")
        if pattern.split("/")[3] != resource:
            continue
        there, body = world.address(pattern, door), world.body(door)
        sent = _json(body, method)
        tried = {a: undone(partial(c.generic, method, there, **sent)) for a, c in clients.items()}
        found += [f"{key} {fault}" for fault in faults(tried, door)]
        if method != "GET":
            for actor, client in reading.items():
                answer, has_changed = undone(partial(client.generic, method, there, **sent))
                if answer.status_code != 403 or has_changed:
                    found.append(f"{key} {actor} with a reading token: {answer.status_code}")
    assert not found, "\n".join(found)


def _json(body: dict[str, object], method: str) -> dict[str, Any]:
    return {} if method == "GET" else {"data": json.dumps(body), "content_type": "application/json"}


@pytest.mark.parametrize("section", sorted({key.split("/")[1] for key in PAGES}))
def test_pages_open_as_declared(world: World, section: str) -> None:
    found = []
    count(section)
    for key, door in PAGES.items():
        method, _, pattern = key.partition(" ")
        if pattern.split("/")[1] != section:
            continue
        there, body = world.address(pattern, door), world.body(door)
        tried = {a: _undone(world, a, method, there, body) for a in ACTORS}
        found += [f"{key} {fault}" for fault in faults(tried, door)]
    assert not found, "\n".join(found)


def _undone(
    world: World, actor: str, method: str, there: str, body: dict[str, object]
) -> tuple[HttpResponse, bool]:
    send = getattr(world.browser(actor), method.lower())
    return undone(lambda: send(there, body) if body else send(there))


def test_pages_take_no_method_that_is_not_declared(world: World) -> None:
    declared: dict[str, set[str]] = {}
    for key in PAGES:
        method, _, pattern = key.partition(" ")
        declared.setdefault(pattern, set()).add(method)
    found = []
    for key, door in PAGES.items():
        pattern = key.partition(" ")[2]
        actor = "ada" if "ada" in door.audience.passes else next(iter(door.audience.passes))
        for method in set(walking.METHODS) - declared[pattern]:
            there = world.address(pattern, door)
            answer, has_changed = _undone(world, actor, method, there, {})
            if verdict(answer) not in {"no such method", "hidden", "refused"} or has_changed:
                found.append(f"{method} {pattern}: {answer.status_code}")
    assert not found, "\n".join(found)


def test_doors_of_libraries_open_as_declared(world: World) -> None:
    found = []
    for pattern in walking.page_patterns():
        door = _declared(pattern) if _of_a_library(pattern) else None
        if door is None or ("(?P" in pattern and not door.path):
            continue
        there = door.path or walking.filled(pattern, {"object_id": 1, "content_type_id": 1})
        tried = {a: _undone(world, a, "GET", there, {}) for a in ACTORS}
        for actor, (answer, _) in tried.items():
            right = {"refused"} if pattern.endswith(CLOSED) and actor == "ada" else set()
            right |= expected(door.audience, actor) | (LIBRARY if actor in door.audience.passes else set())
            if verdict(answer) not in right:
                found.append(f"{pattern} {actor}: {verdict(answer)} ({answer.status_code})")
    assert not found, "\n".join(found)


def test_topics_are_heard_as_declared(world: World) -> None:
    found = []
    for name, (door, key) in TOPICS.items():
        address = f"{name}:{key.format(pk=world.samples[door.on].pk)}" if door.on else name
        for actor, person in world.cast.items():
            is_heard = topics.groups_of(person, address) is not None
            if actor in ACTORS and is_heard != (actor in door.audience.passes):
                found.append(f"{address} {actor}: {'heard' if is_heard else 'not heard'}")
    assert not found, "\n".join(found)


def test_tasks_take_only_what_an_old_worker_understands() -> None:
    for name in walking.tasks():
        task = celery.tasks[name]
        kinds = {parameter.annotation for parameter in inspect.signature(task.run).parameters.values()}
        assert kinds <= {int, str, bool, list[int], int | None, str | None}, (name, kinds)


def test_commands_say_what_they_do() -> None:
    apps = get_commands()
    for name in walking.commands():
        assert load_command_class(str(apps[name]), name).help, name
