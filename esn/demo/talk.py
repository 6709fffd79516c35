"""Turns thread seeds into dated acts: who starts, who answers when, who reacts."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from esn.demo import days as times
from esn.demo import story
from esn.demo.acts import Accept, Act, Comment, Publish, React
from esn.demo.cast import DIRECTOR, Somebody
from esn.demo.crowd import Crowd
from esn.demo.rooms import ROOMS
from esn.demo.script import Reply, Seed
from esn.demo.wording import Phrasebook

CLOSED = {room.key for room in ROOMS if room.kind != "open"}
SIGNS = ("like", "love", "celebrate", "insightful", "curious")
SIGN_WEIGHTS = (60, 12, 10, 13, 5)
NODS = (0.55, 0.2)
OFTEN = 3
# A comment under way: its number, who said it, when.
Said = tuple[int, Somebody, datetime]


@dataclass
class Thread:
    """A thread under way."""

    number: int
    room: str
    author: Somebody
    at: datetime
    facts: dict[str, str] = field(default_factory=dict)
    voices: dict[str, Somebody] = field(default_factory=dict)
    comments: list[Said] = field(default_factory=list)


class Talk:
    """Stages conversations among the crowd and keeps the acts."""

    def __init__(self, dice: random.Random, crowd: Crowd, owners: dict[str, Somebody]) -> None:
        self.dice = dice
        self.crowd = crowd
        self.days = crowd.days
        self.owners = owners
        self.book = Phrasebook(dice, crowd.company)
        self.acts: list[Act] = []
        self.threads: list[Thread] = []
        self.spoken = 0

    def stage(self, seed: Seed, week: int) -> None:
        """Let a thread of this seed happen in a week."""
        author = self._author(seed, week)
        if author is None:
            return
        at = self._moment(seed, author, week)
        if at is None:
            return
        thread = self.open(author, seed.room, at)
        title = self.book.fill(seed.title, thread.facts, author=author)
        body = self.book.fill(seed.body, thread.facts, author=author)
        self.acts.append(Publish(at, author.username, thread.number, seed.room, seed.kind, title, body))
        if self._falls_flat(seed, week):
            return
        self.answer(thread, seed.replies)
        if seed.uses <= OFTEN:
            self.nod(thread)
        self.applaud(thread, warmth=1.7 if seed.kind == "announcement" or seed.is_late else 1.0)

    def _falls_flat(self, seed: Seed, week: int) -> bool:
        """Tell whether nobody says anything: the small posts of every day, mostly while few take part."""
        lull = 1 - story.share(self.days.story_week(week)) / 0.5
        return seed.uses > OFTEN and self.dice.random() < 0.16 + 0.3 * max(0.0, lull)

    def open(self, author: Somebody, room: str, at: datetime) -> Thread:
        """Number a new thread."""
        thread = Thread(len(self.threads), room, author, at)
        self.threads.append(thread)
        self.crowd.note(author, at)
        return thread

    def _author(self, seed: Seed, week: int) -> Somebody | None:
        if seed.by:
            return self.crowd.by_name.get(seed.by)
        if seed.kind == "announcement":
            return self._announcer(seed)
        room = seed.room if seed.room in CLOSED else ""
        for _ in range(6):
            found = self.crowd.pick(seed.voice, week, room=room)
            if found is None or not seed.site or found.site == seed.site:
                return found
        return self.crowd.pick(seed.site, week, room=room) if seed.site else None

    def _announcer(self, seed: Seed) -> Somebody | None:
        if seed.room in self.owners:
            return self.owners[seed.room]
        heads = [p for p in self.crowd.company if p.level >= DIRECTOR and seed.voice in {p.department, "*"}]
        return heads[0] if heads else None

    def _moment(self, seed: Seed, author: Somebody, week: int) -> datetime | None:
        if author.hired_on == self.days.now.date():
            return self.days.now - timedelta(minutes=150)
        for _ in range(8):
            choice = self._late_days() if seed.is_late else self.days.in_week(week)
            at = times.hour_of(self.dice, author, times.workday(self.dice, author, choice))
            if at < self.days.now - timedelta(minutes=4) and at.date() >= author.hired_on:
                return at
        return None

    def _late_days(self) -> list[date]:
        return [self.days.day(number) for number in range(max(0, self.days.count - 9), self.days.count)]

    def answer(self, thread: Thread, replies: tuple[Reply, ...]) -> None:
        """Let the replies be given, each later than the one above."""
        at = thread.at
        for reply in replies:
            words = self.book.fill(reply.body, thread.facts, author=thread.author)
            who = self._speaker(thread, reply.voice, at) if words else None
            if who is None:
                continue
            at = self._later(thread, who, at)
            if at >= self.days.now:
                return
            parent = thread.comments[-1] if reply.is_nested and thread.comments else None
            number = self.say(thread, who, at, body=words, parent=parent)
            if reply.solves:
                soon = min(
                    times.after(self.dice, thread.author, at, minutes=self.dice.uniform(3, 60)), self.days.now
                )
                self.acts.append(Accept(soon, thread.author.username, thread.number, number))

    def _later(self, thread: Thread, who: Somebody, at: datetime) -> datetime:
        if thread.author.hired_on == self.days.now.date():
            return at + timedelta(minutes=self.dice.uniform(6, 35))
        minutes = self.dice.lognormvariate(3.0 if who is thread.author else 4.0, 1.15)
        return times.after(self.dice, who, at, minutes=1.5 + min(minutes, 3000))

    def say(
        self, thread: Thread, who: Somebody, at: datetime, *, body: str, parent: Said | None = None
    ) -> int:
        """Let somebody say something in a thread; return the comment's number."""
        self.spoken += 1
        self.acts.append(
            Comment(at, who.username, thread.number, self.spoken, body, parent[0] if parent else None)
        )
        thread.comments.append((self.spoken, who, at))
        self.crowd.note(who, at, parent[1] if parent else thread.author)
        return self.spoken

    def _speaker(self, thread: Thread, voice: str, at: datetime) -> Somebody | None:
        week = self.days.week_of(at)
        if voice == "op":
            if not story.is_silent(thread.author, self.days.story_week(week)):
                return thread.author
            # Leaders who only broadcast leave the answers to their people.
            voice = thread.author.department
        room = thread.room if thread.room in CLOSED else ""
        taken = {thread.author.username, *(who.username for _, who, _ in thread.comments)}
        found = self.crowd.pick(voice, week, room=room, not_these=taken, near=thread.author)
        return found or self.crowd.pick("*", week, room=room, not_these=taken, near=thread.author)

    def nod(self, thread: Thread) -> None:
        """Add the short remarks that fit nearly everywhere."""
        for chance in NODS:
            if self.dice.random() > chance or thread.room == "saffron":
                return
            who = self._speaker(thread, "*", thread.at)
            last = thread.comments[-1][2] if thread.comments else thread.at
            if who is None or (at := self._later(thread, who, last)) >= self.days.now:
                return
            self.say(thread, who, at, body=self.book.draw("nod"))

    def applaud(self, thread: Thread, *, warmth: float = 1.0) -> None:
        """Let people react to the opening and to some of the answers."""
        lively = story.share(self.days.story_week(self.days.week_of(thread.at))) / 0.4
        wanted = int(self.dice.lognormvariate(1.25, 0.75) * warmth * lively)
        self._react(thread, thread.author, min(wanted, 38), after=thread.at)
        for number, who, at in thread.comments:
            if self.dice.random() < 0.42:
                self._react(thread, who, 1 + int(self.dice.expovariate(1.1)), after=at, comment=number)

    def _react(
        self, thread: Thread, near: Somebody, count: int, *, after: datetime, comment: int | None = None
    ) -> None:
        room = thread.room if thread.room in CLOSED else ""
        for who in self.crowd.react(self.days.week_of(after), count, room=room, near=near):
            at = times.after(self.dice, who, after, minutes=2 + min(self.dice.lognormvariate(4.6, 1.5), 5000))
            if at >= self.days.now or self.days.week_of(at) != self.days.week_of(after):
                continue
            kind = self.dice.choices(SIGNS, SIGN_WEIGHTS)[0]
            self.acts.append(React(at, who.username, thread.number, kind, comment))
            self.crowd.note(who, at, near)

    def wake_the_rest(self) -> None:
        """Let everybody who takes part in a week but has not yet done anything react to something."""
        for week, crowd in enumerate(self.crowd.weeks):
            seen = [t for t in self.threads if self.days.week_of(t.at) == week and t.room not in CLOSED]
            for username, who in crowd.items():
                if seen and username not in self.crowd.acted[week]:
                    self._glance(who, week, seen)

    def _glance(self, who: Somebody, week: int, threads: list[Thread]) -> None:
        for thread in self.dice.sample(threads, min(len(threads), 4)):
            at = times.hour_of(self.dice, who, times.workday(self.dice, who, self.days.in_week(week)))
            if thread.at < at < self.days.now and thread.author is not who:
                self.acts.append(
                    React(at, who.username, thread.number, self.dice.choices(SIGNS, SIGN_WEIGHTS)[0])
                )
                self.crowd.note(who, at, thread.author)
                return
