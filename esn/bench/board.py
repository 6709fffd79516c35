"""How fast a board is: p95 of a challenge's page and of suggestions while typing, with very many ideas and people.

On SQLite in a temporary folder; with DATABASE_URL on PostgreSQL instead, in a database of its own that goes again.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from esn.bench.counting import count_in_background
from esn.bench.rollup import recreate

NAME = "esn_bench_board"
WORDS = 3_000
SUPPORTS_EACH = 3
VOTING = ("", "?order=newest", "?order=discussed", "?view=list", "?view=stages", "?view=roadmap")
AFTERWARDS = ("?order=appeal", "?order=mixed", "?order=discussed", "?view=list", "?view=stages")


def main() -> None:
    """Measure, in a process of its own."""
    parser = argparse.ArgumentParser(prog="bin/bench board", description=__doc__)
    parser.add_argument("--ideas", type=int, default=5_000)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--views", type=int, default=60)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.ideas, options.people, options.views)
        return
    at_size(options.ideas, options.people, options.views)


def at_size(ideas: int = 5_000, people: int = 20_000, views: int = 60) -> None:
    """Measure in an empty database of the engine that DATABASE_URL names, else on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    sizes = [f"--ideas={ideas}", f"--people={people}", f"--views={views}"]
    if not url.startswith("postgres"):
        with tempfile.TemporaryDirectory() as folder:
            run(sizes, f"sqlite:///{folder}/bench.sqlite3")
        return
    recreate(url, keep=True, name=NAME)
    try:
        run(sizes, urlunsplit(urlsplit(url)._replace(path=f"/{NAME}")))
    finally:
        recreate(url, keep=False, name=NAME)


def run(sizes: list[str], url: str) -> None:
    """Migrate and measure."""
    fixed = {"DJANGO_SETTINGS_MODULE": "esn.settings", "DATABASE_URL": url}
    env = {"SECRET_KEY": "of a measurement", **os.environ, **fixed}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, check=True)
    subprocess.run([sys.executable, "-m", "esn.bench.board", "--measure", *sizes], env=env, check=True)


def measure(ideas: int, people: int, views: int) -> None:
    """Fill a challenge, then look at it as many different people, voting and afterwards."""
    import django

    django.setup()
    from django.conf import settings
    from django.test import Client

    from esn.kit import clock

    settings.ALLOWED_HOSTS = ["*"]
    # No files were collected: the address of a style sheet is not what is measured.
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    challenge, crowd = fill(ideas, people)
    dice = random.Random(5)
    backend, here = settings.AUTHENTICATION_BACKENDS[0], challenge.get_absolute_url()

    def look(address: str) -> tuple[float, float]:
        """Somebody who is on the site already looks at a page: seconds, and seconds of the processor."""
        client = Client()
        client.force_login(dice.choice(crowd), backend=backend)
        client.get("/ideas/mine/")
        start, worked = time.perf_counter(), time.process_time()
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(answer.status_code)
        return time.perf_counter() - start, time.process_time() - worked

    print(f"{ideas:,} ideas, {people:,} people; load {os.getloadavg()[0]:.1f}")
    with clock.at(challenge.submissions_close_at + timedelta(hours=1)):
        look(here)
        report("an empty page beside it", [look("/ideas/mine/") for _n in range(views)])
        for query in VOTING:
            report(f"voting {query or 'cards'}", [look(here + query) for _n in range(views)], goal=150)
    with clock.at(challenge.voting_close_at + timedelta(hours=1)):
        for query in AFTERWARDS:
            report(f"after voting {query}", [look(here + query) for _n in range(views)], goal=150)
    suggest(challenge, crowd, views)
    count_in_background(challenge, crowd)


def suggest(challenge: Any, crowd: list[Any], views: int) -> None:
    """Ask for ideas like what is typed: the first time, and then again and again."""
    from ideas.models import Idea
    from ideas.similar import similar

    texts = list(Idea.objects.values_list("title", "proposal")[:views])
    taken = []
    for title, proposal in texts:
        start, worked = time.perf_counter(), time.process_time()
        similar(crowd[0], challenge, f"{title} again\n{proposal[:80]}")
        taken.append((time.perf_counter() - start, time.process_time() - worked))
    report("first suggestion of a process", taken[:1], goal=300)
    report("suggestions", taken[1:], goal=300)


