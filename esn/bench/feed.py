"""`bin/bench feed`: the home stream at two sizes, beside a bare view that returns as many bytes.

Needs PostgreSQL (DATABASE_URL names any database of the server); makes `esn_bench_<size>` there once and keeps them.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from people.models import Person

Figures = dict[str, dict[str, float]]
SMALL = {"people": 1_000, "communities": 50, "posts": 10_000, "days": 365}
LARGE = {"people": 10_000, "communities": 500, "posts": 1_000_000, "days": 365}
RUNS = 40
PAGES = (1, 50)


def main() -> None:
    """Seed what is missing, measure each size in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(prog="bin/bench feed", description=__doc__)
    parser.add_argument("--posts", type=int, default=LARGE["posts"], help="posts of the large company")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is measured, in turns")
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure()))
        return
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit(
            "bin/bench feed needs PostgreSQL: set DATABASE_URL, for example postgres://postgres@127.0.0.1/postgres"
        )
    large = {**LARGE, "posts": options.posts}
    # In turns, and each figure from its best turn: what else the machine does then touches both sizes alike.
    turns = [(run(url, SMALL), run(url, large)) for _ in range(options.rounds)]
    show(best([small for small, _large in turns]), best([large for _small, large in turns]))


def best(turns: list[Figures]) -> Figures:
    """Return each figure from the turn with the lowest median."""
    return {name: min((turn[name] for turn in turns), key=lambda one: one["median"]) for name in turns[0]}


def run(url: str, size: dict[str, int]) -> Figures:
    """Make the database of a size if it is not there, and measure it."""
    name = f"esn_bench_{size['people']}_{size['posts']}"
    if not exists(url, name):
        print(f"seeding {name} …", flush=True)
        make(url, name, size)
    own = address(url, name)
    manage(own, "migrate", "-v0")
    manage(own, "collectstatic", "--noinput", "-v0")
    output = subprocess.run(
        [sys.executable, "-m", "esn.bench.feed", "--measure", name],
        env=environment(own),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: Figures = json.loads(output.stdout.strip().splitlines()[-1])
    return found


def environment(url: str) -> dict[str, str]:
    """Return the settings of a process that works on a database; nobody signs in here, any key will do."""
    return {"SECRET_KEY": "of a measurement", **os.environ, "DATABASE_URL": url}


def manage(url: str, *words: str) -> None:
    """Run a management command on a database."""
    subprocess.run([sys.executable, "manage.py", *words], env=environment(url), check=True)


def address(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def exists(url: str, name: str) -> bool:
    """Tell whether the server has the database."""
    return bool(ask(url, "SELECT 1 FROM pg_database WHERE datname = %s", name))


def make(url: str, name: str, size: dict[str, int]) -> None:
    """Make and fill a database; it gets its name when it is whole, so that no half of one is ever measured."""
    ask(url, f'DROP DATABASE IF EXISTS "{name}_new"')
    ask(url, f'CREATE DATABASE "{name}_new"')
    manage(address(url, f"{name}_new"), "migrate", "-v0")
    manage(address(url, f"{name}_new"), "seed_scale", *[f"--{key}={value}" for key, value in size.items()])
    ask(url, f'ALTER DATABASE "{name}_new" RENAME TO "{name}"')


def ask(url: str, sql: str, *values: str) -> list[tuple[object, ...]]:
    """Send one statement to the server and return what it answers."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def milliseconds(work: Callable[[], object], runs: int = RUNS) -> dict[str, float]:
    """Return median and 95th percentile of some runs after one that warms up."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return summary(taken)


def database_milliseconds(work: Callable[[], object]) -> dict[str, float]:
    """Return the same for the time that some work waits for the database, all its queries together."""
    from django.db import connection

    waited: list[float] = []

    def clocked(execute: Callable[..., object], *words: object) -> object:
        start = time.perf_counter()
        try:
            return execute(*words)
        finally:
            waited[-1] += (time.perf_counter() - start) * 1000

    with connection.execute_wrapper(clocked):
        for _ in range(RUNS + 1):
            waited.append(0.0)
            work()
    return summary(waited[1:])


def summary(taken: list[float]) -> dict[str, float]:
    """Return the median and the 95th percentile."""
    ordered = sorted(taken)
    return {
        "median": round(statistics.median(ordered), 2),
        "p95": round(ordered[int(len(ordered) * 0.95) - 1], 2),
    }


def measure() -> Figures:
    """Measure this database: the queries of a page, the stream alone, the whole page, and the floor."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "esn.settings"
    import django

    django.setup()
    from django.db import connection

    from esn.bench import scale
    from people.models import Person

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    found: Figures = {}
    for kind, username in (("typical", scale.TYPICAL), ("many", scale.MANY), ("quiet", scale.QUIET)):
        found |= measure_viewer(kind, Person.objects.get(username=username))
    found["floor: a bare view with as many bytes"] = measure_floor(
        int(found["typical, page 1, bytes"]["median"])
    )
    return found


def measure_viewer(kind: str, person: "Person") -> Figures:
    """Measure the first and a late page of one viewer."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from activity import feed

    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="people.backends.SignIn")
    found: Figures = {}
    cursor = ""
    for page in range(1, max(PAGES) + 1):
        if page in PAGES:
            address = f"/?cursor={cursor}" if cursor else "/"
            found[f"{kind}, page {page}, database"] = database_milliseconds(partial(client.get, address))
            found[f"{kind}, page {page}, stream"] = milliseconds(partial(feed.home, person, cursor))
            found[f"{kind}, page {page}, whole page"] = milliseconds(partial(client.get, address))
            with CaptureQueriesContext(connection) as queries:
                size = len(client.get(address).content)
            found[f"{kind}, page {page}, queries"] = count(len(queries))
            found[f"{kind}, page {page}, bytes"] = count(size)
        cursor = feed.home(person, cursor).next or cursor
    return found


def count(number: int) -> dict[str, float]:
    """Return a plain number in the form of a measurement."""
    return {"median": number, "p95": number}


def measure_floor(size: int) -> dict[str, float]:
    """Measure a view that only returns `size` bytes, without middleware."""
    from django.test import Client, override_settings

    with override_settings(MIDDLEWARE=[], ROOT_URLCONF="esn.bench.floor"):
        return milliseconds(partial(Client(headers={"host": "localhost"}).get, f"/{size}/"))


def show(small: Figures, large: Figures) -> None:
    """Print both sizes side by side with their ratio."""
    print(f"{'milliseconds, median (p95)':44} {'1,000 people':>18} {'10,000 people':>18} {'ratio':>6}")
    for name, one in small.items():
        two = large[name]
        ratio = two["median"] / one["median"] if one["median"] else 0
        print(f"{name:44} {one['median']:9} ({one['p95']:6}) {two['median']:9} ({two['p95']:6}) {ratio:6.2f}")


if __name__ == "__main__":
    main()
