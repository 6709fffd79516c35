"""What makes the boards look lived in: boxes with ideas, ballots, concerns, a merge, things that were really built."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from esn.demo.acts import Act, Deed, SubmitIdea
from esn.demo.acts import Support as SupportAct
from esn.demo.contest import Contest

COSTS = (1_200, 2_500, 4_000, 6_500, 9_000, 14_000, 22_000, 36_000, 60_000)
KINDS = ("question", "evidence", "risk", "build")
VOTERS = 42
CONCERNS = (
    "Who looks after it when the project is over? We have had three of these and no owner.",
    "It adds a step at the bench, and the bench is what we wait for.",
    "Our customers abroad have other rules; please ask the West before it is decided.",
    "The figures look like those of the best week. What about the others?",
)
BOXES = (
    ("product", "dev", "What would make our ovens better?", "Anything that you would build, change or leave out."),
    ("customers", "svc", "What do customers ask for again and again?", "Sentences that you have heard twice are enough."),
    ("channels", "mkt", "Where should people find us?", "Fairs, films, dealers, guilds, the shop window of a baker."),
    ("workplace", "hr", "What would make the day easier here?", "Halls, offices, vans, canteen. Small is fine."),
)  # fmt: skip
BOXED = {
    "product": (("A hook for the peel", "It leans against the wall and falls. A hook at the side costs 40 cents."),
                ("Quieter fans at night", "The neighbours hear them. A second speed after 22:00 would do.")),
    "customers": (("A number that a person answers", "They want the same voice twice. Let each region have its own three."),
                  ("Spare parts by photograph", "Send a picture, get the part number. Most do it already, by hand.")),
    "channels": (("Bake at the weekly market", "A small oven, a van, and Saturday. People smell us from afar."),),
    "workplace": (("A place to dry wet jackets", "Hall 2 has a warm wall behind the compressor."),
                  ("Fruit where the machines stand", "Coffee is everywhere, apples are in the office."),
                  ("Lockers that fit a helmet", "Half of them do not close.")),
}  # fmt: skip


class Boards:
    """Plays on top of the contests: deeds at moments, by people of the play, from dice of its own."""

    def __init__(self, seed: int, contests: dict[str, Contest], acts: list[Act]) -> None:
        self.dice = random.Random(f"boards:{seed}")
        self.contests = contests
        self.ideas = [act for act in acts if isinstance(act, SubmitIdea)]
        self.supports = [act for act in acts if isinstance(act, SupportAct)]
        self.now = contests["four"].days.now
        self.heads = [p for p in contests["four"].talk.crowd.company if p.level >= 4]

    def play(self) -> list[Act]:
        """Return the deeds."""
        parts = (self._boxes, self._plans, self._costs, self._talk, self._votes, self._built)
        return [deed for part in parts for deed in part() if deed.at <= self.now]

    def _boxes(self) -> Iterator[Act]:
        start = self.contests["waste"].day_of("decides")
        who = sorted({act.who for act in self.ideas}) or [self.heads[0].username]
        for area, department, title, problem in BOXES:
            head = next((p for p in self.heads if p.department == department), self.heads[0])
            yield Deed(start, head.username, "opens", (area, title, problem))
            for words in BOXED[area]:
                at = start + timedelta(days=self.dice.randint(2, 30), minutes=self.dice.randint(0, 400))
                if at < self.now:
                    fans = self.dice.sample(who, min(len(who), self.dice.randint(2, 14)))
                    yield Deed(at, self.dice.choice(who), "boxed", (area, *words))
                    yield from (
                        Deed(at + timedelta(hours=n + 1), fan, "likes", (words[0],))
                        for n, fan in enumerate(fans)
                    )

    def _plans(self) -> Iterator[Act]:
        contest = self.contests["four"]
        yield Deed(contest.day_of("opens") + timedelta(minutes=5), contest.sponsor.username, "plans")

    def _costs(self) -> Iterator[Act]:
        for act in self.ideas:
            yield Deed(act.at, act.who, "costs", (act.thread, self.dice.choice(COSTS) * 100))

    def _talk(self) -> Iterator[Act]:
        """Every few ideas somebody brings evidence, and somebody else fears something."""
        for act in self.ideas[::3]:
            speakers = sorted({s.who for s in self.supports if s.thread == act.thread} - {act.who})
            if len(speakers) < 2:
                continue
            one, other = self.dice.sample(speakers, 2)
            last = max(s.at for s in self.supports if s.thread == act.thread)
            kind, fear = self.dice.choice(KINDS), self.dice.choice(CONCERNS)
            yield Deed(last, one, "remarks", (act.thread, kind))
            yield Deed(last, other, "fears", (act.thread, fear))

    def _votes(self) -> Iterator[Act]:
        contest = self.contests["four"]
        opens, until = contest.day_of("voting"), min(contest.day_of("closes"), self.now)
        threads = [act.thread for act in self.ideas if act.challenge == "four"]
        voters = sorted({s.who for s in self.supports})
        if opens >= until or len(threads) < 6:
            return
        for who in self.dice.sample(voters, min(VOTERS, len(voters))):
            at = opens + (until - opens) * self.dice.random()
            chosen = self.dice.sample(threads, self.dice.randint(2, 5))
            yield Deed(at, who, "votes", tuple(chosen))
        for who in self.dice.sample(voters, min(VOTERS // 3, len(voters))):
            yield Deed(
                opens + (until - opens) * self.dice.random(), who, "compares", (self.dice.randint(3, 7),)
            )

    def _built(self) -> Iterator[Act]:
        """Of what was adopted, the first is measured, the next built, the next under way."""
        contest = self.contests["waste"]
        adopted = [idea["title"] for idea in contest.plan["ideas"] if idea.get("outcome") == "adopt"]
        decided = contest.day_of("decides") + timedelta(days=3)
        for place, title in enumerate(adopted[:4]):
            if title in contest.threads and decided < self.now:
                yield from self._story(contest.threads[title], decided + timedelta(days=2 * place), 3 - place)

    def _story(self, thread: int, at: datetime, steps: int) -> Iterator[Act]:
        sponsor = self.contests["waste"].sponsor.username
        yield Deed(at, sponsor, "starts", (thread,))
        built = at + timedelta(days=6)
        if steps >= 1 and built < self.now:
            yield Deed(built, sponsor, "builds", (thread,))
        seen = built + timedelta(days=32)
        if steps >= 3 and seen < self.now:
            other = next(p.username for p in self.heads if p.username != sponsor)
            yield Deed(seen, sponsor, "reads", (thread,))
            yield Deed(seen + timedelta(hours=1), other, "verifies", (thread,))
