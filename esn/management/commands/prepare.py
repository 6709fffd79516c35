"""`manage.py prepare`: brings an installation up to date; does nothing, quickly, where nothing is to do."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

from esn import preparing


class Command(BaseCommand):
    """Migrates, collects, fills an empty database, and tells how to get in."""

    help = "Prepare database, static files and demo company. Steps go to stderr, a JSON summary to stdout."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")
        parser.add_argument("--quiet-link", action="store_true", help="make no one-time administrator link")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database cannot be reached: {reason}") from None
        with preparing.step("database", sys.stderr) as step:
            step.result = preparing.migrate()
        with preparing.step("static files", sys.stderr) as step:
            step.result = preparing.collect_static()
        if not options["no_demo"]:
            with preparing.step("demo company", sys.stderr) as step:
                step.result = preparing.seed(step)
        summary: dict[str, Any] = {"address": settings.BASE_URL}
        if not options["quiet_link"]:
            summary["admin_link"] = preparing.admin_link()
        summary.update(preparing.demo_accounts())
        self.stdout.write(json.dumps(summary))
