"""Generic samples behind the doors, and the actors who try them."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from rest_framework.test import APIClient

from communities.models import Community
from esn.kit import clock
from ideas.actions import challenging, submitting
from people.actions import access
from people.models import Person
from tests.doors.audiences import Door
from tests.doors.walking import filled

BACKEND = "people.backends.SignIn"


@dataclass
class World:
    """The cast, the samples by name, and the values that stand in addresses."""

    cast: dict[str, Person]
    samples: dict[str, Any]
    names: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def address(self, pattern: str, door: Door) -> str:
        """Return where the door stands, for its sample."""
        names = dict(self.names)
        if door.on:
            sample = self.samples[door.on]
            names |= {
                "pk": sample.pk,
                "slug": getattr(sample, "slug", ""),
                "username": getattr(sample, "username", ""),
                **getattr(sample, "names", {}),
            }
        return filled(door.path or pattern, names)

    def body(self, door: Door) -> dict[str, Any]:
        """Return what is sent, with samples by their name: "@lab" is Lab's number."""
        return {
            name: self.samples[value[1:]].pk if isinstance(value, str) and value.startswith("@") else value
            for name, value in door.body.items()
        }

    def browser(self, actor: str) -> Client:
        """Return a browser in which the actor is signed in, as far as they can be."""
        if actor not in self.browsers:
            client = self.browsers[actor] = Client(raise_request_exception=False)
            if actor != "anonymous":
                client.force_login(self.cast[actor], backend=BACKEND)
        return self.browsers[actor]

    def program(self, actor: str, scope: str = "write") -> APIClient:
        """Return a program that acts for the actor; a closed account's token is made while it was open."""
        client = APIClient(raise_request_exception=False)
        if actor != "anonymous":
            person = self.cast[actor]
            was_active, person.is_active = person.is_active, True
            secret = access.create_token(person, name="doors", scope=scope)
            person.is_active = was_active
            client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
        return client


def undone(ask: Any) -> tuple[HttpResponse, bool]:
    """Ask, take back whatever it did, and tell whether something was written."""
    writes: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if written := WRITE.match(sql):
            writes.append(written[1])
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            answer = ask()
        transaction.set_rollback(True)
    return answer, any(table.split("_")[0] in PRODUCT and table not in NOTED for table in writes)


def board(max_: Person, bo: Person, lab: Community) -> dict[str, Any]:
    """Open a challenge in Lab with an idea of bo's, while ideas and support are both taken."""
    now = clock.now()
    dates: dict[str, Any] = {
        "opens_at": now - timedelta(days=1),
        "submissions_close_at": now + timedelta(days=9),
    }
    dates |= {"voting_close_at": now + timedelta(days=9), "decide_by": now + timedelta(days=19)}
    challenge = challenging.launch_challenge(max_, community=lab, title="Cranes", problem="Slow", **dates)
    idea = submitting.submit_idea(bo, challenge, title="Cranes", proposal="Faster ones")
    return {"challenge": challenge, "idea": idea, "idea_thread": idea.thread}


PRODUCT = {"kit", "people", "communities", "activity", "ideas", "inbox", "moderation", "analytics"}
# Answers kept for retries, signs of life, and when a token was last used.
NOTED = {"kit_answeredrequest", "kit_heartbeat", "people_apitoken"}
# A statement that changes a table, and which.
WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO) "?(\w+)', re.IGNORECASE)
