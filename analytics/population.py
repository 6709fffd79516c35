"""Who belongs to the headcount on which days, and to which department: the directory as of then (metrics.md
1.1).

Days are proleptic ordinals in arrays. See docs/metrics-notes.md for windows and deactivation.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray
from people.models import Leave, OrgUnit, Person, Placement

TENURE = 14
LONG_LEAVE = 28
NEVER, ALWAYS = date.max.toordinal(), 1
NOWHERE = -1


@dataclass(frozen=True)
class Directory:
    """Everybody who was ever on it, as columns; a person is a row number from here on."""

    pk: IntArray
    counted_from: IntArray
    gone_from: IntArray
    is_counted: BoolArray
    away: dict[int, list[tuple[int, int]]]
    stints: tuple[IntArray, IntArray, IntArray, IntArray]
    departments: dict[int, str]

    @classmethod
    def load(cls) -> "Directory":
        """Read the directory with its history."""
        fields = ("pk", "hired_on", "deactivated_on", "is_service", "is_external", "is_active")
        people = list(Person.objects.order_by("pk").values_list(*fields))
        row_of = {person[0]: row for row, person in enumerate(people)}
        return cls(
            pk=np.array([p[0] for p in people], np.int64),
            counted_from=np.array([_ordinal(p[1], ALWAYS - TENURE) + TENURE for p in people], np.int64),
            gone_from=np.array([_ordinal(p[2], NEVER if p[5] else ALWAYS) for p in people], np.int64),
            is_counted=np.array([not (p[3] or p[4]) for p in people], bool),
            away=_long_leaves(row_of),
            stints=_stints(row_of),
            departments=dict(
                OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT)
                .order_by("name")
                .values_list("pk", "name")
            ),
        )

    @cached_property
    def order(self) -> IntArray:
        """Rows are in the order of primary keys."""
        return np.arange(len(self.pk))

    def rows(self, pks: IntArray) -> IntArray:
        """Translate primary keys to rows; -1 for somebody unknown."""
        if not len(self.pk):
            return np.full(len(pks), NOWHERE, np.int64)
        row = np.minimum(np.searchsorted(self.pk, pks), len(self.pk) - 1)
        return np.where(self.pk[row] == pks, row, NOWHERE)

    def counted(self, first: date, last: date) -> BoolArray:
        """Say who was in the headcount on at least one day of the window."""
        start = np.maximum(self.counted_from, first.toordinal())
        end = np.minimum(self.gone_from - 1, last.toordinal())
        present: BoolArray = self.is_counted & (start <= end)
        for row, leaves in self.away.items():
            if present[row]:
                present[row] = _has_a_free_day(int(start[row]), int(end[row]), leaves)
        return present

    def still_here(self, day: date) -> BoolArray:
        """Say who had not been deactivated by the end of the day."""
        return self.gone_from > day.toordinal()

    def department_on(self, day: date) -> IntArray:
        """Return everybody's department (its primary key) on that day, -1 for none."""
        row, department, since, until = self.stints
        holds = (since <= day.toordinal()) & (until > day.toordinal())
        result = np.full(len(self.pk), NOWHERE, np.int64)
        # Stints come by their start: a later one wins.
        result[row[holds]] = department[holds]
        return result


def _ordinal(day: date | None, otherwise: int) -> int:
    return day.toordinal() if day else otherwise


def _long_leaves(row_of: dict[int, int]) -> dict[int, list[tuple[int, int]]]:
    away: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for person, start, end in Leave.objects.order_by("starts_on").values_list(
        "person_id", "starts_on", "ends_on"
    ):
        if (end - start) >= timedelta(days=LONG_LEAVE):
            away[row_of[person]].append((start.toordinal(), end.toordinal()))
    return dict(away)


def _has_a_free_day(day: int, end: int, leaves: list[tuple[int, int]]) -> bool:
    for start, until in leaves:
        if day < start:
            return True
        day = max(day, until + 1)
        if day > end:
            return False
    return day <= end


def _stints(row_of: dict[int, int]) -> tuple[IntArray, IntArray, IntArray, IntArray]:
    placed = Placement.objects.values_list("person_id", "department_id", "since_on", "until_on")
    stints = sorted(
        (_ordinal(since, ALWAYS), row_of[person], department or NOWHERE, _ordinal(until, NEVER))
        for person, department, since, until in placed
    )
    columns = np.array(stints, np.int64).reshape(-1, 4)
    return columns[:, 1], columns[:, 2], columns[:, 0], columns[:, 3]
