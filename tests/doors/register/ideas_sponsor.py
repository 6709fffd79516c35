"""The doors of sponsors, managers and evaluators: results, their publication and what is taken along."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from esn.kit import clock
from ideas.actions import (
    challenging,
    counting,
    deciding,
    delivering,
    evaluating,
    merging,
    planning,
    submitting,
)
from ideas.models import Challenge
from tests.doors.audiences import LEADER_HIDDEN, ONESELF_HIDDEN, READER, SIGNED, SIGNED_IN, Audience, Door

V1 = "/api/v1"
REASON = "It saves every shift an hour, the parts are here, and two departments asked for it already."
WORDS: dict[str, Any] = {"title": "Hooks", "proposal": "Better hooks"}
CRITERION = {
    "name": "Value",
    "question": "What is it worth?",
    "low": "Nothing",
    "middle": "Some",
    "high": "Much",
}
SET = {f"criteria-{name}": value for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
ASKED = {f"questions-{name}": value for name, value in (("TOTAL_FORMS", 0), ("INITIAL_FORMS", 0))}
DELIVERY = {"owner": "bo", "promise": "Less"}
OUTCOME = {
    "metric": "Scrap", "kind": "hours", "baseline": "5", "baseline_on": "2026-01-01", "attribution": "100",
}  # fmt: skip
READING = {"value": "4", "on": "2026-01-02", "source": "Scales"}
# Sponsor and manager of the closed challenge: max. To others its results are not there before they are published.
NOT_YET = Audience("nobody before the benefit is confirmed", frozenset(), SIGNED - {"bo", "max"})
IN_CHARGE = Audience("who is in charge of the challenge", frozenset({"max"}), SIGNED - {"max"})


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Close a challenge of max's in Lab, and publish the results of another."""
    closed, told = (_closed(made, title) for title in ("Closed?", "Published?"))
    for challenge in (closed, told):
        counting.ask_count(made["max"], challenge)
        counting.count(challenge.pk)
    counting.publish_results(made["max"], told)
    return {"closed": closed, "told": told, **_panel(made, closed), **_built(made), **_ends(made)}


def _panel(made: dict[str, Any], closed: Challenge) -> dict[str, Any]:
    """Have bo score an idea of max's."""
    max_, bo = made["max"], made["bo"]
    planning.set_criteria(max_, closed, [CRITERION])
    panel = evaluating.set_panel(max_, closed)
    with clock.at(clock.now() - timedelta(days=12)):
        idea = submitting.submit_idea(max_, closed, **WORDS)
    return {"card": evaluating.assign(max_, panel, evaluator=bo, idea=idea)}


def _decided(made: dict[str, Any], **answer: Any) -> Any:
    idea = submitting.submit_idea(made["bo"], made["challenge"], **WORDS)
    words = {"outcome": "adopt", "reason_code": "worth_it", "reason_text": REASON, "is_meant": True, **answer}
    deciding.decide_idea(made["max"], idea, **words)
    idea.refresh_from_db()
    return idea


def _built(made: dict[str, Any]) -> dict[str, Any]:
    """Adopt an idea, have others built by bo with a step and a number, and one measured."""
    max_, bo, today = made["max"], made["bo"], clock.today()
    adopted, building, built = (_decided(made) for _n in range(3))
    numbers: Any = {"metric": "Scrap", "kind": "hours", "baseline": 5, "baseline_on": today}
    for idea in (building, built):
        made_by = delivering.start_delivery(max_, idea, owner=bo)
        idea.refresh_from_db()
        outcome = delivering.record_outcome(bo, idea, **numbers)
        idea.refresh_from_db()
    step = delivering.add_milestone(bo, made_by, title="Order")
    with clock.at(clock.now() - timedelta(days=40)):
        delivering.implement(bo, built)
    delivering.add_reading(bo, outcome, value=Decimal(4), on=today, source="Scales")
    return {"adopted": adopted, "building": building, "built": built, "outcome": outcome, "step": step}


