"""`manage.py reconcile`: compares kept counters with what they count; drift is a bug, so it is shown first."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activity.actions import reconciling as conversations
from ideas.actions import reconciling as board


class Command(BaseCommand):
    """Prints one line for each counter that drifted."""

    help = "Compare kept counts (members, comments, ideas, supports) with the rows they count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fix", action="store_true", help="count them again and keep the true number")

    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for owner in (conversations, board):
            for drift in owner.drifts():
                number += 1
                self.stdout.write(f"{drift.name} of {drift.pk}: kept {drift.kept}, counted {drift.counted}")
                if options["fix"]:
                    owner.set_right(drift)
        if number and not options["fix"]:
            raise CommandError(f"{number} counters are wrong. Set them right with --fix.")
        self.stdout.write(f"{number} counters set right." if number else "Every counter is right.")
