"""The doors of ideas beyond the thin ones: drafts, ballots, comparisons, concerns, authors, appeals, merges."""

from datetime import timedelta
from typing import Any

from esn.kit import clock
from ideas.actions import (
    challenging,
    coauthoring,
    deciding,
    drafting,
    merging,
    moving,
    planning,
    submitting,
    supporting,
)
from ideas.models import Challenge, Idea, PairVote
from tests.doors.audiences import AUTHOR, ONESELF_HIDDEN, READER, SIGNED, SIGNED_IN, Audience, Door

V1 = "/api/v1"
REASON = "It saves every shift an hour, the parts are here, and two departments asked for it already."
# Of those who read it, only max was asked; for everybody else there is nothing to agree to.
ASKED = Audience("who was asked", frozenset({"max"}), SIGNED - {"max"})
WORDS: dict[str, Any] = {"title": "Hooks", "proposal": "Better hooks"}
CONCERN = {"text": "Who greases them in winter?"}


def samples(made: dict[str, Any]) -> dict[str, Any]:
    """Open a contest in Lab that votes now, and put ideas of bo's into every state that a door asks for."""
    bo, max_ = made["bo"], made["max"]
    contest = _contest(max_, made)
    with clock.at(clock.now() - timedelta(days=5)):
        mine, other = (submitting.submit_idea(who, contest, **WORDS) for who in (bo, max_))
    contest.names = {"kind": "approval"}  # type: ignore[attr-defined]
    pair = PairVote.objects.create(
        challenge=contest, person=bo, left=mine, right=other, turn=1, policy="catch-up", shown_at=clock.now()
    )
    challenge = made["challenge"]
    draft = drafting.save_draft(bo, challenge, **WORDS)
    shared = drafting.save_draft(bo, challenge, **WORDS)
    coauthoring.share_draft(bo, shared, max_)
    asked = submitting.submit_idea(bo, challenge, **WORDS)
    coauthoring.ask_coauthor(bo, asked, max_)
    for row in (shared, asked):
        row.names = {"person": max_.pk}  # type: ignore[union-attr]
    return {
        "contest": contest,
        "pair": pair,
        "idea_draft": draft,
        "shared_draft": shared,
        "asked_idea": asked,
        **_ends(made, challenge),
    }


def _contest(max_: Any, made: dict[str, Any]) -> Challenge:
    now = clock.now()
    days = {"opens_at": -9, "submissions_close_at": -1, "voting_close_at": 9, "decide_by": 19}
    dates: Any = {name: now + timedelta(days=n) for name, n in days.items()}
    contest = challenging.launch_challenge(
        max_, community=made["lab"], title="Hooks?", problem="Slow", **dates
    )
    with clock.at(now - timedelta(days=5)):
        planning.choose_ballots(max_, contest, {"approval": {"amount": 3}, "pairwise": {}})
    return contest


def _ends(made: dict[str, Any], challenge: Challenge) -> dict[str, Idea]:
    """Have ideas of bo's declined, appealed, asked about and merged."""
    bo, max_ = made["bo"], made["max"]
    declined, appealed, unclear, merged = (submitting.submit_idea(bo, challenge, **WORDS) for _n in range(4))
    supporting.support_idea(max_, appealed)
    supporting.support_idea(bo, merged)
    for idea in (declined, appealed):
        deciding.decide_idea(max_, idea, outcome="decline", reason_code="infeasible", reason_text=REASON)
    deciding.appeal(max_, appealed, evidence=REASON)
    moving.ask_for_information(max_, unclear, question="What does it cost?")
    merging.merge_ideas(max_, merged, made["idea"], reason=REASON)
    return {"declined": declined, "appealed": appealed, "unclear": unclear, "merged": merged}


PAGES: dict[str, Door] = {
    "GET /ideas/mine/": Door(SIGNED_IN),
    "GET /ideas/built/": Door(SIGNED_IN),
    "GET /ideas/drafts/<id:pk>/": Door(ONESELF_HIDDEN, on="idea_draft"),
    "POST /ideas/drafts/<id:pk>/": Door(ONESELF_HIDDEN, on="idea_draft", body={**WORDS, "wish": "submit"}),
    "POST /ideas/drafts/<id:pk>/authors/": Door(ONESELF_HIDDEN, on="idea_draft", body={"username": "max"}),
    "POST /ideas/challenges/<id:pk>/similar/": Door(READER, on="challenge", body=WORDS),
    "GET /ideas/challenges/<id:pk>/vote/": Door(READER, on="contest"),
    "GET /ideas/challenges/<id:pk>/vote/<slug:kind>/": Door(READER, on="contest"),
    "POST /ideas/challenges/<id:pk>/vote/<slug:kind>/cast/": Door(READER, on="contest", body={"line": "1:1"}),
    "POST /ideas/challenges/<id:pk>/vote/pairwise/answer/": Door(READER, on="contest"),
    "GET /ideas/<id:pk>/versions/": Door(READER, on="idea"),
    "GET /ideas/<id:pk>/support/piece/": Door(READER, on="idea"),
    "GET /ideas/<id:pk>/card/": Door(READER, on="idea"),
    "POST /ideas/<id:pk>/concern/": Door(READER, on="idea", body=CONCERN),
    "POST /ideas/<id:pk>/comment/": Door(READER, on="idea", body={"body": "So be it", "kind": "risk"}),
    "POST /ideas/<id:pk>/authors/": Door(AUTHOR, on="idea", body={"username": "max"}),
    "POST /ideas/<id:pk>/informed/": Door(READER, on="unclear"),
    "GET /ideas/<id:pk>/appeal/": Door(AUTHOR, on="declined"),
    "POST /ideas/<id:pk>/appeal/": Door(AUTHOR, on="declined", body={"evidence": REASON}),
    "POST /ideas/<id:pk>/appeal/back/": Door(READER, on="appealed"),
    "POST /ideas/<id:pk>/object/": Door(AUTHOR, on="merged"),
}

