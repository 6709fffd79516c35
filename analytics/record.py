"""The facts as columns in memory: what measures and detectors compute on. Read by background work, never by
a page.

People are rows of the directory; days are ordinals.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.models import AskFact, DayFact, EdgeFact, IdeaFact, PostFact, ResponseFact, WorkFact
from analytics.population import NOWHERE, Directory
from analytics.tables import Table, read
from esn.kit import clock

TIERS = ("passive", "light", "contribute", "outcome")
ACTS = ("day", "person_id", *TIERS, "posts", "replies", "reactions")
EDGES = ("day", "source_id", "target_id", "replies", "mentions", "reactions")
POSTS = ("day", "person_id", "thread_id", "at", "level", "community_id", "opening")
RESPONSES = (
    "day",
    "person_id",
    "thread_id",
    "replied_at",
    "reacted_at",
    "replies",
    "accepted_at",
    "answerer_id",
)
WORKS = ("day", "person_id", "scope", "kind", "acts", "outcomes", "ideas", "files")
ASKS = ("day", "thread_id", "source_id", "target_id", "at")
STEPS = ("day", "thread_id", "step", "person_id", "department_id", "level", "at")


class Record:
    """Everything known up to a day."""

    def __init__(self, until: date | None = None) -> None:
        self.until = until or clock.today()
        self.directory = Directory.load()
        # Whatever is derived from a record and asked for more than once.
        self.kept: dict[tuple[str, date], Any] = {}
        self._reach: dict[tuple[date, date], IntArray] = {}

    @cached_property
    def acts(self) -> Table:
        """Who did how much of each tier on which day."""
        return self._of_known(read(DayFact, ACTS, self.until), "person_id")

    @cached_property
    def edges(self) -> Table:
        """Who turned to whom on which day."""
        return self._of_known(self.edges_of_all, "source_id", "target_id")

    @cached_property
    def edges_of_all(self) -> Table:
        """The same with guests and programs at either end, as primary keys."""
        return read(EdgeFact, EDGES, self.until)

    @cached_property
    def posts(self) -> Table:
        """Threads opened, with their authors."""
        return self._of_known(self.posts_of_all, "person_id")

    @cached_property
    def posts_of_all(self) -> Table:
        """The same with those of guests and programs, as primary keys."""
        return read(PostFact, POSTS, self.until)

    @cached_property
    def responses(self) -> Table:
        """First answers and reactions of each day; `replied_at`, `reacted_at` and `accepted_at` are moments in
        seconds, 0 for none."""
        return self._of_known(self.responses_of_all, "person_id")

    @cached_property
    def responses_of_all(self) -> Table:
        """The same with those of guests and programs, as primary keys."""
        return read(ResponseFact, RESPONSES, self.until)

    @cached_property
    def works(self) -> Table:
        """Who did how much beyond reading, by scope and kind of process."""
        return self._of_known(read(WorkFact, WORKS, self.until), "person_id")

    @cached_property
    def asks(self) -> Table:
        """Who named whom in which thread."""
        return self._of_known(read(AskFact, ASKS, self.until), "source_id", "target_id")

    @cached_property
    def steps(self) -> Table:
        """What happened to ideas, whoever did it; people are rows, -1 for the calendar and for strangers."""
        table = read(IdeaFact, STEPS, self.until)
        return Table({**table.columns, "person_id": self.directory.rows(table["person_id"])})

    def sizes(self) -> dict[str, int]:
        """Return how many rows of each table of facts stand behind the figures."""
        tables = {
            "DayFact": self.acts,
            "EdgeFact": self.edges_of_all,
            "PostFact": self.posts_of_all,
            "ResponseFact": self.responses_of_all,
            "WorkFact": self.works,
            "AskFact": self.asks,
            "IdeaFact": self.steps,
        }
        return {name: len(table) for name, table in tables.items()}

    @property
    def first_on(self) -> date | None:
        """The first day on which anybody of the headcount did anything."""
        return date.fromordinal(int(self.acts["day"][0])) if len(self.acts) else None

    @property
    def last_on(self) -> date | None:
        """The last such day."""
        return date.fromordinal(int(self.acts["day"][-1])) if len(self.acts) else None

    def reach(self, first: date, last: date) -> IntArray:
        """Return each person's highest tier in the window: 0 nothing, 1 passive … 4 outcome."""
        if (first, last) not in self._reach:
            acts = self.acts.between(first, last)
            highest = np.zeros(len(self.directory.pk), np.int64)
            for number, tier in enumerate(TIERS, start=1):
                highest[acts["person_id"][acts[tier] > 0]] = number
            self._reach[first, last] = highest
        return self._reach[first, last]

    def contributions(self, first: date, last: date) -> FloatArray:
        """Return how often each person contributed in the window."""
        acts = self.acts.between(first, last)
        made = acts["contribute"] + acts["outcome"]
        return np.bincount(acts["person_id"], weights=made, minlength=len(self.directory.pk)).astype(float)

    def is_of_headcount(self, row: IntArray) -> BoolArray:
        """Say of which rows it is known that they can belong to the headcount."""
        if not len(self.directory.pk):
            return np.zeros(len(row), bool)
        counted: BoolArray = (row != NOWHERE) & self.directory.is_counted[np.maximum(row, 0)]
        return counted

    def _of_known(self, table: Table, *people: str) -> Table:
        """Turn primary keys into rows and leave out whoever never belongs to the headcount."""
        columns = dict(table.columns)
        kept = np.ones(len(table), bool)
        for name in people:
            row = self.directory.rows(columns[name])
            columns[name] = row
            kept &= self.is_of_headcount(row)
        return Table(columns).where(kept)


@dataclass(frozen=True)
class Scope:
    """A question's frame: the day it is asked about, and the company (None) or one department."""

    record: Record
    as_of: date
    department: int | None = None

    def since(self, days: int) -> date:
        """Return the first day of the window of so many days up to `as_of`."""
        return self.as_of - timedelta(days=days - 1)

    def members(self, days: int) -> BoolArray:
        """Say who was in this scope's headcount on any day of the window."""
        directory = self.record.directory
        counted = directory.counted(self.since(days), self.as_of)
        return counted & (self._departments == self.department) if self.department else counted

    def still_here(self) -> BoolArray:
        """Say who had not been deactivated by `as_of`: only they count as having done something."""
        return self.record.directory.still_here(self.as_of)

    def reach(self, days: int) -> IntArray:
        """Return each person's highest tier in the window."""
        return self.record.reach(self.since(days), self.as_of)

    def earlier(self, days: int) -> "Scope":
        """Return the same frame so many days before."""
        return Scope(self.record, self.as_of - timedelta(days=days), self.department)

    @property
    def _departments(self) -> IntArray:
        return self.record.directory.department_on(self.as_of)
