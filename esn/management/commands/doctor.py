"""`manage.py doctor`: names what is wrong with the installation, one line a finding."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from esn import ailments, health


class Command(BaseCommand):
    """Examines the installation and the running site."""

    help = "Say what is wrong with this installation; exit code 1 when something is."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only", choices=health.CHECKS, help="look at this alone, as a health check does"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        only: str | None = options["only"]
        results = health.checks([only] if only else None)
        for result in results:
            self._say(result.is_well, result.name, result.problem or "well")
        found = [] if only else ailments.find()
        for name, problem in found:
            self._say(not problem, name, problem or "well")
        count = sum(not result.is_well for result in results) + sum(bool(problem) for _name, problem in found)
        if count:
            raise CommandError(f"Findings: {count}", returncode=1)

    def _say(self, is_well: bool, name: str, text: str) -> None:  # noqa: FBT001
        mark, style = ("✓", self.style.SUCCESS) if is_well else ("✗", self.style.ERROR)
        self.stdout.write(style(f"{mark} {name:<18} {text}"))
