"""`manage.py check_search`: compares the search index with what it is made from."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esn.search import drift

SHOWN = 20


class Command(BaseCommand):
    """Prints what drifted; exit code 1 when something did and was not repaired."""

    help = "Find documents of the search index that are missing, stale, orphaned or without their words."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="set them right")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(drift.found())
        for one in found[:SHOWN]:
            self.stdout.write(f"{one.what}: {one.kind} {one.object_id}")
        if len(found) > SHOWN:
            self.stdout.write(f"… and {len(found) - SHOWN} more")
        counts = ", ".join(
            f"{number} {what}" for what, number in sorted(Counter(d.what for d in found).items())
        )
        if found and options["repair"]:
            drift.repair(found)
            self.stdout.write(f"{counts}: repaired.")
        elif found:
            raise CommandError(f"{counts}. Set them right with --repair.")
        else:
            self.stdout.write("The index says what is there.")
