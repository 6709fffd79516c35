"""The samples behind the doors."""

from typing import Any

import pytest

from activity.actions import commenting, publishing
from communities.actions import founding, membership
from esn.kit import clock
from esn.kit.models import Mail
from tests.doors.register import SAMPLES
from tests.doors.world import World, board


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """Build the cast and one sample of everything; `db` by name, or a run of these tests alone has no test database."""
    names = ["ada", "bo", "cy", "dee", "eli", "fay", "gus", "eve", "hall", "lab", "vault", "everyone"]
    made: dict[str, Any] = {name: request.getfixturevalue(name) for name in names}
    made["max"] = request.getfixturevalue("max_")
    people = {name: made[name] for name in ("ada", "bo", "cy", "dee", "eli", "fay", "gus", "eve", "max")}
    post = publishing.publish_post(made["bo"], community=made["lab"], body="Why? #steel", kind="question")
    made["thread"] = post.thread
    made["comment"] = commenting.add_comment(made["bo"], post.thread, body="So.")
    made["garden"] = founding.found_community(made["cy"], name="Garden")
    made["request"] = membership.request_to_join(made["cy"], made["lab"])
    made |= board(made["max"], made["bo"], made["lab"])
    made["mail"] = Mail.objects.create(at=clock.now(), to="bo", sender="esn", subject="Hi", text="Hello")
    made["department"], made["site"] = made["bo"].department, made["bo"].site
    for add in SAMPLES:
        made |= add(made)
    return World(
        people,
        made,
        {
            "slug": "lab",
            "username": "bo",
            "tag": "steel",
            "name": "steel",
            "person": made["bo"].pk,
            "secret": "forged",
        },
    )
