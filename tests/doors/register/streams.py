"""The doors of streams and of what one pays attention to; samples are bo's unless they say otherwise."""

from typing import Any

from activity.actions import filtering, keeping
from tests.doors.audiences import ONESELF, READER, SIGNED_IN, Audience, Door
from tests.doors.audiences import SIGNED as EVERYBODY

V1 = "/api/v1"
# What is somebody's own does not exist for anybody else.
OWN = Audience(ONESELF.name, ONESELF.passes, EVERYBODY - ONESELF.passes)
FILTER = {"name": "Cranes"}

PAGES: dict[str, Door] = {
    "GET /streams/following/": Door(SIGNED_IN),
    "GET /streams/unanswered/": Door(SIGNED_IN),
    "GET /streams/missed/": Door(SIGNED_IN),
    "POST /streams/missed/": Door(SIGNED_IN),
    "POST /streams/order/": Door(SIGNED_IN, body={"stream_order": "newest"}),
    "GET /streams/filters/": Door(SIGNED_IN),
    "GET /streams/filters/new/": Door(SIGNED_IN),
    "POST /streams/filters/new/": Door(SIGNED_IN, body=FILTER),
    "GET /streams/filters/<id:pk>/": Door(OWN, on="filter"),
    "GET /streams/filters/<id:pk>/edit/": Door(OWN, on="filter"),
    "POST /streams/filters/<id:pk>/edit/": Door(OWN, on="filter", body=FILTER),
    "POST /streams/filters/<id:pk>/remove/": Door(OWN, on="filter"),
    "GET /saved/": Door(SIGNED_IN),
    "GET /saved/<id:pk>/": Door(OWN, on="bookmark"),
    "POST /saved/<id:pk>/": Door(OWN, on="bookmark", body={"note": "x"}),
    "POST /threads/<id:pk>/keep/": Door(READER, on="thread"),
    "POST /comments/<id:pk>/keep/": Door(READER, on="comment"),
    "POST /threads/<id:pk>/watch/": Door(READER, on="thread", body={"level": "muted"}),
    "POST /threads/<id:pk>/unread/": Door(READER, on="thread"),
    "POST /comments/<id:pk>/unread/": Door(READER, on="comment"),
    "POST /threads/<id:pk>/read/": Door(READER, on="thread"),
    "GET /threads/<id:pk>/why/": Door(READER, on="thread"),
    "POST /people/<str:username>/mute/": Door(Audience("everybody but oneself", EVERYBODY - {"bo"}), on="bo"),
    "POST /tag/<word:name>/mute/": Door(SIGNED_IN),
    "GET /settings/reading/": Door(SIGNED_IN),
    "POST /settings/reading/": Door(SIGNED_IN, body={"stream_order": "newest"}),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/stream/following/": Door(SIGNED_IN),
    f"GET {V1}/stream/unanswered/": Door(SIGNED_IN),
    f"GET {V1}/stream/missed/": Door(SIGNED_IN),
    f"PUT {V1}/stream/missed/": Door(SIGNED_IN),
    f"GET {V1}/stream/settings/": Door(SIGNED_IN),
    f"PATCH {V1}/stream/settings/": Door(SIGNED_IN, body={"stream_order": "newest"}),
    f"GET {V1}/filters/": Door(SIGNED_IN),
    f"POST {V1}/filters/": Door(SIGNED_IN, body=FILTER),
    f"GET {V1}/filters/<id:pk>/": Door(OWN, on="filter"),
    f"PATCH {V1}/filters/<id:pk>/": Door(OWN, on="filter", body=FILTER),
    f"DELETE {V1}/filters/<id:pk>/": Door(OWN, on="filter"),
    f"GET {V1}/filters/<id:pk>/threads/": Door(OWN, on="filter"),
    f"GET {V1}/bookmarks/": Door(SIGNED_IN),
    f"PUT {V1}/threads/<id:pk>/bookmark/": Door(READER, on="thread"),
    f"DELETE {V1}/threads/<id:pk>/bookmark/": Door(READER, on="thread"),
    f"PUT {V1}/comments/<id:pk>/bookmark/": Door(READER, on="comment"),
    f"DELETE {V1}/comments/<id:pk>/bookmark/": Door(READER, on="comment"),
    f"PUT {V1}/threads/<id:pk>/watch/": Door(READER, on="thread", body={"level": "muted"}),
    f"PUT {V1}/threads/<id:pk>/reading/": Door(READER, on="thread"),
    f"DELETE {V1}/threads/<id:pk>/reading/": Door(READER, on="thread"),
    f"GET {V1}/threads/<id:pk>/why/": Door(READER, on="thread"),
    f"GET {V1}/muted/": Door(SIGNED_IN),
    f"PUT {V1}/people/<id:pk>/mute/": Door(Audience("everybody but oneself", EVERYBODY - {"bo"}), on="bo"),
    f"DELETE {V1}/people/<id:pk>/mute/": Door(SIGNED_IN, on="bo"),
    f"PUT {V1}/tags/<word:tag>/mute/": Door(SIGNED_IN),
    f"DELETE {V1}/tags/<word:tag>/mute/": Door(SIGNED_IN),
}

TASKS: dict[str, str] = {
    "activity.remind": "reminds people of what they keep",
    "activity.forget_readings": "forgets old reading marks",
}

GAPS: dict[str, tuple[set[str], str]] = {
    "activity.actions.reading.note_visit": ({"program"}, "a program that reads is not a person who is here"),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Return a filter and a bookmark of bo's."""
    bo = made["bo"]
    return {
        "filter": filtering.save_filter(bo, name="Mine", kind="question"),
        "bookmark": keeping.keep(bo, made["thread"]),
    }