def _ends(made: dict[str, Any]) -> dict[str, Any]:
    parked = _decided(made, outcome="park", review_on=clock.today() + timedelta(days=30))
    gone = submitting.submit_idea(made["bo"], made["challenge"], **WORDS)
    merging.merge_ideas(made["max"], gone, made["idea"], reason=REASON)
    return {"parked": parked, "gone": gone}


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
    "GET /ideas/challenges/<id:pk>/desk/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/desk/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/desk/move/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/desk/merge/": Door(IN_CHARGE, on="closed"),
    "GET /ideas/challenges/<id:pk>/plan/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/plan/": Door(IN_CHARGE, on="closed", body={"currency": "EUR"}),
    "POST /ideas/challenges/<id:pk>/plan/ballots/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/plan/criteria/": Door(IN_CHARGE, on="closed", body=SET),
    "POST /ideas/challenges/<id:pk>/plan/questions/": Door(IN_CHARGE, on="closed", body=ASKED),
    "GET /ideas/challenges/<id:pk>/panel/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/panel/": Door(IN_CHARGE, on="closed", body={"is_blind": "on"}),
    "POST /ideas/challenges/<id:pk>/panel/assign/": Door(IN_CHARGE, on="closed"),
    "POST /ideas/challenges/<id:pk>/panel/turn/": Door(IN_CHARGE, on="closed", body={"wish": "close"}),
    "GET /ideas/scorecards/": Door(SIGNED_IN),
    "GET /ideas/scorecards/<id:pk>/": Door(ONESELF_HIDDEN, on="card"),
    "POST /ideas/scorecards/<id:pk>/": Door(ONESELF_HIDDEN, on="card"),
    "POST /ideas/scorecards/<id:pk>/conflict/": Door(ONESELF_HIDDEN, on="card", body={"reason": "My own"}),
    "POST /ideas/<id:pk>/unmerge/": Door(LEADER_HIDDEN, on="gone"),
    "POST /ideas/<id:pk>/reopen/": Door(LEADER_HIDDEN, on="parked"),
    "GET /ideas/<id:pk>/delivery/": Door(READER, on="adopted"),
    "POST /ideas/<id:pk>/delivery/": Door(LEADER_HIDDEN, on="adopted", body=DELIVERY),
    "POST /ideas/<id:pk>/delivery/milestones/": Door(READER, on="building", body={"title": "Order"}),
    "POST /ideas/<id:pk>/delivery/outcomes/": Door(READER, on="building", body=OUTCOME),
    "POST /ideas/<id:pk>/delivery/turn/": Door(READER, on="building", body={"wish": "built"}),
    "POST /ideas/outcomes/<id:pk>/readings/": Door(READER, on="outcome", body=READING),
    "POST /ideas/outcomes/<id:pk>/verification/": Door(
        LEADER_HIDDEN, on="outcome", body={"verification": "I looked"}
    ),
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
    f"POST {V1}/challenges/<id:pk>/decisions/": Door(LEADER_HIDDEN, on="closed"),
    f"PUT {V1}/challenges/<id:pk>/ballot-rules/": Door(LEADER_HIDDEN, on="challenge"),
    f"PUT {V1}/challenges/<id:pk>/criteria/": Door(LEADER_HIDDEN, on="challenge"),
    f"PUT {V1}/challenges/<id:pk>/questions/": Door(LEADER_HIDDEN, on="challenge"),
    f"GET {V1}/challenges/<id:pk>/panel/": Door(LEADER_HIDDEN, on="closed"),
    f"PUT {V1}/challenges/<id:pk>/panel/": Door(LEADER_HIDDEN, on="closed"),
    f"GET {V1}/challenges/<id:pk>/panel/assignments/": Door(LEADER_HIDDEN, on="closed"),
    f"POST {V1}/challenges/<id:pk>/panel/assignments/": Door(LEADER_HIDDEN, on="closed"),
    f"POST {V1}/challenges/<id:pk>/panel/rounds/": Door(LEADER_HIDDEN, on="closed"),
    f"PUT {V1}/challenges/<id:pk>/panel/end/": Door(LEADER_HIDDEN, on="closed"),
    f"GET {V1}/own-scorecards/": Door(SIGNED_IN),
    f"GET {V1}/own-scorecards/<id:pk>/": Door(ONESELF_HIDDEN, on="card"),
    f"PUT {V1}/own-scorecards/<id:pk>/": Door(ONESELF_HIDDEN, on="card"),
    f"PUT {V1}/own-scorecards/<id:pk>/conflict/": Door(ONESELF_HIDDEN, on="card", body={"reason": "Mine"}),
    f"PUT {V1}/ideas/<id:pk>/stage/": Door(LEADER_HIDDEN, on="idea", body={"stage": "shortlisted"}),
    f"PUT {V1}/ideas/<id:pk>/merge/": Door(
        LEADER_HIDDEN, on="idea", body={"target": "@asked_idea", "reason": REASON}
    ),
    f"DELETE {V1}/ideas/<id:pk>/merge/": Door(LEADER_HIDDEN, on="gone"),
    f"PUT {V1}/ideas/<id:pk>/reopening/": Door(LEADER_HIDDEN, on="parked"),
    f"GET {V1}/ideas/<id:pk>/delivery/": Door(READER, on="building"),
    f"PUT {V1}/ideas/<id:pk>/delivery/": Door(LEADER_HIDDEN, on="adopted", body={"owner": "@bo"}),
    f"POST {V1}/ideas/<id:pk>/delivery/milestones/": Door(READER, on="building", body={"title": "Order"}),
    f"PUT {V1}/ideas/<id:pk>/delivery/built/": Door(READER, on="building"),
    f"PUT {V1}/ideas/<id:pk>/delivery/closed/": Door(NOT_YET, on="built"),
    f"PUT {V1}/milestones/<id:pk>/done/": Door(READER, on="step"),
    f"DELETE {V1}/milestones/<id:pk>/done/": Door(READER, on="step"),
    f"GET {V1}/ideas/<id:pk>/outcomes/": Door(READER, on="building"),
    f"POST {V1}/ideas/<id:pk>/outcomes/": Door(READER, on="building", body=OUTCOME),
    f"POST {V1}/outcomes/<id:pk>/readings/": Door(READER, on="outcome", body=READING),
    f"PUT {V1}/outcomes/<id:pk>/verification/": Door(
        LEADER_HIDDEN, on="outcome", body={"verification": "I looked"}
    ),
}

TASKS: dict[str, str] = {"ideas.count_results": "counts the results of a closed challenge"}
