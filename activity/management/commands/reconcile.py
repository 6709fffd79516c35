"""`manage.py reconcile`: compares kept counters with what they count; drift is a bug, so it is shown first."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activity.actions import reconciling


class Command(BaseCommand):
    """Prints one line for each counter that drifted."""

    help = "Compare the members of communities and the comments of threads with their kept counts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="count them again and keep the true number")

    def handle(self, *args: Any, **options: Any) -> None:
        found = reconciling.drifts()
        for drift in found:
            self.stdout.write(f"{drift.name} of {drift.pk}: kept {drift.kept}, counted {drift.counted}")
            if options["fix"]:
                reconciling.set_right(drift)
        if found and not options["fix"]:
            raise CommandError(f"{len(found)} counters are wrong. Set them right with --fix.")
        self.stdout.write(f"{len(found)} counters set right." if found else "Every counter is right.")
