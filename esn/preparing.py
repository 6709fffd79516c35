"""Bringing an installation up to date: database, static files, demo company, the administrator's way in."""

import hashlib
import io
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from esn import env
from people.actions import signing_in
from people.models import Person

WIDTH = 16
# Pages of libraries that the site does not show, and what travels in bundles only.
UNUSED = ["rest_framework", "drf_spectacular*", "css/*", "js/*"]
SYLLABLES = (
    "ba be bi bo da de di do ka ke ki ko la le li lo ma me mi mo na ne ni no ra re ri ro ta te ti to".split()
)


class Step:
    """One step of the preparation and what came of it."""

    def __init__(self, name: str, stream: TextIO) -> None:
        self.name, self.stream, self.result = name, stream, ""

    def announce(self, text: str) -> None:
        """Say what will take a while."""
        self.stream.write(f"  … {self.name:<{WIDTH}} {text}\n")
        self.stream.flush()


@contextmanager
def step(name: str, stream: TextIO) -> Iterator[Step]:
    """Write one line about a step when it is done: its result and its time."""
    started_at = time.monotonic()
    current = Step(name, stream)
    yield current
    seconds = time.monotonic() - started_at
    stream.write(f"  ✓ {name:<{WIDTH}} {current.result:<46} {seconds:6.1f} s\n")
    stream.flush()


def migrate() -> str:
    """Apply the missing migrations, if any; say how many."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        return "up to date"
    call_command("migrate", interactive=False, verbosity=0)
    return f"{len(missing)} migrations applied"


def collect_static() -> str:
    """Collect the static files if any of them changed; say how many there are."""
    stamp = settings.STATIC_ROOT / ".stamp"
    found, fingerprint = _static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == fingerprint:
        return "unchanged"
    is_there = settings.STATIC_ROOT.exists()
    call_command("collectstatic", interactive=False, verbosity=0, clear=is_there, ignore_patterns=UNUSED)
    stamp.write_text(fingerprint, encoding="utf-8")
    return f"{found} collected"


def _static_fingerprint() -> tuple[int, str]:
    """Return the number of static files and a hash over their names, sizes and times."""
    digest, found = hashlib.sha256(), 0
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~", *UNUSED]):
            at = storage.get_modified_time(path).timestamp()
            digest.update(f"{path}|{storage.size(path)}|{at}\n".encode())
            found += 1
    return found, digest.hexdigest()


def seed(current: Step) -> str:
    """Fill an empty database with the demo company; leave any other alone."""
    if Person.objects.exists():
        return "not needed: there are people already"
    if (settings.DATA_DIR / "demo_removed").is_file():
        return "not wanted: it was removed here"
    current.announce("240 people and seven months of history; about a minute")
    os.environ["ESN_DEMO_PASSWORD"] = demo_password()
    with transaction.atomic():  # all of the company or, when interrupted, none of it
        call_command("seed_demo", stdout=io.StringIO())
    return f"{Person.objects.count()} people"


def demo_password() -> str:
    """Return the password of the demo accounts; made once unless the environment names one."""
    given = env.text("ESN_DEMO_PASSWORD")
    path = settings.DATA_DIR / "demo_password"
    if not given and path.is_file():
        return path.read_text(encoding="utf-8").strip()
    password = given or "-".join(secrets.choice(SYLLABLES) + secrets.choice(SYLLABLES) for _ in range(4))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(password)
    return password


def admin_link() -> str:
    """Return a link that signs its bearer in as the administrator, once."""
    return str(signing_in.make_admin_link())


def demo_accounts() -> dict[str, Any]:
    """Return the demo accounts and their password, as long as the demo company is there."""
    path = settings.DATA_DIR / "demo_password"
    if not path.is_file():
        return {}
    names = {
        "ada": "administrator",
        "bo": "employee",
        "max": "community manager",
        "eve": "executive",
        "fay": "joined today",
    }
    there = set(Person.objects.filter(username__in=names, is_active=True).values_list("username", flat=True))
    accounts = [f"{name} ({role})" for name, role in names.items() if name in there]
    return {"accounts": accounts, "password": path.read_text(encoding="utf-8").strip()} if accounts else {}
