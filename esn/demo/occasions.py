"""Polls, praise, and an announcement that everybody has to read: staged on top of the talk, with dice of their own."""

import random
import tomllib
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from esn.demo import days as times
from esn.demo.acts import Acknowledge, PublishMustRead, PublishPoll, PublishPraise, Vote
from esn.demo.cast import Somebody
from esn.demo.rooms import EVERYONE
from esn.demo.script import Reply
from esn.demo.story import is_absent
from esn.demo.talk import CLOSED, Talk, Thread


@cache
def occasions() -> dict[str, list[dict[str, Any]]]:
    """Return what is staged."""
    text = (Path(__file__).parent / "occasions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Occasions:
    """Stages every occasion that lies within the history."""

    def __init__(self, seed: int, talk: Talk) -> None:
        self.dice = random.Random(f"occasions:{seed}")
        self.talk = talk
        self.days = talk.days

    def play(self) -> None:
        """Let them happen, the oldest first."""
        stages = {"polls": self._poll, "praise": self._praise, "must_read": self._must_read}
        plan = [(kind, row) for kind, rows in occasions().items() for row in rows]
        for kind, row in sorted(plan, key=lambda pair: -pair[1]["days"]):
            if row["days"] < self.days.count - 1:
                stages[kind](row)

    def _open(self, row: dict[str, Any]) -> Thread | None:
        at = self.days.now - timedelta(days=row["days"], hours=2)
        author = self._somebody(row["by"], row["room"], set(), at)
        if author is None or at.date() < author.hired_on:
            return None
        return self.talk.open(author, row["room"], at)

    def _somebody(self, voice: str, room: str, taken: set[str], at: datetime) -> Somebody | None:
        if voice in self.talk.crowd.by_name:
            return self.talk.crowd.by_name[voice]
        # Whoever leads a room speaks in it; elsewhere somebody who takes part that week.
        inside = room if room in CLOSED else ""
        return self.talk.crowd.pick(voice, self.days.week_of(at), room=inside, not_these=taken)

    def _poll(self, row: dict[str, Any]) -> None:
        thread = self._open(row)
        if thread is None:
            return
        ends = thread.at + timedelta(days=row["open_for"])
        self.talk.acts.append(
            PublishPoll(
                thread.at,
                thread.author.username,
                thread.number,
                row["room"],
                "poll",
                row["title"],
                row["body"],
                options=tuple(row["options"]),
                is_multiple=row.get("is_multiple", False),
                is_hidden=row.get("is_hidden", False),
                closes_at=ends,
            )
        )
        for who, at in self._answering(thread, row["share"], until=min(ends, self.days.now)):
            places = self._choices(row)
            self.talk.acts.append(Vote(at, who.username, thread.number, places))
        self._talk(thread, row)

    def _choices(self, row: dict[str, Any]) -> tuple[int, ...]:
        places, weights = range(len(row["options"])), row["weights"]
        count = self.dice.choice((1, 2, 2, 3)) if row.get("is_multiple") else 1
        return tuple(sorted(set(self.dice.choices(places, weights, k=count))))

    def _praise(self, row: dict[str, Any]) -> None:
        thread = self._open(row)
        if thread is None:
            return
        taken = {thread.author.username}
        for voice in row["whom"]:
            who = self._somebody(voice, row["room"], taken, thread.at)
            if who is not None:
                taken.add(who.username)
        people = tuple(sorted(taken - {thread.author.username}))
        if not people:
            return
        self.talk.acts.append(
            PublishPraise(
                thread.at,
                thread.author.username,
                thread.number,
                row["room"],
                "praise",
                "",
                row["body"],
                people=people,
                value=row["for"],
            )
        )
        self._talk(thread, row)

    def _must_read(self, row: dict[str, Any]) -> None:
        thread = self._open(row)
        if thread is None:
            return
        due_on = (self.days.now + timedelta(days=row["due_in"])).date()
        self.talk.acts.append(
            PublishMustRead(
                thread.at,
                thread.author.username,
                thread.number,
                row["room"],
                "announcement",
                row["title"],
                row["body"],
                due_on=due_on,
            )
        )
        for who, at in self._answering(thread, row["share"], until=self.days.now):
            self.talk.acts.append(Acknowledge(at, who.username, thread.number))
        self._talk(thread, row)

    def _answering(self, thread: Thread, share: float, *, until: datetime) -> list[tuple[Somebody, datetime]]:
        """Return who answers and when: a share of those whom it reaches, most of them within a day."""
        found = []
        for who in self.talk.crowd.company:
            is_reached = thread.room == EVERYONE or thread.room in who.rooms
            if not is_reached or who is thread.author or is_absent(who) or who.hired_on > thread.at.date():
                continue
            if self.dice.random() < share:
                minutes = 5 + min(self.dice.lognormvariate(5.6, 1.3), 8000)
                at = times.after(self.dice, who, thread.at, minutes=minutes)
                if at < until:
                    found.append((who, at))
        return found

    def _talk(self, thread: Thread, row: dict[str, Any]) -> None:
        self.talk.answer(thread, tuple(Reply(*line.split(": ", 1)) for line in row.get("replies", ())))
        self.talk.applaud(thread, warmth=1.6)
