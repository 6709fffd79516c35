"""The doors of sponsors, managers and evaluators: results, their publication and what is taken along."""

from datetime import timedelta
from typing import Any

from esn.kit import clock
from ideas.actions import challenging, counting, submitting
from ideas.models import Challenge
from tests.doors.audiences import LEADER_HIDDEN, READER, SIGNED, Audience, Door

V1 = "/api/v1"
REASON = "It saves every shift an hour, the parts are here, and two departments asked for it already."
WORDS: dict[str, Any] = {"title": "Hooks", "proposal": "Better hooks"}
# Sponsor and manager of the closed challenge: max. To others its results are not there before they are published.
IN_CHARGE = Audience("who is in charge of the challenge", frozenset({"max"}), SIGNED - {"max"})


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Close a challenge of max's in Lab, and publish the results of another."""
    closed, told = (_closed(made, title) for title in ("Closed?", "Published?"))
    for challenge in (closed, told):
        counting.ask_count(made["max"], challenge)
        counting.count(challenge.pk)
    counting.publish_results(made["max"], told)
    return {"closed": closed, "told": told}


def _closed(made: dict[str, Any], title: str) -> Challenge:
    now = clock.now()
    days = {"opens_at": -20, "submissions_close_at": -9, "voting_close_at": -2, "decide_by": 9}
    dates: Any = {name: now + timedelta(days=n) for name, n in days.items()}
    challenge = challenging.launch_challenge(
        made["max"], community=made["lab"], title=title, problem="Slow", **dates
    )
    with clock.at(now - timedelta(days=12)):
        submitting.submit_idea(made["bo"], challenge, **WORDS)
    return challenge


PAGES: dict[str, Door] = {
    "GET /ideas/challenges/<id:pk>/results/": Door(IN_CHARGE, on="closed"),
    "GET /ideas/challenges/<id:pk>/results/piece/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/results/count/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/results/publish/": Door(IN_CHARGE, on="closed"),
    "GET /ideas/challenges/<id:pk>/results/bundle.json": Door(READER, on="told"),
    "GET /ideas/challenges/<id:pk>/results/ideas.csv": Door(READER, on="told"),
    "GET /ideas/challenges/<id:pk>/results/ideas.json": Door(IN_CHARGE, on="closed"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/challenges/<id:pk>/results/": Door(READER, on="told"),
    f"POST {V1}/challenges/<id:pk>/results/": Door(LEADER_HIDDEN, on="closed"),
    f"PUT {V1}/challenges/<id:pk>/results/publication/": Door(LEADER_HIDDEN, on="closed"),
    f"GET {V1}/challenges/<id:pk>/results/bundle/": Door(READER, on="told"),
    f"GET {V1}/challenges/<id:pk>/export/": Door(LEADER_HIDDEN, on="closed"),
}

TASKS: dict[str, str] = {"ideas.count_results": "counts the results of a closed challenge"}
