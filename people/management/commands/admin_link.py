"""`manage.py admin_link`: a link that signs an administrator in once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.actions.access import first_administrator
from people.actions.signing_in import make_link
from people.models import Person


class Command(BaseCommand):
    help = "Print a link that signs somebody in once within a day; without a name, the first administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        username = options["username"].lower()
        person = (
            Person.objects.filter(username=username, is_active=True).first()
            if username
            else first_administrator()
        )
        if person is None:
            raise CommandError(f"Nobody active has the user name {username}.")
        self.stdout.write(make_link(person))
