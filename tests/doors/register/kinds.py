"""The doors of the kinds of posts: polls, praise, announcements that must be read, link cards, signs and values."""

from datetime import timedelta
from typing import Any

from activity.actions import publishing
from activity.actions.announcing import MustReadPlan
from activity.actions.polling import PollPlan
from activity.models import CompanyValue, LinkCard, LinkImage, Poll, ReactionSign
from esn.kit import clock
from tests.doors.audiences import ADMIN, AUTHOR_OR_LEADER, LEADER_HIDDEN, READER, SIGNED_IN, Audience, Door

V1 = "/api/v1"
# Who does not run the installation is told of no such page.
ADMIN_HIDDEN = Audience("administrator", ADMIN.passes, SIGNED_IN.passes - ADMIN.passes)
SIGN = {"label": "Clap", "emoji": "👏", "place": "9", "is_active": "on"}
VALUE = {"label": "Patience", "emoji": "🐢", "place": "9", "tint": "3", "is_active": "on"}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Publish in Lab: bo a poll and a post with a link, max an announcement that must be read."""
    bo, max_, lab = made["bo"], made["max"], made["lab"]
    plan = PollPlan(["Blue", "Green"], closes_at=clock.now() + timedelta(days=1))
    poll = publishing.publish_post(bo, community=lab, body="Which?", kind="poll", plan=plan)
    asked = publishing.publish_post(
        max_, community=lab, body="Helmets", kind="announcement", plan=MustReadPlan()
    )
    linked = publishing.publish_post(bo, community=lab, body="See https://example.org/")
    card, _ = LinkCard.objects.update_or_create(
        post=linked, defaults={"url": "https://example.org/", "state": "ready", "title": "Example"}
    )
    LinkImage.objects.create(card=card, content=b"jpeg")
    return {
        "poll": poll.thread,
        "poll_row": Poll.objects.get(post=poll),
        "asked": asked.thread,
        "linked": linked.thread,
        "card": card,
        "sign": ReactionSign.objects.get(key="curious"),
        "value": CompanyValue.objects.get(key="craft"),
    }


PAGES: dict[str, Door] = {
    "GET /threads/<id:pk>/poll/": Door(READER, on="poll"),
    "POST /threads/<id:pk>/poll/vote/": Door(READER, on="poll", body={"withdraw": "1"}),
    "POST /threads/<id:pk>/poll/close/": Door(AUTHOR_OR_LEADER, on="poll"),
    "POST /threads/<id:pk>/acknowledge/": Door(READER, on="asked"),
    "GET /threads/<id:pk>/readers/": Door(LEADER_HIDDEN, on="asked"),
    "GET /threads/<id:pk>/readers.csv": Door(LEADER_HIDDEN, on="asked"),
    "POST /threads/<id:pk>/remind/": Door(LEADER_HIDDEN, on="asked"),
    "GET /threads/<id:pk>/reactions/": Door(READER, on="thread"),
    "POST /threads/<id:pk>/link/remove/": Door(AUTHOR_OR_LEADER, on="linked"),
    "GET /link-images/<id:pk>/": Door(READER, on="card"),
    "GET /praise/people/": Door(SIGNED_IN),
    "GET /people/<str:username>/praise/": Door(SIGNED_IN, on="bo"),
    "GET /ops/reactions/": Door(ADMIN_HIDDEN),
    "POST /ops/reactions/": Door(ADMIN_HIDDEN, body=SIGN),
    "GET /ops/reactions/<id:pk>/": Door(ADMIN_HIDDEN, on="sign"),
    "POST /ops/reactions/<id:pk>/": Door(ADMIN_HIDDEN, on="sign", body=SIGN),
    "GET /ops/values/": Door(ADMIN_HIDDEN),
    "POST /ops/values/": Door(ADMIN_HIDDEN, body=VALUE),
    "GET /ops/values/<id:pk>/": Door(ADMIN_HIDDEN, on="value"),
    "POST /ops/values/<id:pk>/": Door(ADMIN_HIDDEN, on="value", body=VALUE),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/threads/<id:pk>/poll/": Door(READER, on="poll"),
    f"PUT {V1}/threads/<id:pk>/poll/vote/": Door(READER, on="poll", body={"options": [1]}),
    f"DELETE {V1}/threads/<id:pk>/poll/vote/": Door(READER, on="poll"),
    f"PUT {V1}/threads/<id:pk>/poll/end/": Door(AUTHOR_OR_LEADER, on="poll"),
    f"PUT {V1}/threads/<id:pk>/acknowledgement/": Door(READER, on="asked"),
    f"GET {V1}/threads/<id:pk>/readers/": Door(LEADER_HIDDEN, on="asked"),
    f"POST {V1}/threads/<id:pk>/reminder/": Door(LEADER_HIDDEN, on="asked"),
    f"DELETE {V1}/threads/<id:pk>/link/": Door(AUTHOR_OR_LEADER, on="linked"),
    f"GET {V1}/link-images/<id:pk>/": Door(READER, on="card"),
    f"GET {V1}/threads/<id:pk>/reactions/": Door(READER, on="thread"),
    f"GET {V1}/comments/<id:pk>/reactions/": Door(READER, on="comment"),
    f"GET {V1}/people/<id:pk>/praise/": Door(SIGNED_IN, on="bo"),
    f"GET {V1}/reaction-signs/": Door(SIGNED_IN),
    f"POST {V1}/reaction-signs/": Door(ADMIN_HIDDEN, body={"label": "Clap", "emoji": "👏"}),
    f"PATCH {V1}/reaction-signs/<id:pk>/": Door(ADMIN_HIDDEN, on="sign", body={"label": "Clap"}),
    f"GET {V1}/company-values/": Door(SIGNED_IN),
    f"POST {V1}/company-values/": Door(ADMIN_HIDDEN, body={"label": "Patience", "emoji": "🐢"}),
    f"PATCH {V1}/company-values/<id:pk>/": Door(ADMIN_HIDDEN, on="value", body={"label": "Patience"}),
}

TOPICS: dict[str, tuple[Door, str]] = {"poll": (Door(READER, on="poll_row"), "{pk}")}

TASKS: dict[str, str] = {
    "activity.look_up_link": "looks up the page behind one link card",
    "activity.look_up_links": "has those looked up that were lost",
}
GAPS: dict[str, tuple[set[str], str]] = {
    "activity.actions.planning.check_plan": ({"page", "program"}, "a part of publishing"),
}
