"""`manage.py seed_scale`: a company of a given size, for measurements."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esn.bench.scale import Scale, seed
from people.models import Person


class Command(BaseCommand):
    help = "Fill an empty database with a company of a given size, for measurements."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=1_000)
        parser.add_argument("--communities", type=int, default=50)
        parser.add_argument("--posts", type=int, default=10_000)
        parser.add_argument("--days", type=int, default=365)

    def handle(self, *args: Any, **options: Any) -> None:
        scale = Scale(*(options[name] for name in ("people", "communities", "posts", "days")))
        if min(scale.people, scale.communities, scale.posts, scale.days) < 3:
            raise CommandError("Each number must be at least 3.")
        if Person.objects.exists():
            raise CommandError(
                "This database is not empty; measurements need one of their own (set DATABASE_URL)."
            )
        start = time.perf_counter()
        seed(scale)
        self.stdout.write(f"{scale} seeded in {time.perf_counter() - start:.1f} s")
