"""Doors of what is done with whole threads: sharing, pinning, closing, moving, asking for a wider audience."""

from typing import Any

from activity.actions import promoting
from tests.doors.audiences import (
    AUTHOR,
    AUTHOR_OR_LEADER,
    LEADER_HIDDEN,
    READER,
    Audience,
    Door,
)

V1 = "/api/v1"
EMPTY: dict[str, Any] = {}
# bo wrote the sample; max, who reads it too, asked.
ASKER = Audience("who asked", frozenset({"max"}))
OTHER_READER = Audience("who reads it but did not write it", frozenset({"max"}), AUTHOR_OR_LEADER.hidden)

PAGES: dict[str, Door] = {
    "GET /threads/<id:pk>/share/": Door(READER, on="thread"),
    "POST /threads/<id:pk>/share/": Door(READER, on="thread", body={"community": "@lab", "body": "Look"}),
    "GET /threads/<id:pk>/sharing/": Door(AUTHOR, on="thread"),
    "POST /threads/<id:pk>/sharing/": Door(AUTHOR, on="thread", body={"sharing": "anyone"}),
    "GET /threads/<id:pk>/promote/": Door(OTHER_READER, on="thread"),
    "POST /threads/<id:pk>/promote/": Door(OTHER_READER, on="thread", body={"community": "@hall"}),
    "GET /promotions/<id:pk>/": Door(AUTHOR, on="promotion"),
    "POST /promotions/<id:pk>/": Door(AUTHOR, on="promotion", body={"decision": "decline"}),
    "POST /promotions/<id:pk>/withdraw/": Door(ASKER, on="promotion"),
    "GET /threads/<id:pk>/pin/": Door(LEADER_HIDDEN, on="thread"),
    "POST /threads/<id:pk>/pin/": Door(LEADER_HIDDEN, on="thread"),
    "POST /threads/<id:pk>/unpin/": Door(LEADER_HIDDEN, on="thread"),
    "POST /threads/<id:pk>/close/": Door(AUTHOR_OR_LEADER, on="thread"),
    "POST /threads/<id:pk>/reopen/": Door(AUTHOR_OR_LEADER, on="thread"),
    "GET /threads/<id:pk>/move/": Door(AUTHOR_OR_LEADER, on="thread"),
    "POST /threads/<id:pk>/move/": Door(AUTHOR_OR_LEADER, on="thread", body={"community": "@hall"}),
    "GET /comments/<id:pk>/replies/": Door(READER, on="comment"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/threads/<id:pk>/shares/": Door(READER, on="thread"),
    f"POST {V1}/threads/<id:pk>/shares/": Door(READER, on="thread", body={"community": "@lab"}),
    f"PUT {V1}/threads/<id:pk>/sharing/": Door(AUTHOR, on="thread", body={"sharing": "anyone"}),
    f"POST {V1}/threads/<id:pk>/promotions/": Door(OTHER_READER, on="thread", body={"community": "@hall"}),
    f"PUT {V1}/promotions/<id:pk>/decision/": Door(AUTHOR, on="promotion", body={"accept": False}),
    f"DELETE {V1}/promotions/<id:pk>/": Door(ASKER, on="promotion"),
    f"PUT {V1}/threads/<id:pk>/pin/": Door(LEADER_HIDDEN, on="thread", body=EMPTY),
    f"DELETE {V1}/threads/<id:pk>/pin/": Door(LEADER_HIDDEN, on="thread"),
    f"PUT {V1}/threads/<id:pk>/closure/": Door(AUTHOR_OR_LEADER, on="thread"),
    f"DELETE {V1}/threads/<id:pk>/closure/": Door(AUTHOR_OR_LEADER, on="thread"),
    # To where it is already: what a move is refused for is told by its own tests.
    f"PUT {V1}/threads/<id:pk>/community/": Door(AUTHOR_OR_LEADER, on="thread", body={"community": "@lab"}),
}

GAPS = {
    "activity.actions.moving.refusal": ({"program"}, "a program learns it from the refused move"),
    "activity.actions.sharing.carry": ({"page", "program"}, "a part of sharing"),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Have max ask bo for a wider audience."""
    promotion = promoting.ask_promotion(made["max"], made["thread"], community=made["hall"])
    return {"promotion": promotion}
