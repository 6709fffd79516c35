"""`manage.py unseed_demo`: removes exactly what `seed_demo` made."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from analytics.actions import rolling
from analytics.models import Watermark
from esn.demo.removing import Demo, remove
from people.models import RoleGrant


class Command(BaseCommand):
    help = "Remove the demo company; what real people added inside it goes only with --force."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="also remove what real people added inside it"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        demo = Demo()
        if not demo.people:
            self.stdout.write("There is no demo company here.")
            return
        real = demo.real_content()
        if real and not options["force"]:
            found = ", ".join(f"{count} {name}" for name, count in real.items())
            raise CommandError(
                f"Real people have added to the demo company: {found}. --force removes that too."
            )
        gone = remove(demo)
        if Watermark.objects.exists():
            rolling.roll_up()
        (settings.DATA_DIR / "demo_password").unlink(missing_ok=True)
        # So that the next start does not bring it back.
        (settings.DATA_DIR / "demo_removed").touch()
        self.stdout.write(", ".join(f"{count} {name}" for name, count in gone.items()) + " removed.")
        if not RoleGrant.objects.filter(role=RoleGrant.Role.ADMINISTRATOR).exists():
            self.stdout.write("There is no administrator now; the next start prints a link for a new one.")
