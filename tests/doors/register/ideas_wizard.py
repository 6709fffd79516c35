"""The doors of opening: a challenge step by step, and standing boxes."""

from typing import Any

from esn.kit import clock
from ideas.actions import planning
from ideas.models import ChallengePlan
from tests.doors.audiences import LAUNCHER, LEADER_HIDDEN, LEADER_OPEN, ONESELF_HIDDEN, Door

V1 = "/api/v1"
BOX = {"area": "customers", "title": "Anything?", "problem": "Whatever helps."}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Have bo begin two challenges, and max open a box in Lab."""
    now = clock.now()
    kept: dict[str, Any] = {"author": made["bo"], "created_at": now, "changed_at": now}
    plan, thrown = (ChallengePlan.objects.create(**kept) for _n in range(2))
    plan.names = {"step": "scope"}  # type: ignore[attr-defined]
    box = planning.open_box(made["max"], made["lab"], area="product", title="Ovens?", problem="Any.")
    return {"plan": plan, "thrown_plan": thrown, "box": box}


PAGES: dict[str, Door] = {
    "GET /ideas/plans/<id:pk>/": Door(ONESELF_HIDDEN, on="plan"),
    "GET /ideas/plans/<id:pk>/<slug:step>/": Door(ONESELF_HIDDEN, on="plan"),
    "POST /ideas/plans/<id:pk>/<slug:step>/": Door(ONESELF_HIDDEN, on="plan", body={"in_scope": "All"}),
    "POST /ideas/plans/<id:pk>/discard/": Door(ONESELF_HIDDEN, on="thrown_plan"),
    "GET /ideas/boxes/new/": Door(LAUNCHER),
    "POST /ideas/boxes/new/": Door(LAUNCHER),
    "POST /ideas/challenges/<id:pk>/closing/": Door(LEADER_HIDDEN, on="box"),
}

PROGRAMS: dict[str, Door] = {
    f"POST {V1}/idea-boxes/": Door(LEADER_OPEN, body={"community": "@hall", **BOX}),
    f"PUT {V1}/challenges/<id:pk>/closing/": Door(LEADER_HIDDEN, on="box"),
    f"DELETE {V1}/challenges/<id:pk>/closing/": Door(LEADER_HIDDEN, on="box"),
}

STEPS = ({"program"}, "programs launch a challenge whole and plan its parts at once")
GAPS: dict[str, tuple[set[str], str]] = {
    f"ideas.actions.preparing.{name}": STEPS
    for name in ("begin_plan", "keep_step", "discard_plan", "launch_plan")
}
GAPS["ideas.actions.challenging.launch_challenge"] = ({"page"}, "pages launch what was written in steps")
