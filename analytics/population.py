"""Who belongs to the headcount on which days, and to which department: the directory as of then (metrics.md
1.1).

Days are proleptic ordinals in arrays. See docs/metrics-notes.md for windows and deactivation.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray
from people.models import Leave, OrgUnit, Person, Placement, Site

TENURE = 14
LONG_LEAVE = 28
DAY = 86_400
NEVER, ALWAYS = date.max.toordinal(), 1
NOWHERE = -1


@dataclass(frozen=True)
class Stints:
    """Who was where from when until when, by their start."""

    since: IntArray
    row: IntArray
    department: IntArray
    level: IntArray
    until: IntArray


@dataclass(frozen=True)
class Directory:
    """Everybody who was ever on it, as columns; a person is a row number from here on."""

    pk: IntArray
    counted_from: IntArray
    gone_from: IntArray
    is_counted: BoolArray
    is_external: BoolArray
    site: IntArray
    zones: dict[int, str]
    level: IntArray
    away: dict[int, list[tuple[int, int]]]
    stints: Stints
    departments: dict[int, str]

    @classmethod
    def load(cls) -> "Directory":
        """Read the directory with its history."""
        fields = (
            "pk",
            "hired_on",
            "deactivated_on",
            "is_service",
            "is_external",
            "is_active",
            "site_id",
            "level",
        )
        people = list(Person.objects.order_by("pk").values_list(*fields))
        row_of = {person[0]: row for row, person in enumerate(people)}
        return cls(
            pk=np.array([p[0] for p in people], np.int64),
            counted_from=np.array([_ordinal(p[1], ALWAYS - TENURE) + TENURE for p in people], np.int64),
            gone_from=np.array([_ordinal(p[2], NEVER if p[5] else ALWAYS) for p in people], np.int64),
            is_counted=np.array([not (p[3] or p[4]) for p in people], bool),
            is_external=np.array([p[4] for p in people], bool),
            site=np.array([p[6] or NOWHERE for p in people], np.int64),
            zones=dict(Site.objects.values_list("pk", "timezone")),
            level=np.array([p[7] for p in people], np.int64),
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
        return self._held_on(day, self.stints.department, np.full(len(self.pk), NOWHERE, np.int64))

    def level_on(self, day: date) -> IntArray:
        """Return everybody's level on that day; today's of whoever has no history."""
        return self._held_on(day, self.stints.level, self.level.copy())

    def leaders_on(self, day: date) -> BoolArray:
        """Say who is a leader on that day: of the headcount's levels, a director or above."""
        leads: BoolArray = self.is_counted & (self.level_on(day) >= Person.Level.DIRECTOR)
        return leads

    def hired_on(self) -> IntArray:
        """Return everybody's first day, 1 for whoever was always there."""
        return np.maximum(self.counted_from - TENURE, ALWAYS)

    def local(self, row: IntArray, seconds: IntArray) -> IntArray:
        """Turn moments into those on the clock of each person's site; UTC where there is none."""
        result, site = seconds.copy(), np.where(row >= 0, self.site[np.maximum(row, 0)], NOWHERE)
        for number, name in self.zones.items():
            here = np.flatnonzero(site == number)
            days, of_day = np.unique(seconds[here] // DAY, return_inverse=True)
            result[here] += np.array([_offset(name, int(day)) for day in days], np.int64)[of_day]
        return result

    def _held_on(self, day: date, values: IntArray, result: IntArray) -> IntArray:
        holds = (self.stints.since <= day.toordinal()) & (self.stints.until > day.toordinal())
        # Stints come by their start: a later one wins.
        result[self.stints.row[holds]] = values[holds]
        return result


@lru_cache(maxsize=4096)
def _offset(zone: str, day: int) -> int:
    """Return how many seconds a zone is ahead of UTC on a day (counted from 1970); 0 for a zone nobody knows."""
    try:
        offset = datetime.fromtimestamp(day * DAY + DAY // 2, ZoneInfo(zone)).utcoffset()
    except (ZoneInfoNotFoundError, ValueError):
        return 0
    return int(offset.total_seconds()) if offset else 0


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


def _stints(row_of: dict[int, int]) -> Stints:
    placed = Placement.objects.values_list("person_id", "department_id", "level", "since_on", "until_on")
    stints = sorted(
        (_ordinal(since, ALWAYS), row_of[person], department or NOWHERE, level, _ordinal(until, NEVER))
        for person, department, level, since, until in placed
    )
    return Stints(*np.array(stints, np.int64).reshape(-1, 5).T)
