"""`bin/bench rollup`: events a second of a rebuild and of an increment, at 1 ×, 4 × and 16 × as many events.

On SQLite in a temporary folder; with DATABASE_URL on PostgreSQL too, in a database of its own that goes again.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

SIZES = (1, 4, 16)
DAYS = 180
FIRST = datetime(2026, 1, 5, tzinfo=UTC)
NAME = "esn_bench_rollup"
# What a thousand events are: everybody who reads leaves one event a day, then come signs, then words.
SEEN = "activity.thread_seen"
SHARES = {
    SEEN: 380,
    "activity.reaction_added": 270,
    "activity.comment_added": 190,
    "activity.person_mentioned": 50,
    "activity.post_published": 50,
    "ideas.idea_supported": 30,
    "activity.question_asked": 12,
    "people.person_followed": 10,
    "activity.answer_accepted": 5,
    "ideas.idea_submitted": 2,
    "ideas.idea_decided": 1,
}
OPENING = ("post_published", "question_asked", "idea_submitted")
COUNT_OF_OTHERS = 10_000_000


def main() -> None:
    """Measure each engine in a process of its own and print the table."""
    parser = argparse.ArgumentParser(prog="bin/bench rollup", description=__doc__)
    parser.add_argument("--events", type=int, default=25_000, help="events at 1 ×")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps([measure(options.events * size) for size in SIZES]))
        return
    with tempfile.TemporaryDirectory() as folder:
        show("SQLite", run(options.events, {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}))
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        own = urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
        recreate(url, keep=True)
        try:
            show("PostgreSQL", run(options.events, {"DATABASE_URL": own}))
        finally:
            recreate(url, keep=False)


def run(events: int, environment: dict[str, str]) -> list[dict[str, float]]:
    """Migrate an empty database and measure in it."""
    env = {
        "SECRET_KEY": "of a measurement",
        **os.environ,
        **environment,
        "DJANGO_SETTINGS_MODULE": "esn.settings",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, check=True)
    command = [sys.executable, "-m", "esn.bench.rollup", "--measure", f"--events={events}"]
    output = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    found: list[dict[str, float]] = json.loads(output.splitlines()[-1])
    return found


def measure(count: int) -> dict[str, float]:
    """Fill the ledger up to so many events, rebuild all of it, then add one day's worth and roll that up."""
    import django

    django.setup()
    from analytics.actions import rolling
    from esn.kit.models import Event

    people = crowd(max(100, count // 125))
    record(people, count - Event.objects.count(), days=DAYS)
    rolling.roll_up()
    rebuilt = timed(rolling.rebuild)
    fresh = max(count // DAYS, 50)
    record(people, fresh, days=1)
    return {"events": count, "rebuild": rebuilt, "fresh": fresh, "increment": timed(rolling.roll_up)}


def crowd(size: int) -> list[Any]:
    """Make so many people in ten departments."""
    from people.models import OrgUnit, Person, Placement

    units = [
        OrgUnit.objects.get_or_create(code=f"bench-{n}", defaults={"name": f"Unit {n}"})[0] for n in range(10)
    ]
    here = Person.objects.count()
    added = [
        Person(
            username=f"b{n}",
            display_name=f"B {n}",
            sort_name=f"b {n}",
            unit=units[n % 10],
            department=units[n % 10],
        )
        for n in range(here, size)
    ]
    Person.objects.bulk_create(added, batch_size=500)
    Placement.objects.bulk_create(
        [Placement(person=person, unit=person.unit, department=person.department) for person in added],
        batch_size=500,
    )
    return list(Person.objects.values_list("pk", "department_id"))


def record(people: list[Any], count: int, *, days: int) -> None:
    """Write so many events as a network makes them: a few people busier than the rest, everybody within a circle of
    some sixty, answers in threads of the last days."""
    from analytics.actions.inserting import insert_rows
    from esn.kit.models import Event

    dice = random.Random(count)
    columns = ("at", "verb", "actor_id", "object_type", "object_id", "owner_id", "thread_id", "department_id", "level",
               "scope", "kind", "is_automated", "is_mandatory")  # fmt: skip
    rows = []
    verbs, weights = list(SHARES), list(SHARES.values())
    for number, verb in enumerate(dice.choices(verbs, weights, k=max(count, 0))):
        place = int(len(people) * dice.random() ** 2)
        actor, department = people[place]
        owner = people[(place + int(dice.gauss(0, 20))) % len(people)][0]
        passed = dice.random() * days
        at = FIRST + timedelta(days=DAYS - days + passed)
        opened = int((DAYS - days + passed - dice.expovariate(1)) * len(people) / 40)
        thread = COUNT_OF_OTHERS + number if verb.endswith(OPENING) else max(opened, 0)
        rows.append((at, verb, actor, "thing", number, None if verb == SEEN else owner, thread, department, 1,
                     "own", "informal", False, False))  # fmt: skip
    # The ledger is written as time goes by.
    insert_rows(Event, columns, sorted(rows))


def timed(work: Any) -> float:
    """Return how long it takes, in seconds."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def show(engine: str, rows: list[dict[str, float]]) -> None:
    """Print what was measured."""
    print(f"{engine}: roll-up")
    for row in rows:
        rate, fresh = row["events"] / row["rebuild"], row["fresh"] / row["increment"]
        print(
            f"  {row['events']:>9,.0f} events   rebuild {row['rebuild']:6.2f} s = {rate:>9,.0f} a second   "
            f"increment of {row['fresh']:>6,.0f} in {row['increment']:.3f} s = {fresh:>7,.0f} a second"
        )


def recreate(url: str, *, keep: bool) -> None:
    """Drop the bench's own database and, to keep on, make it again."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {NAME}")
        if keep:
            cursor.execute(f"CREATE DATABASE {NAME}")
    connection.close()


if __name__ == "__main__":
    main()