PROGRAMS: dict[str, Door] = {
    f"GET {V1}/challenges/<id:pk>/board/": Door(READER, on="challenge"),
    f"POST {V1}/challenges/<id:pk>/similar/": Door(READER, on="challenge", body=WORDS),
    f"POST {V1}/challenges/<id:pk>/drafts/": Door(READER, on="challenge", body=WORDS),
    f"POST {V1}/challenges/<id:pk>/pairs/": Door(READER, on="contest"),
    f"GET {V1}/challenges/<id:pk>/ballots/<slug:kind>/": Door(READER, on="contest"),
    f"PUT {V1}/challenges/<id:pk>/ballots/<slug:kind>/": Door(READER, on="contest", body={"lines": []}),
    f"PATCH {V1}/challenges/<id:pk>/ballots/<slug:kind>/": Door(
        READER, on="contest", body={"idea": 1, "value": 0}
    ),
    f"DELETE {V1}/challenges/<id:pk>/ballots/<slug:kind>/": Door(READER, on="contest"),
    f"GET {V1}/built-ideas/": Door(SIGNED_IN),
    f"GET {V1}/own-ballots/": Door(SIGNED_IN),
    f"PUT {V1}/pairs/<id:pk>/": Door(ONESELF_HIDDEN, on="pair", body={"answer": "left"}),
    f"GET {V1}/idea-drafts/": Door(SIGNED_IN),
    f"GET {V1}/idea-drafts/<id:pk>/": Door(ONESELF_HIDDEN, on="idea_draft"),
    f"PATCH {V1}/idea-drafts/<id:pk>/": Door(ONESELF_HIDDEN, on="idea_draft", body={"title": "Hooks?"}),
    f"DELETE {V1}/idea-drafts/<id:pk>/": Door(ONESELF_HIDDEN, on="idea_draft"),
    f"PUT {V1}/idea-drafts/<id:pk>/submission/": Door(ONESELF_HIDDEN, on="idea_draft"),
    f"DELETE {V1}/idea-drafts/<id:pk>/submission/": Door(ONESELF_HIDDEN, on="idea_draft"),
    f"POST {V1}/idea-drafts/<id:pk>/authors/": Door(ONESELF_HIDDEN, on="idea_draft", body={"person": "@max"}),
    f"DELETE {V1}/idea-drafts/<id:pk>/authors/<id:person>/": Door(READER, on="shared_draft"),
    f"GET {V1}/ideas/<id:pk>/versions/": Door(READER, on="idea"),
    f"GET {V1}/ideas/<id:pk>/concerns/": Door(READER, on="idea"),
    f"PUT {V1}/ideas/<id:pk>/concern/": Door(READER, on="idea", body=CONCERN),
    f"DELETE {V1}/ideas/<id:pk>/concern/": Door(READER, on="idea"),
    f"GET {V1}/ideas/<id:pk>/authors/": Door(READER, on="idea"),
    f"POST {V1}/ideas/<id:pk>/authors/": Door(AUTHOR, on="idea", body={"person": "@max"}),
    f"DELETE {V1}/ideas/<id:pk>/authors/<id:person>/": Door(READER, on="asked_idea"),
    f"PUT {V1}/ideas/<id:pk>/authorship/": Door(ASKED, on="asked_idea"),
    f"POST {V1}/ideas/<id:pk>/comments/": Door(READER, on="idea", body={"body": "So be it"}),
    f"PUT {V1}/ideas/<id:pk>/information/": Door(READER, on="unclear"),
    f"PUT {V1}/ideas/<id:pk>/appeal/": Door(AUTHOR, on="declined", body={"evidence": REASON}),
    f"PUT {V1}/ideas/<id:pk>/appeal/backing/": Door(READER, on="appealed"),
    f"PUT {V1}/ideas/<id:pk>/objection/": Door(AUTHOR, on="merged"),
}

# Parts of other actions, which no view calls by itself.
PART = ({"page", "program"}, "a part of other actions on ideas")
# A page changes a ballot line by line.
WHOLE = ({"page"}, "a page changes a ballot line by line, which comes to the same")

PARTS = ("moving.put", "submitting.keep_revision", "submitting.note_difference", "submitting.open_idea")

GAPS: dict[str, tuple[set[str], str]] = {
    "ideas.actions.balloting.cast_ballot": WHOLE,
    **{f"ideas.actions.{name}": PART for name in PARTS},
}
