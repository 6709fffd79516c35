"""`manage.py rebuild_search`: makes every document anew while the search goes on."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from esn.search import indexing
from esn.search.models import Document
from esn.search.sources import SOURCES


class Command(BaseCommand):
    """Prints how far it is; stopped and started again it goes on where it was."""

    help = "Make the search index anew, in place: nothing is unfindable meanwhile."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--kind", action="append", choices=list(SOURCES), help="only this kind; may be repeated"
        )
        parser.add_argument(
            "--fresh", action="store_true", help="from the beginning, also after an interruption"
        )
        parser.add_argument("--all", action="store_true", help="write also what is right already")

    def handle(self, *args: Any, **options: Any) -> None:
        kinds = options["kind"] or list(SOURCES)
        if options["all"]:
            Document.objects.filter(kind__in=kinds).update(fingerprint="")
        started = time.monotonic()
        for kind, looked in indexing.rebuild(kinds=kinds, is_fresh=options["fresh"]):
            if looked % 20_000 == 0:
                self.stdout.write(f"  {kind}: {looked}")
        count = Document.objects.filter(kind__in=kinds).count()
        self.stdout.write(f"{count} documents in {time.monotonic() - started:.1f} s.")
