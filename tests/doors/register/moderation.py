"""Doors of moderation. The case is about bo's thread in private Lab: max runs it, the administrator sees all cases."""

from types import SimpleNamespace
from typing import Any

from django.core.files.base import ContentFile

from activity.actions import publishing
from activity.models import Attachment
from esn.kit import clock
from moderation import queue
from moderation.actions import reporting
from moderation.models import Appeal, Case, Kind, Ruling, Sanction, WordRule
from tests.doors.audiences import (
    ADMIN,
    INSIDE,
    LEADER,
    SIGNED,
    SIGNED_IN,
    Audience,
    Door,
)

JUDGES = frozenset({"max", "ada"})
MODERATOR = Audience("who has a queue; to others there is none", JUDGES, SIGNED - JUDGES)
JUDGE = Audience("who may look at the case; to others it does not exist", JUDGES, SIGNED - JUDGES)
# eve reported it when she could read it: she may hear what was decided.
CONCERNED = Audience(
    "whom the ruling concerns, and who may look at its case",
    INSIDE | {"ada", "eve"},
    SIGNED - INSIDE - {"ada", "eve"},
)
PARTY = Audience("whom the ruling concerns", frozenset({"bo", "eve"}), SIGNED - {"bo", "eve"})
APPELLANT = Audience("whose thing it was", frozenset({"bo"}), SIGNED - {"bo", "eve"})
COLLEAGUE = Audience("who sees it and did not make it", frozenset({"max"}), SIGNED - INSIDE)
SANCTIONER = Audience("who runs the community", frozenset({"max", "ada"}), frozenset({"gus"}))

PAGES: dict[str, Door] = {
    "GET /moderation/": Door(MODERATOR),
    "GET /moderation/mine/": Door(SIGNED_IN),
    "GET /moderation/report/": Door(SIGNED_IN),
    "GET /moderation/report/<slug:kind>/<id:pk>/": Door(COLLEAGUE, on="reportable"),
    "POST /moderation/report/<slug:kind>/<id:pk>/": Door(COLLEAGUE, on="reportable", body={"reason": "rude"}),
    "GET /moderation/cases/<id:pk>/": Door(JUDGE, on="case"),
    "GET /moderation/cases/<id:pk>/file/": Door(JUDGE, on="file_case"),
    "POST /moderation/cases/<id:pk>/claim/": Door(JUDGE, on="case"),
    "POST /moderation/cases/<id:pk>/unclaim/": Door(JUDGE, on="case"),
    "POST /moderation/cases/<id:pk>/hide/": Door(JUDGE, on="case"),
    "POST /moderation/cases/<id:pk>/unhide/": Door(JUDGE, on="case"),
    "POST /moderation/cases/<id:pk>/rule/": Door(JUDGE, on="case", body={"outcome": "keep"}),
    "GET /moderation/rulings/<id:pk>/": Door(CONCERNED, on="ruling"),
    "POST /moderation/rulings/<id:pk>/appeal/": Door(CONCERNED, on="ruling", body={"text": "No"}),
    "GET /moderation/appeals/<id:pk>/": Door(CONCERNED, on="appeal"),
    "POST /moderation/appeals/<id:pk>/decide/": Door(
        JUDGE, on="appeal", body={"overturn": "no", "reason": "It stands."}
    ),
    "GET /moderation/words/": Door(ADMIN),
    "POST /moderation/words/": Door(ADMIN, body={"kind": "word", "pattern": "fool", "effect": "warn"}),
    "POST /moderation/words/<id:pk>/remove/": Door(ADMIN, on="word_rule"),
    "POST /moderation/sanctions/<id:pk>/lift/": Door(SANCTIONER, on="sanction"),
    "GET /moderation/log/": Door(MODERATOR),
    "GET /moderation/log.csv": Door(MODERATOR),
    "GET /communities/<slug:slug>/moderation/": Door(LEADER, on="lab"),
    "POST /communities/<slug:slug>/moderation/": Door(LEADER, on="lab", body={"approval": "nobody"}),
    "POST /communities/<slug:slug>/moderation/words/": Door(
        LEADER, on="lab", body={"kind": "word", "pattern": "fool", "effect": "warn"}
    ),
    "POST /communities/<slug:slug>/moderation/sanctions/": Door(
        LEADER, on="lab", body={"person": "bo", "kind": "mute", "hours": 1, "reason": "Rest"}
    ),
}

