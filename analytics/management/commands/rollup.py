"""`manage.py rollup`: bring the facts up to the ledger, or do a span of days again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from analytics.actions import rolling


class Command(BaseCommand):
    help = "Rolls the event ledger up into day facts; with --rebuild (or a span) does days again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", type=date.fromisoformat, help="first day, YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=date.fromisoformat, help="last day, YYYY-MM-DD")
        parser.add_argument("--rebuild", action="store_true", help="do all days again")

    def handle(self, **options: Any) -> None:
        def show(done: int, of: int) -> None:
            self.stderr.write(f"\r{done} of {of} days", ending="")

        span = options["first"], options["last"]
        if options["rebuild"] or any(span):
            days = rolling.rebuild(*span, progress=show)
        else:
            days = rolling.roll_up(show)
        self.stderr.write("")
        self.stdout.write(f"{days} days rolled up." if days else "Nothing new.")
