"""`bin/bench bell`: how long telling thousands of people of one announcement takes, and what a page pays for the count.

On SQLite in a temporary folder; with DATABASE_URL on PostgreSQL too, in a database of its own that goes again.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from esn.bench.rollup import NAME, crowd, recreate, timed

GOAL = 10.0
READS = 50


def main() -> None:
    """Measure each engine in a process of its own and print the table."""
    parser = argparse.ArgumentParser(prog="bin/bench bell", description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.people)))
        return
    with tempfile.TemporaryDirectory() as folder:
        show("SQLite", run(options.people, {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3"}))
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        recreate(url, keep=True)
        own = urlunsplit(urlsplit(url)._replace(path=f"/{NAME}"))
        try:
            show("PostgreSQL", run(options.people, {"DATABASE_URL": own}))
        finally:
            recreate(url, keep=False)


def run(people: int, environment: dict[str, str]) -> dict[str, float]:
    """Migrate an empty database and measure in it."""
    env = {**os.environ, **environment, "DJANGO_SETTINGS_MODULE": "esn.settings"}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=env, check=True)
    command = [sys.executable, "-m", "esn.bench.bell", "--measure", f"--people={people}"]
    output = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(output.splitlines()[-1])
    return found


def measure(size: int) -> dict[str, float]:
    """Ask so many people to acknowledge an announcement, remind them all, then count and list one bell."""
    import django

    django.setup()
    from inbox import bell
    from inbox.models import Notification
    from inbox.verbs import ACKNOWLEDGEMENT_REMINDED

    post, people = announce(size)
    found: dict[str, float] = {"people": size}
    found["deliver"], found["told"] = deliver(post)
    found["deliver_again"], found["told_again"] = deliver(post, ACKNOWLEDGEMENT_REMINDED)
    found["rows"] = Notification.objects.count()
    reader = people[len(people) // 2]
    fill(reader, post)
    found["count"] = timed(lambda: [bell.count(reader) for _ in range(READS)]) / READS
    found["page"] = timed(lambda: [bell.lines(bell.page(reader)) for _ in range(READS)]) / READS
    return found


def announce(size: int) -> tuple[Any, list[Any]]:
    """Make a community of so many, and an announcement in it."""
    from activity.actions import publishing
    from communities.actions import founding
    from communities.models import Membership
    from esn.kit import clock, events
    from people.models import Person

    crowd(size + 1)
    people = list(Person.objects.order_by("pk"))
    with events.quietly():
        place = founding.found_community(people[0], name="All of us", kind="private")
        rows = [Membership(community=place, person=one, since_at=clock.now()) for one in people[1:]]
        Membership.objects.bulk_create(rows, batch_size=500)
        post = publishing.publish_post(
            people[0], community=place, title="New rules", body="Read them", kind="announcement"
        )
    return post, people


def deliver(post: Any, verb: str = "") -> tuple[float, float]:
    """Record that everybody is asked; return how long the delivery took, and the workers after it."""
    from esn.kit import events
    from inbox.actions import notifying
    from inbox.models import FanOut
    from inbox.verbs import ACKNOWLEDGEMENT_ASKED

    notifying.set_starter(lambda _pk: None)
    with events.quietly():
        event = events.record(
            verb or ACKNOWLEDGEMENT_ASKED, actor=post.author, about=post, thread_id=post.thread_id
        )
    answered = timed(lambda: notifying.answer(event))
    fan = FanOut.objects.get(event=event)
    return answered, timed(lambda: notifying.fan_out(fan.pk))


def fill(reader: Any, post: Any) -> None:
    """Give one person 99 more unread rows, each about a thread that has to be looked up."""
    from activity.actions import publishing
    from esn.kit import clock, events
    from inbox.models import Notification

    with events.quietly():
        threads = [
            publishing.publish_post(post.author, community=post.thread.community, body=f"Post {n}").thread
            for n in range(98)
        ]
    at = clock.now()
    Notification.objects.bulk_create(
        Notification(person=reader, kind="mention", subject=f"mention:thread:{thread.pk}", thread=thread, count=1,
                     people=1, actors=[post.author_id], first_at=at, last_at=at)
        for thread in threads
    )  # fmt: skip


def show(engine: str, found: dict[str, float]) -> None:
    """Print what was measured, beside the goal."""
    verdict = "within" if found["told"] < GOAL else "OVER"
    print(f"{engine}: {found['people']:,.0f} people asked, {found['rows']:,.0f} rows")
    print(f"  delivery of the event {found['deliver'] * 1000:8.1f} ms   (what the queue waits for)")
    print(f"  told by one worker    {found['told']:8.2f} s    {verdict} the goal of {GOAL:.0f} s")
    print(f"  reminded, rows there  {found['told_again']:8.2f} s")
    print(f"  count of 99 unread    {found['count'] * 1000:8.2f} ms")
    print(f"  page of 25            {found['page'] * 1000:8.2f} ms", flush=True)


if __name__ == "__main__":
    main()
