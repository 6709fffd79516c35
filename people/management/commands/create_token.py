"""Make a token with which a program acts for a person; it is shown this once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from people.actions import access
from people.models import ApiToken, Person
from people.policies import NotAllowed

MOST_DAYS = 3650
MOST_LETTERS = 80


class Command(BaseCommand):
    """`manage.py create_token bo --scope write --days 90 --name "Nightly report"`."""

    help = (
        "Make a token with which a program acts for a person. It is shown this once; only its hash is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--scope", choices=ApiToken.Scope.values, default=ApiToken.Scope.READ)
        parser.add_argument(
            "--days", type=int, help="How long it is good for; without it, until it is revoked."
        )
        parser.add_argument("--name", default="command line", help="What it is for, to know it again.")

    def handle(self, *_args: Any, **options: Any) -> None:
        username, days, name = options["username"], options["days"], options["name"].strip()
        person = Person.objects.filter(username=username.lower()).first()
        if person is None:
            raise CommandError(f"Nobody has the user name “{username}”.")
        if days is not None and not 1 <= days <= MOST_DAYS:
            raise CommandError(f"--days is a number from 1 to {MOST_DAYS}.")
        if not 1 <= len(name) <= MOST_LETTERS:
            raise CommandError("--name has 1 to 80 characters.")
        try:
            secret = access.create_token(person, name=name, scope=options["scope"], days=days)
        except NotAllowed as error:
            raise CommandError(f"The account of “{username}” is closed.") from error
        self.stderr.write(
            f"For {person.display_name}, scope {options['scope']}. Keep it safe: it is shown this once."
        )
        self.stdout.write(secret)