V1 = "/api/v1"
PROGRAMS: dict[str, Door] = {
    f"POST {V1}/reports/": Door(COLLEAGUE, body={"kind": "thread", "id": "@thread", "reason": "rude"}),
    f"GET {V1}/moderation/cases/": Door(MODERATOR),
    f"GET {V1}/moderation/cases/<id:pk>/": Door(JUDGE, on="case"),
    f"PUT {V1}/moderation/cases/<id:pk>/claim/": Door(JUDGE, on="case"),
    f"DELETE {V1}/moderation/cases/<id:pk>/claim/": Door(JUDGE, on="case"),
    f"PUT {V1}/moderation/cases/<id:pk>/hiding/": Door(JUDGE, on="case"),
    f"DELETE {V1}/moderation/cases/<id:pk>/hiding/": Door(JUDGE, on="case"),
    f"PUT {V1}/moderation/cases/<id:pk>/ruling/": Door(JUDGE, on="case", body={"outcome": "keep"}),
    f"GET {V1}/moderation/rulings/": Door(SIGNED_IN),
    f"GET {V1}/moderation/rulings/<id:pk>/": Door(PARTY, on="ruling"),
    f"PUT {V1}/moderation/rulings/<id:pk>/appeal/": Door(APPELLANT, on="ruling", body={"text": "No"}),
    f"PUT {V1}/moderation/appeals/<id:pk>/decision/": Door(
        JUDGE, on="appeal", body={"overturn": False, "reason": "It stands."}
    ),
    f"GET {V1}/moderation/words/": Door(ADMIN),
    f"POST {V1}/moderation/words/": Door(ADMIN, body={"pattern": "fool"}),
    f"DELETE {V1}/moderation/words/<id:pk>/": Door(ADMIN, on="word_rule"),
    f"DELETE {V1}/moderation/sanctions/<id:pk>/": Door(SANCTIONER, on="sanction"),
    f"GET {V1}/moderation/log/": Door(MODERATOR),
    f"GET {V1}/moderation/figures/": Door(SIGNED_IN),
    f"GET {V1}/communities/<id:pk>/moderation/": Door(LEADER, on="lab"),
    f"PATCH {V1}/communities/<id:pk>/moderation/": Door(LEADER, on="lab", body={"slow_seconds": 5}),
    f"GET {V1}/communities/<id:pk>/words/": Door(LEADER, on="lab"),
    f"POST {V1}/communities/<id:pk>/words/": Door(LEADER, on="lab", body={"pattern": "fool"}),
    f"GET {V1}/communities/<id:pk>/sanctions/": Door(LEADER, on="lab"),
    f"POST {V1}/communities/<id:pk>/sanctions/": Door(
        LEADER, on="lab", body={"person": "@bo", "kind": "ban", "reason": "Rest"}
    ),
}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Have two of bo's posts in Lab reported by eve, who was there once: one is decided and appealed."""
    fresh = {}
    for name, body in (("waiting", "All fools"), ("decided", "Still all fools")):
        thread = publishing.publish_post(made["bo"], community=made["lab"], body=body).thread
        thing = queue.of_thread(thread)
        fresh[name] = reporting.report_thing(made["eve"], thing, reason="rude").case
    at = clock.now()
    plan = Attachment.objects.create(
        uploader=made["bo"], thread=made["thread"], name="plan.txt", content_type="text/plain", size=6,
        digest="1" * 64, file=ContentFile(b"A plan", name="plan"), created_at=at,
    )  # fmt: skip
    named = queue.Thing(Kind.FILE, made["bo"], "plan.txt", "plan.txt", made["thread"], file=plan)
    fresh["file"] = reporting.report_thing(made["eve"], named, reason="rude").case
    Case.objects.filter(pk=fresh["decided"].pk).update(closed_at=at)
    ruling = Ruling.objects.create(
        case=fresh["decided"], outcome="keep", measure="warn", reason="Mind your words.", at=at
    )
    appeal = Appeal.objects.create(ruling=ruling, text="They are", at=at)
    sanction = Sanction.objects.create(
        person=made["cy"], community=made["lab"], kind="ban", since_at=at, by=made["max"]
    )
    return {
        "case": fresh["waiting"],
        "file_case": fresh["file"],
        "ruling": ruling,
        "appeal": appeal,
        "sanction": sanction,
        "word_rule": WordRule.objects.create(pattern="idiot", made_at=at),
        "reportable": SimpleNamespace(pk=made["thread"].pk, names={"kind": "thread"}),
    }
