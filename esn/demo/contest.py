"""The two challenges: ideas come in, are discussed and supported, and in the first one decided one by one."""

import random
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from esn.demo import days as times
from esn.demo.acts import Decide, OpenChallenge, SubmitIdea, Support
from esn.demo.cast import DIRECTOR, Somebody
from esn.demo.rooms import EVERYONE
from esn.demo.script import STORY_WEEKS, Reply
from esn.demo.talk import Talk

KEYS = ("waste", "four")


@cache
def challenge(key: str) -> dict[str, Any]:
    """Return the words of a challenge and its ideas."""
    text = (Path(__file__).parent / f"challenge_{key}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def sponsor(company: list[Somebody], plan: dict[str, Any]) -> Somebody:
    """Return the director who can decide."""
    heads = [p for p in company if p.department == plan["sponsor_department"] and p.level >= DIRECTOR]
    return heads[0]


class Contest:
    """Plays one challenge on top of the talk."""

    def __init__(self, dice: random.Random, talk: Talk, key: str) -> None:
        self.dice = dice
        self.talk = talk
        self.days = talk.days
        self.plan = challenge(key)
        self.key = key
        self.threads: dict[str, int] = {}
        self.sponsor = sponsor(talk.crowd.company, self.plan)

    def day_of(self, name: str) -> datetime:
        """Return the morning of the story's date of that name; later than now if it is still to come."""
        back = (STORY_WEEKS - self.plan[f"{name}_week"]) / STORY_WEEKS * self.days.count
        day = self.days.now.replace(hour=9, minute=0, second=0, microsecond=0) - timedelta(days=round(back))
        while times.is_free(day.date(), self.sponsor):
            day += timedelta(days=1)
        return day

    def play(self) -> None:
        """Open the challenge, collect ideas, let people vote, decide."""
        opens, voting, closes, decides = (self.day_of(n) for n in ("opens", "voting", "closes", "decides"))
        until = decides + timedelta(days=4)
        self.talk.acts.append(OpenChallenge(opens, self.sponsor.username, self.key, voting, closes, until))
        for idea in self.plan["ideas"]:
            self._idea(idea, opens=opens, voting=voting, closes=closes)
        self._decide(decides)

    def _idea(self, idea: dict[str, Any], *, opens: datetime, voting: datetime, closes: datetime) -> None:
        span = (voting - opens).days
        day = (opens + timedelta(days=self.dice.triangular(0.1, span - 0.6, span * 0.25))).date()
        week = self.days.week_of(datetime.combine(day, opens.timetz()))
        author = self.talk.crowd.pick(idea["department"], week, not_these=[self.sponsor.username])
        if author is None:
            return
        at = times.after(self.dice, author, times.hour_of(self.dice, author, day), minutes=1)
        at = min(max(at, opens + timedelta(hours=1)), voting - timedelta(minutes=self.dice.randint(5, 300)))
        if at >= self.days.now:
            return
        thread = self.talk.open(author, EVERYONE, at)
        self.talk.acts.append(
            SubmitIdea(
                at, author.username, self.key, thread.number, idea["title"], idea["problem"], idea["proposal"]
            )
        )
        self.threads[idea["title"]] = thread.number
        replies = [Reply(*comment.split(": ", 1)) for comment in idea.get("comments", ())]
        self.talk.answer(thread, tuple(replies))
        self._support(thread.number, author, since=max(at, opens), until=min(closes, self.days.now))

    def _support(self, thread: int, author: Somebody, *, since: datetime, until: datetime) -> None:
        wanted = int(self.dice.lognormvariate(2.75, 0.5) * min(1.0, len(self.talk.crowd.company) / 240))
        given: set[str] = {author.username}
        minutes = max(1, int((until - since).total_seconds() // 60))
        for _ in range(wanted * 2):
            moment = since + timedelta(minutes=self.dice.randrange(minutes))
            who = self.talk.crowd.pick("*", self.days.week_of(moment), not_these=given)
            if who is None or len(given) > wanted:
                return
            at = times.after(self.dice, who, moment, minutes=5)
            if at >= until:
                continue
            given.add(who.username)
            self.talk.acts.append(Support(at, who.username, thread))
            self.talk.crowd.note(who, at)

    def _decide(self, decides: datetime) -> None:
        at = decides
        for idea in self.plan["ideas"]:
            at += timedelta(minutes=self.dice.randint(4, 25))
            if at.hour > 15:
                at = (at + timedelta(days=1)).replace(hour=8)
            if at >= self.days.now or idea["title"] not in self.threads:
                continue
            self.talk.acts.append(
                Decide(
                    at,
                    self.sponsor.username,
                    self.threads[idea["title"]],
                    idea["outcome"],
                    idea["code"],
                    idea["reason"],
                    idea.get("review_in_days"),
                )
            )