def report(name: str, taken: list[tuple[float, float]], goal: int = 0) -> None:
    """Print the median and the 95th percentile, the processor's part of both, and the goal for the second in ms."""
    seconds, worked = (sorted(column) for column in zip(*taken, strict=True))
    middle, late = len(taken) // 2, min(len(taken) - 1, int(0.95 * len(taken)))
    aim = f"  goal < {goal} ms" if goal else ""
    print(
        f"  {name:32} p50 {seconds[middle] * 1000:5.0f}  p95 {seconds[late] * 1000:5.0f} ms"
        f"  (processor {worked[middle] * 1000:4.0f}, {worked[late] * 1000:4.0f}){aim}",
        flush=True,
    )


def fill(ideas: int, people: int) -> tuple[Any, list[Any]]:
    """Make the company, one challenge with its ideas, supports and exposures; return it and some of the people."""
    from django.utils import timezone

    from ideas.models import Exposure, Support

    dice, now = random.Random(3), timezone.now()
    crowd = _crowd(people)
    challenge = _challenge(crowd[0], now, ideas)
    made = _ideas(dice, challenge, crowd, now, ideas)
    given = ((idea, person) for person in crowd for idea in dice.sample(made, SUPPORTS_EACH))
    Support.objects.bulk_create((Support(idea=i, person=p, at=now) for i, p in given), batch_size=5000)
    shown = ((idea, place, day) for idea in made for place in (1, 2, 3) for day in range(4))
    days = [(now - timedelta(days=day)).date() for day in range(4)]
    Exposure.objects.bulk_create(
        (Exposure(idea=i, order="shuffled", place=place, day=days[day], count=7) for i, place, day in shown),
        batch_size=5000,
    )
    return challenge, crowd[:400]


def _crowd(people: int) -> list[Any]:
    from people.models import OrgUnit, Person

    company = OrgUnit.objects.create(name="Bench", kind=OrgUnit.Kind.COMPANY, code="bench")
    units = [OrgUnit.objects.create(name=f"D{n}", parent=company, code=f"d{n}") for n in range(12)]
    rows = [
        Person(
            username=f"p{n}", display_name=f"Person {n}", sort_name=f"person {n}", password="!",  # noqa: S106
            unit=units[n % 12], department=units[n % 12],
        )
        for n in range(people)
    ]  # fmt: skip
    made: list[Any] = Person.objects.bulk_create(rows, batch_size=2000)
    return made


def _challenge(sponsor: Any, now: datetime, ideas: int) -> Any:
    from communities.actions import founding
    from ideas.models import Challenge

    ends = {"submissions_close_at": 5, "voting_close_at": 9, "decide_by": 20}
    return Challenge.objects.create(
        community=founding.everyone(),
        title="What next?",
        problem="All",
        brief_html="<p>All</p>",
        sponsor=sponsor,
        manager=sponsor,
        created_at=now,
        opens_at=now,
        idea_count=ideas,
        undecided_count=ideas,
        **{name: now + timedelta(days=days) for name, days in ends.items()},
    )


def _ideas(dice: random.Random, challenge: Any, crowd: list[Any], now: datetime, ideas: int) -> list[Any]:
    from activity.models import Thread
    from ideas.models import Idea

    words = ["".join(dice.choices("abcdefghiklmnorstu", k=dice.randint(3, 10))) for _n in range(WORDS)]
    each = SUPPORTS_EACH * len(crowd) // ideas
    authors = [crowd[n % len(crowd)] for n in range(ideas)]
    fixed = {"community": challenge.community, "kind": "idea", "created_at": now, "last_activity_at": now}
    threads = Thread.objects.bulk_create(
        [
            Thread(title=f"Idea {n}", starter=who, comment_count=n % 9, **fixed)
            for n, who in enumerate(authors)
        ],
        batch_size=2000,
    )
    texts = [" ".join(dice.choices(words, k=40)) for _n in range(ideas)]
    rows = [
        Idea(
            challenge=challenge, thread=thread, author=who, title=text[:60], proposal=text,
            body_html=f"<p>{text}</p>", published_at=now, support_count=each,
        )
        for thread, who, text in zip(threads, authors, texts, strict=True)
    ]  # fmt: skip
    return Idea.objects.bulk_create(rows, batch_size=2000)


if __name__ == "__main__":
    main()
