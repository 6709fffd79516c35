"""`bin/bench members`: the members' page, sieves, an export and a deed for many, in one community of so many members.

On SQLite in a temporary folder, or in the database that DATABASE_URL names, which must be empty.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

ROUNDS = 7
PLACE = "/communities/crowd/members/"
PAGES = {
    "members, by name": "",
    "members, newest first": "?sort=joined",
    "members, last active first": "?sort=active",
    "members, words": "?q=person 77",
    "members, not active for 90 days": "?inactive=90",
    "members, one department": "?department=3",
    "members, moderators": "?role=moderator",
}


def main() -> None:
    """Measure in a process of its own, on a database that goes again."""
    parser = argparse.ArgumentParser(prog="bin/bench members", description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.people)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder}/bench.sqlite3"
        env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "esn.settings"}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, check=True)
        command = [sys.executable, "-m", "esn.bench.members", "--measure", f"--people={options.people}"]
        subprocess.run(command, env=env, check=True)


def measure(people: int) -> None:
    """Fill one community and print how long each page takes and how often it asks the database."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ALLOWED_HOSTS = ["*"]
    # Nobody has collected the static files for a database that goes again.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    owner = fill(people)
    client = Client()
    client.force_login(owner, backend="people.backends.SignIn")
    print(f"{connection.vendor}, {people:,} members")
    for name, query in PAGES.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(PLACE + query)
        show(name, partial(client.get, PLACE + query), note=f"{len(queries)} queries")
    show("export of all", lambda: b"".join(client.get(f"{PLACE}export.csv")), rounds=2)
    deeds(owner)


def fill(people: int) -> Any:
    """Make one community with so many members in ten departments, active at different times."""
    from datetime import timedelta

    from communities.actions import founding
    from communities.models import Community, Membership
    from esn.kit import clock
    from people.models import OrgUnit, Person

    units = [OrgUnit.objects.create(code=f"u{n}", name=f"Department {n}") for n in range(10)]
    owner = Person.objects.create_user("owner", display_name="Owner")
    place = founding.found_community(owner, name="Crowd")
    made = Person.objects.bulk_create(
        (
            Person(
                username=f"p{n}", display_name=f"Person {n}", sort_name=f"person {n * 7919 % people:06}",
                search_text=f"person {n}", unit=units[n % 10], department=units[n % 10], title="Specialist",
            )
            for n in range(people - 1)
        ),
        batch_size=1000,
    )  # fmt: skip
    now = clock.now()
    Membership.objects.bulk_create(
        (
            Membership(
                community=place, person=person, role="moderator" if n % 500 == 0 else "member",
                since_at=now - timedelta(minutes=n * 17), last_active_at=now - timedelta(minutes=n * 31 % 400_000),
            )
            for n, person in enumerate(made)
        ),
        batch_size=1000,
    )  # fmt: skip
    Community.objects.update(member_count=people)
    return owner


def deeds(owner: Any) -> None:
    """Time a role for a thousand members, and a list of a thousand people to add."""
    from communities.actions import working
    from communities.administering import Sieve
    from communities.models import Community

    place = Community.objects.get()
    started = time.perf_counter()
    work = working.start_member_work(owner, place, deed="remove", sieve=Sieve(q="person 1", department=2))
    working.carry_on(work.pk)
    work.refresh_from_db()
    line("take out, a member", (time.perf_counter() - started) / max(work.done, 1), f"{work.done} in batches")
    started = time.perf_counter()
    text = "\n".join(f"p{n}" for n in range(1000))
    read = working.start_import(owner, place, text=text)
    line("look at a list of 1,000", time.perf_counter() - started, f"{read.total} new")


def show(name: str, work: Callable[[], object], *, note: str = "", rounds: int = ROUNDS) -> None:
    """Time some rounds and print the median."""
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    line(name, statistics.median(times), note)


def line(name: str, seconds: float, note: str) -> None:
    """Print one measurement."""
    print(f"  {name:<34} {seconds * 1000:8.1f} ms  {note}")


if __name__ == "__main__":
    main()
