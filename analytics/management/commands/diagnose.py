"""`manage.py diagnose`: what the record says about a network, to read or as JSON."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from analytics.diagnosis import diagnosed
from analytics.reporting import report
from analytics.rollstate import is_behind
from esn.kit import clock


class Command(BaseCommand):
    help = "Prints measures, graph and detectors with their evidence."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="a stable, documented structure")
        parser.add_argument(
            "--as-of", type=date.fromisoformat, metavar="DATE", help="as of this day, YYYY-MM-DD"
        )

    def handle(self, **options: Any) -> None:
        as_of = options["as_of"]
        if as_of and as_of > clock.today():
            raise CommandError(f"--as-of {as_of} is in the future.")
        if is_behind():
            self.stderr.write(
                "Some events are not rolled up yet; run `manage.py rollup` first for the newest figures."
            )
        found = diagnosed(as_of)
        if found["span"]["first"] is None:
            raise CommandError(
                "There is nothing to diagnose: no interactions have been rolled up up to that day."
            )
        self.stdout.write(
            json.dumps(found, indent=2, ensure_ascii=False) if options["json"] else report(found)
        )
