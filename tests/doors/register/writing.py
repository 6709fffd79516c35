"""The doors of writing: drafts, scheduling, undo, history, and what is offered while somebody types."""

from datetime import timedelta
from typing import Any

from activity.actions import commenting, publishing, scheduling
from activity.models import Draft
from esn.kit import clock
from tests.doors.audiences import (
    AUTHOR,
    AUTHOR_OR_LEADER,
    ONESELF,
    READER,
    SIGNED,
    SIGNED_IN,
    Audience,
    Door,
)

V1 = "/api/v1"
FIELDS = {"fields": {"body": ["Words"]}}
AUTHOR_ALONE = Audience("its author; to all others it is not there", ONESELF.passes, SIGNED - ONESELF.passes)
TOLD_WHY = Audience(
    "author, and who leads the community", AUTHOR_OR_LEADER.passes, SIGNED - AUTHOR_OR_LEADER.passes
)

PAGES: dict[str, Door] = {
    "GET /typeahead/": Door(SIGNED_IN, body={"q": "b"}),
    "POST /advice/": Door(SIGNED_IN, body={"body": "Who knows #steel?", "community": "@lab"}),
    "GET /emoji/": Door(SIGNED_IN),
    "GET /drafts/": Door(SIGNED_IN),
    "GET /drafts/scheduled/": Door(SIGNED_IN),
    "POST /drafts/save/": Door(SIGNED_IN, body={"draft": "home", "body": "Half a thought"}),
    "POST /drafts/<id:pk>/discard/": Door(AUTHOR_ALONE, on="draft"),
    "POST /drafts/<id:pk>/unschedule/": Door(AUTHOR_ALONE, on="scheduled"),
    "POST /drafts/<id:pk>/publish/": Door(AUTHOR_ALONE, on="scheduled"),
    "GET /threads/<id:pk>/history/": Door(READER, on="thread"),
    "POST /threads/<id:pk>/undo/": Door(AUTHOR, on="sent_thread"),
    "GET /comments/<id:pk>/history/": Door(READER, on="comment"),
    "POST /comments/<id:pk>/undo/": Door(AUTHOR, on="sent_comment"),
    "GET /comments/<id:pk>/removal/": Door(TOLD_WHY, on="removed_comment"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/drafts/": Door(SIGNED_IN),
    f"POST {V1}/drafts/": Door(SIGNED_IN, body=FIELDS),
    f"GET {V1}/drafts/<id:pk>/": Door(AUTHOR_ALONE, on="draft"),
    f"PUT {V1}/drafts/<id:pk>/": Door(AUTHOR_ALONE, on="draft", body=FIELDS),
    f"DELETE {V1}/drafts/<id:pk>/": Door(AUTHOR_ALONE, on="draft"),
    f"PUT {V1}/drafts/<id:pk>/schedule/": Door(
        AUTHOR_ALONE, on="scheduled", body={"at": (clock.now() + timedelta(days=2)).isoformat()}
    ),
    f"DELETE {V1}/drafts/<id:pk>/schedule/": Door(AUTHOR_ALONE, on="scheduled"),
    f"POST {V1}/drafts/<id:pk>/publish/": Door(AUTHOR_ALONE, on="scheduled"),
    f"POST {V1}/threads/<id:pk>/undo/": Door(AUTHOR, on="sent_thread"),
    f"POST {V1}/comments/<id:pk>/undo/": Door(AUTHOR, on="sent_comment"),
    f"GET {V1}/threads/<id:pk>/revisions/": Door(READER, on="thread"),
    f"GET {V1}/comments/<id:pk>/revisions/": Door(READER, on="comment"),
    f"GET {V1}/threads/<id:pk>/removal/": Door(TOLD_WHY, on="removed_thread"),
    f"GET {V1}/comments/<id:pk>/removal/": Door(TOLD_WHY, on="removed_comment"),
    f"GET {V1}/typeahead/": Door(SIGNED_IN, path=f"{V1}/typeahead/?q=b"),
    f"POST {V1}/advice/": Door(SIGNED_IN, body={"body": "Who knows #steel?"}),
}

TASKS = {"activity.publish_due": "publishes what was scheduled"}

GAPS: dict[str, tuple[set[str], str]] = {
    "activity.actions.publishing.publish_post": (
        {"page", "program"},
        "sending.send_post publishes, with the draft gone in the same breath",
    ),
    "activity.actions.commenting.add_comment": (
        {"page", "program"},
        "sending.send_comment answers, with the draft gone in the same breath",
    ),
    "activity.actions.drafting.drop_draft": ({"program"}, "a part of sending and of saving a change"),
    "activity.actions.drafting.bring_back": ({"page", "program"}, "a part of taking back"),
    "activity.actions.revising.keep_revision": ({"page", "program"}, "a part of editing"),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Give bo a draft, a scheduled post, and a comment and a post that max removed from Lab."""
    bo, lab, now = made["bo"], made["lab"], clock.now()
    draft = Draft.objects.create(
        author=bo, key="home", fields={"body": ["Half"]}, created_at=now, updated_at=now
    )
    fields = {"body": ["Later"], "community": [str(lab.pk)], "kind": ["update"]}
    at = now + timedelta(days=1)
    scheduled = scheduling.schedule_post(bo, at=at, fields=fields, community=lab)
    comment = commenting.add_comment(bo, made["thread"], body="Rude")
    commenting.remove_comment(made["max"], comment, reason="Be kind")
    thread = publishing.publish_post(bo, community=lab, body="Twice").thread
    publishing.remove_thread(made["max"], thread, reason="Posted twice")
    # Sent in an hour, so that however slow the machine is, half a minute has not passed.
    with clock.at(now + timedelta(hours=1)):
        sent = publishing.publish_post(bo, community=lab, body="Oops").thread
        answer = commenting.add_comment(bo, made["thread"], body="Oops")
    return {
        "draft": draft,
        "scheduled": scheduled,
        "removed_comment": comment,
        "removed_thread": thread,
        "sent_thread": sent,
        "sent_comment": answer,
    }
