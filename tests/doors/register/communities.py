"""The doors of communities: settings and ends, invitations and links, guests, many members at once, health."""

from io import BytesIO
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from communities.actions import founding, guesting, inviting, picturing, working
from tests.doors.audiences import (
    EMPLOYEE,
    KNOWER,
    LEADER,
    LEADER_HIDDEN,
    READER,
    SIGNED_IN,
    Audience,
    Door,
)

V1 = "/api/v1"
PLACE = f"{V1}/communities/<id:pk>"
OWNER = Audience("who owns the community", frozenset({"max"}), frozenset({"gus"}))
ENDER = Audience("who owns the community, and administrators", frozenset({"max", "ada"}), frozenset({"gus"}))

PAGES: dict[str, Door] = {
    "GET /communities/<slug:slug>/about/": Door(READER, on="lab"),
    "GET /communities/<slug:slug>/health/": Door(LEADER, on="lab"),
    "POST /communities/<slug:slug>/welcome/": Door(READER, on="lab"),
    "GET /communities/<slug:slug>/archive/": Door(ENDER, on="lab"),
    "POST /communities/<slug:slug>/archive/": Door(ENDER, on="lab", body={"reason": "Done"}),
    "POST /communities/<slug:slug>/revive/": Door(ENDER, on="lab"),
    "GET /communities/<slug:slug>/merge/": Door(ENDER, on="lab"),
    "POST /communities/<slug:slug>/merge/": Door(ENDER, on="lab", body={"into": "den", "confirmed": "1"}),
    "GET /communities/<slug:slug>/cover/": Door(KNOWER, on="cave"),
    "GET /communities/<slug:slug>/cover/edit/": Door(OWNER, on="lab"),
    "POST /communities/<slug:slug>/cover/edit/": Door(OWNER, on="cave", body={"alt": "A cave"}),
    "POST /communities/<slug:slug>/cover/remove/": Door(OWNER, on="cave"),
    "GET /communities/invitation/<str:secret>/": Door(SIGNED_IN),
    "POST /communities/invitation/<str:secret>/": Door(SIGNED_IN),
    "POST /communities/invitations/<id:pk>/withdraw/": Door(LEADER_HIDDEN, on="invitation"),
    "POST /communities/links/<id:pk>/revoke/": Door(LEADER_HIDDEN, on="link"),
    "POST /communities/suggestions/dismiss/": Door(SIGNED_IN, body={"name": "pricing"}),
    "POST /communities/<slug:slug>/invitation/": Door(KNOWER, on="lab", body={"answer": "decline"}),
    "GET /communities/<slug:slug>/invitations/": Door(LEADER, on="lab"),
    "POST /communities/<slug:slug>/invitations/people/": Door(
        LEADER, on="lab", body={"username": "fay", "role": "member"}
    ),
    "POST /communities/<slug:slug>/invitations/links/": Door(
        LEADER, on="lab", body={"role": "member", "days": "7", "uses": "5"}
    ),
    "POST /communities/<slug:slug>/invitations/guests/": Door(
        LEADER, on="lab", body={"email": "pat@else.example", "name": "Pat"}
    ),
    "POST /communities/<slug:slug>/members/bulk/": Door(
        LEADER, on="lab", body={"deed": "remove", "all": "1"}
    ),
    "GET /communities/<slug:slug>/members/export.csv": Door(LEADER, on="lab"),
    "GET /communities/<slug:slug>/members/import/": Door(LEADER, on="lab"),
    "POST /communities/<slug:slug>/members/import/": Door(LEADER, on="lab", body={"text": "fay"}),
    "GET /communities/<slug:slug>/members/deeds/<id:pk>/": Door(LEADER, on="work"),
    "POST /communities/<slug:slug>/members/deeds/<id:pk>/confirm/": Door(LEADER, on="work"),
    "POST /communities/<slug:slug>/members/<str:username>/until/": Door(LEADER, on="visitor"),
    "POST /communities/<slug:slug>/members/<str:username>/link/": Door(LEADER, on="visitor"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {PLACE}/health/": Door(LEADER, on="lab"),
    f"DELETE {PLACE}/welcome/": Door(READER, on="lab"),
    f"PUT {PLACE}/archive/": Door(ENDER, on="lab"),
    f"DELETE {PLACE}/archive/": Door(ENDER, on="lab"),
    f"GET {PLACE}/merge/": Door(ENDER, on="lab"),
    f"PUT {PLACE}/merge/": Door(ENDER, on="lab", body={"into": "@den"}),
    f"DELETE {PLACE}/cover/": Door(OWNER, on="cave"),
    f"PUT {PLACE}/cover/": Door(OWNER, on="lab"),
    f"POST {PLACE}/member-work/": Door(LEADER, on="lab", body={"deed": "remove", "chosen": [1]}),
    f"POST {PLACE}/member-lists/": Door(LEADER, on="lab", body={"text": "fay"}),
    f"GET {PLACE}/member-work/<id:work>/": Door(LEADER, on="visitor"),
    f"PUT {PLACE}/member-work/<id:work>/confirmation/": Door(LEADER, on="visitor"),
    f"GET {PLACE}/invitations/": Door(LEADER, on="lab"),
    f"POST {PLACE}/invitations/": Door(LEADER, on="lab", body={"person": "@fay"}),
    f"PUT {PLACE}/invitation/": Door(KNOWER, on="lab", body={"accept": False}),
    f"GET {PLACE}/invitation-links/": Door(LEADER, on="lab"),
    f"POST {PLACE}/invitation-links/": Door(LEADER, on="lab", body={"days": 3}),
    f"POST {PLACE}/guests/": Door(LEADER, on="lab", body={"email": "pat@else.example"}),
    f"PATCH {PLACE}/guests/<id:person>/": Door(LEADER, on="visitor", body={"until": None}),
    f"POST {PLACE}/guests/<id:person>/link/": Door(LEADER, on="visitor"),
    f"GET {V1}/invitations/": Door(SIGNED_IN),
    f"DELETE {V1}/invitations/<id:pk>/": Door(LEADER_HIDDEN, on="invitation"),
    f"DELETE {V1}/invitation-links/<id:pk>/": Door(LEADER_HIDDEN, on="link"),
    f"PUT {V1}/invitation-links/<str:secret>/use/": Door(EMPLOYEE, on="link"),
    f"DELETE {V1}/suggestions/<word:name>/": Door(SIGNED_IN),
}

TASKS: dict[str, str] = {
    "communities.carry_on": "does what is left of a deed for many members",
    "communities.carry_on_merge": "moves what is left of a merge",
    "communities.resume": "goes on with what a worker left behind",
    "communities.expire_guests": "sweeps away guests whose time is over",
    "communities.apply_rule": "makes one community agree with its rule",
    "communities.apply_rules": "makes all communities agree with their rules",
    "communities.catch_up": "reads in the log who was active where",
}


def picture() -> bytes:
    """Return a small picture."""
    target = BytesIO()
    Image.new("RGB", (12, 4), "teal").save(target, "PNG")
    return target.getvalue()


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Return an invitation, a link, a guest and a list that waits, all in Lab, and a second private community of max's."""
    max_, lab = made["max"], made["lab"]
    link, secret = inviting.make_link(max_, lab)
    visitor = guesting.invite_guest(max_, lab, email="vis@else.example", name="Vis Visitor").person
    work = working.start_import(max_, lab, text="fay")
    cave = founding.found_community(max_, name="Cave", kind="private")
    picturing.show_picture(max_, cave, upload=SimpleUploadedFile("cave.png", picture()))
    names = {"person": visitor.pk, "username": visitor.username, "work": work.pk}
    return {
        "cave": cave,
        "den": founding.found_community(max_, name="Den", kind="private"),
        "invitation": inviting.invite_person(max_, lab, made["cy"]),
        "link": SimpleNamespace(pk=link.pk, slug="lab", names={"secret": secret}),
        "visitor": SimpleNamespace(pk=lab.pk, slug="lab", names=names),
        "work": SimpleNamespace(pk=work.pk, slug="lab"),
    }
