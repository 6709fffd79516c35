"""`manage.py seed_demo`: fills an empty database with a believable company and seven months of its talk."""

import secrets
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError

from analytics.actions import snapshots
from esn import env
from esn.demo import dressing, plot, tribunal
from esn.demo.cast import NAMED
from esn.demo.company import NAME
from esn.demo.playing import Stage
from esn.kit import clock
from esn.search import indexing
from inbox.actions import replaying
from people.models import Person

SEED = 1974


class Command(BaseCommand):
    help = "Fill an empty database with the demo company."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=SEED, help="the same number tells the same story")
        parser.add_argument("--people", type=int, default=plot.PEOPLE, help="240 unless told, at least 30")
        parser.add_argument("--days", type=int, default=plot.DAYS, help=f"default {plot.DAYS}, at least 14")
        parser.add_argument("--force", action="store_true", help="also where people work already")

    def handle(self, *args: Any, **options: Any) -> None:
        _refuse(**options)
        started = time.monotonic()
        play = plot.write(options["seed"], clock.now(), people=options["people"], count=options["days"])
        _refuse_taken({person.username for person in play.company})
        password = env.text("ESN_DEMO_PASSWORD") or secrets.token_urlsafe(9)
        stage = Stage(play, make_password(password))
        for done in stage.perform():
            if done % 4000 == 0 or done == len(play.acts):
                self.stdout.write(f"  {done:>6} of {len(play.acts)} things have happened …")
        dressing.dress(stage)
        tribunal.sit(stage)
        seconds = time.monotonic() - started
        self.stdout.write(
            f"{NAME}: {len(stage.people)} people, {len(stage.threads)} threads, in {seconds:.1f} s."
        )
        (settings.DATA_DIR / "demo_removed").unlink(missing_ok=True)
        snapshots.refresh_all()
        self.stdout.write("The figures of the dashboard are counted.")
        for _kind, _looked in indexing.rebuild(is_fresh=True):
            pass
        self.stdout.write("Everything can be found.")
        told = replaying.replay([stage.people[name].pk for name in NAMED if name in stage.people])
        self.stdout.write(f"The bells of these accounts tell of the last week: {told} times.")
        self.stdout.write(f"Accounts: {', '.join(NAMED)}. Password: {password}")


def _refuse(*, people: int, days: int, force: bool, **_others: Any) -> None:
    """Say no where the demo would mix with real people or be too small to be told."""
    if people < 30 or days < 14:
        raise CommandError("The story needs at least 30 people and 14 days.")
    if Person.objects.filter(is_demo=True).exists():
        raise CommandError("The demo company is here already; `unseed_demo` removes it.")
    if Person.objects.exists() and not force:
        raise CommandError("There are people here already; --force adds the demo company beside them.")


def _refuse_taken(names: set[str]) -> None:
    """Say no where somebody real already has the name of a demo account."""
    taken = Person.objects.filter(username__in=names).values_list("username", flat=True)
    if taken:
        raise CommandError(f"These user names are taken: {', '.join(sorted(taken))}.")
