"""Doors of the inbox: one's own bell; somebody else's answers as if it were not there."""

from typing import Any

from esn.kit import clock
from inbox.models import Notification
from tests.doors.audiences import ADMIN, ONESELF_HIDDEN, READER, SIGNED_IN, Door

V1 = "/api/v1"

PAGES: dict[str, Door] = {
    "GET /inbox/": Door(SIGNED_IN),
    "GET /inbox/menu/": Door(SIGNED_IN),
    "GET /inbox/count/": Door(SIGNED_IN),
    "POST /inbox/read/": Door(SIGNED_IN),
    "POST /inbox/along/": Door(SIGNED_IN, body={"thread": "@thread"}),
    "GET /inbox/settings/": Door(SIGNED_IN),
    "POST /inbox/settings/": Door(SIGNED_IN, body={"kind_mention": "on"}),
    "POST /inbox/settings/communities/<id:pk>/": Door(READER, on="lab", body={"level": "none"}),
    "GET /inbox/defaults/": Door(ADMIN),
    "POST /inbox/defaults/": Door(ADMIN, body={"apply": "new"}),
    "GET /inbox/<id:pk>/": Door(ONESELF_HIDDEN, on="notification"),
    "POST /inbox/<id:pk>/read/": Door(ONESELF_HIDDEN, on="notification"),
    "POST /inbox/<id:pk>/unread/": Door(ONESELF_HIDDEN, on="notification"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/notifications/": Door(SIGNED_IN),
    f"GET {V1}/notifications/count/": Door(SIGNED_IN),
    f"PUT {V1}/notifications/read/": Door(SIGNED_IN),
    f"GET {V1}/notifications/<id:pk>/": Door(ONESELF_HIDDEN, on="notification"),
    f"PUT {V1}/notifications/<id:pk>/read/": Door(ONESELF_HIDDEN, on="notification"),
    f"DELETE {V1}/notifications/<id:pk>/read/": Door(ONESELF_HIDDEN, on="notification"),
    f"GET {V1}/notification-settings/": Door(SIGNED_IN),
    f"PATCH {V1}/notification-settings/": Door(SIGNED_IN, body={"mention": False}),
    f"GET {V1}/notification-settings/communities/<id:pk>/": Door(READER, on="lab"),
    f"PUT {V1}/notification-settings/communities/<id:pk>/": Door(READER, on="lab", body={"level": "none"}),
    f"GET {V1}/notification-defaults/": Door(ADMIN),
    f"PATCH {V1}/notification-defaults/": Door(ADMIN, body={"mention": False}),
}

TASKS: dict[str, str] = {
    "inbox.fan_out": "tells a large audience, batch by batch",
    "inbox.sweep": "goes on with audiences that were left in the middle",
    "inbox.tidy": "forgets old notifications",
}

GAPS: dict[str, tuple[set[str], str]] = {
    "inbox.actions.reading.read_along": ({"program"}, "a program that reads is not a person who read"),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Tell bo of a comment in private Lab."""
    at = clock.now()
    row = Notification.objects.create(
        person=made["bo"],
        kind="reply",
        subject="reply:sample",
        thread=made["thread"],
        comment=made["comment"],
        count=1,
        first_at=at,
        last_at=at,
    )
    return {"notification": row}
