"""The facts as columns in memory: what measures and detectors compute on. Read by background work, never by
a page.

People are rows of the directory; days are ordinals.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np

from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.models import DayFact, EdgeFact, PostFact, ResponseFact
from analytics.population import NOWHERE, Directory
from esn.kit import clock

TIERS = ("passive", "light", "contribute", "outcome")
ACTS = ("day", "person_id", *TIERS, "replies", "reactions")
EDGES = ("day", "source_id", "target_id", "replies", "mentions", "reactions")


@dataclass(frozen=True)
class Table:
    """Columns sorted by day."""

    columns: dict[str, IntArray]

    def between(self, first: date, last: date) -> "Table":
        """Return the rows of a span of days."""
        day = self.columns["day"]
        start, end = np.searchsorted(day, [first.toordinal(), last.toordinal() + 1])
        return Table({name: column[start:end] for name, column in self.columns.items()})

    def where(self, kept: BoolArray) -> "Table":
        """Return some of the rows."""
        return Table({name: column[kept] for name, column in self.columns.items()})

    def __getitem__(self, name: str) -> IntArray:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["day"])


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
        table = _table(DayFact.objects.filter(day__lte=self.until).order_by("day").values_list(*ACTS), ACTS)
        return self._of_known(table, "person_id")

    @cached_property
    def edges(self) -> Table:
        """Who turned to whom on which day."""
        table = _table(
            EdgeFact.objects.filter(day__lte=self.until).order_by("day").values_list(*EDGES), EDGES
        )
        return self._of_known(table, "source_id", "target_id")

    @cached_property
    def posts(self) -> Table:
        """Threads opened, with their authors."""
        columns = ("day", "person_id", "thread_id")
        table = _table(
            PostFact.objects.filter(day__lte=self.until).order_by("day").values_list(*columns), columns
        )
        return self._of_known(table, "person_id")

    @cached_property
    def responses(self) -> Table:
        """First answers and reactions of each day; `replied` and `reacted` are moments in seconds, 0 for
        none."""
        found = ResponseFact.objects.filter(day__lte=self.until).order_by("day")
        rows = (
            (day, person, thread, int(bool(replied)), int(bool(reacted)))
            for day, person, thread, replied, reacted in found.values_list(
                "day", "person_id", "thread_id", "replied_at", "reacted_at"
            )
        )
        table = _table(rows, ("day", "person_id", "thread_id", "replied", "reacted"))
        return self._of_known(table, "person_id")

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

    def _of_known(self, table: Table, *people: str) -> Table:
        """Turn primary keys into rows and leave out whoever never belongs to the headcount."""
        columns = dict(table.columns)
        kept = np.ones(len(table), bool)
        for name in people:
            row = self.directory.rows(columns[name])
            columns[name] = row
            kept &= (
                (row != NOWHERE) & self.directory.is_counted[np.maximum(row, 0)]
                if len(self.directory.pk)
                else False
            )
        return Table(columns).where(kept)


def _table(rows: Iterable[tuple[Any, ...]], columns: tuple[str, ...]) -> Table:
    listed = [(row[0].toordinal(), *row[1:]) for row in rows]
    array = np.array(listed, np.int64).reshape(-1, len(columns))
    return Table({name: array[:, place] for place, name in enumerate(columns)})


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
