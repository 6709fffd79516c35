"""The deeds of the boards, done: one small function each, called by its name."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from communities.models import Community
from esn.kit import clock
from ideas.actions import (
    balloting,
    comparing,
    delivering,
    moving,
    planning,
    remarking,
    submitting,
    supporting,
)
from ideas.models import Challenge, Idea
from people.models import Person

# In the challenge that votes today: kinds of ballots, in the order in which they are offered.
BALLOTS: dict[str, dict[str, Any]] = {
    "approval": {"amount": 5},
    "points": {"amount": 10, "cap": 3},
    "quadratic": {"amount": 100},
    "pairwise": {},
    "ranking": {"amount": 5},
}
BUDGET = 18_000_000
WORDS = {
    "question": "Has anybody asked those who would have to use it every night?",
    "evidence": "We measured something like it in March: eleven minutes a shift, twice.",
    "risk": "If it fails at three in the morning nobody is there who can repair it.",
    "build": "And if it told the next shift as well, we would not need the board in the corridor.",
}
ANSWERS = ("left", "right", "right", "left", "cant_decide")


class Furnisher:
    """What the boards need of the stage: people, ideas by thread, challenges by key."""

    def __init__(
        self, people: dict[str, Person], ideas: dict[int, Idea], challenges: dict[str, Challenge]
    ) -> None:
        self.people, self.ideas, self.challenges = people, ideas, challenges
        self.boxed: dict[str, Idea] = {}

    def do(self, deed: str, who: str, args: tuple[Any, ...], hall: Community) -> None:
        """Do one deed."""
        person = self.people[who]
        if deed == "opens":
            area, title, problem = args
            self.challenges[area] = planning.open_box(person, hall, area=area, title=title, problem=problem)
            return
        deeds: dict[str, Callable[..., None]] = {
            "boxed": self._box,
            "likes": self._like,
            "plans": self._plan,
            "costs": self._cost,
            "remarks": self._remark,
            "fears": self._fear,
            "votes": self._vote,
            "compares": self._compare,
            "starts": self._start,
            "builds": self._build,
            "reads": self._read,
            "verifies": self._verify,
        }
        deeds[deed](person, *args)

    def _fresh(self, thread: int) -> Idea:
        return moving.locked(self.ideas[thread])

    def _box(self, who: Person, area: str, title: str, proposal: str) -> None:
        self.boxed[title] = submitting.submit_idea(who, self.challenges[area], title=title, proposal=proposal)

    def _like(self, who: Person, title: str) -> None:
        supporting.support_idea(who, self.boxed[title])

    def _plan(self, who: Person) -> None:
        challenge = self.challenges["four"]
        figures: dict[str, Any] = {"measure": "Night calls to the hotline", "unit": "a week"}
        figures |= {"baseline": Decimal(310), "target": Decimal(180), "budget_cents": BUDGET}
        Challenge.objects.filter(pk=challenge.pk).update(**figures)
        planning.choose_ballots(who, challenge, BALLOTS)

    def _cost(self, who: Person, thread: int, cents: int) -> None:
        Idea.objects.filter(pk=self.ideas[thread].pk).update(cost_cents=cents)

    def _remark(self, who: Person, thread: int, kind: str) -> None:
        remarking.remark(who, self._fresh(thread), body=WORDS[kind], kind=kind)

    def _fear(self, who: Person, thread: int, text: str) -> None:
        supporting.raise_concern(who, self._fresh(thread), text=text)

    def _vote(self, who: Person, *threads: int) -> None:
        lines = {self.ideas[thread].pk: 1 for thread in threads}
        balloting.cast_ballot(who, self.challenges["four"], kind="approval", lines=lines)

    def _compare(self, who: Person, turns: int) -> None:
        for turn in range(turns):
            pair = comparing.show_pair(who, self.challenges["four"])
            if pair:
                comparing.answer_pair(who, pair, answer=ANSWERS[(pair.left_id + turn) % len(ANSWERS)])

    def _start(self, who: Person, thread: int) -> None:
        idea = self._fresh(thread)
        due = clock.today() + timedelta(days=60)
        delivering.start_delivery(
            who, idea, owner=idea.author, promise="Less of it thrown away, every week.", due_on=due
        )

    def _build(self, who: Person, thread: int) -> None:
        idea = self._fresh(thread)
        before = clock.today() - timedelta(days=20)
        words = {"kind": "hard_saving", "metric": "Waste at this place", "unit": "kg a week"}
        delivering.record_outcome(
            who, idea, baseline=Decimal(112), baseline_on=before, target=Decimal(40), **words
        )
        delivering.implement(who, idea)

    def _read(self, who: Person, thread: int) -> None:
        outcome = self._fresh(thread).outcomes.get()
        delivering.add_reading(
            who, outcome, value=Decimal(37), on=clock.today(), source="Scales at the container"
        )

    def _verify(self, who: Person, thread: int) -> None:
        outcome = self._fresh(thread).outcomes.get()
        delivering.verify_outcome(who, outcome, verification="Weighed it myself on two Fridays.")
