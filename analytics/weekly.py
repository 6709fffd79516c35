"""The record cut into ISO weeks: who was active and interactive, and how much each contributed."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analytics.maths import weeks
from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.maths.retention import Retention, cohort_retention
from analytics.record import Record

# Monday to Friday have all begun.
WORKDAYS = timedelta(days=4)
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Weeks:
    """People × weeks, from the first fact to the last whole week; `is_dropped` marks weeks too short to
    compare; `first_month` is that of a person's first active day, as year * 12 + month, 0 for none."""

    mondays: list[date]
    is_dropped: BoolArray
    active: BoolArray
    interactive: BoolArray
    acts: FloatArray
    contributions: FloatArray
    first_month: IntArray
    as_of: date

    @property
    def count(self) -> int:
        return len(self.mondays)

    @property
    def months(self) -> IntArray:
        """An integer month per week."""
        return np.array([monday.year * 12 + monday.month for monday in self.mondays], np.int64)

    def end_of(self, week: int) -> date:
        """Return the Sunday of a week, or the day that is looked from if that comes first."""
        return min(self.mondays[week] + timedelta(days=6), self.as_of)


def weeks_of(record: Record, as_of: date) -> Weeks:
    """Return the weeks up to a day, made once per record and day."""
    kept: Weeks | None = record.kept.get(("weeks", as_of))
    if kept is None:
        kept = record.kept["weeks", as_of] = _cut(record, as_of)
    return kept


def _cut(record: Record, as_of: date) -> Weeks:
    first_on = record.first_on
    if first_on is None or first_on > as_of:
        nothing = np.zeros((len(record.directory.pk), 0))
        never = np.zeros(len(nothing), np.int64)
        return Weeks([], np.zeros(0, bool), nothing > 0, nothing > 0, nothing, nothing, never, as_of)
    mondays = weeks.mondays(first_on, as_of)
    dropped = [weeks.is_dropped(monday, first_on=first_on, last_on=as_of) for monday in mondays]
    # A week that is still running is not a week yet: fewer days would look like a fall.
    dropped[-1] = dropped[-1] or as_of - mondays[-1] < WORKDAYS
    if dropped[-1] and len(mondays) > 1:
        mondays, dropped = mondays[:-1], dropped[:-1]
    people, start = len(record.directory.pk), mondays[0].toordinal()
    facts = record.acts.between(first_on, as_of)
    week = (facts["day"] - start) // 7
    kept = week < len(mondays)
    facts, cell = facts.where(kept), (facts["person_id"] * len(mondays) + week)[kept]

    def sums(*tiers: str) -> FloatArray:
        total = sum(facts[tier] for tier in tiers)
        counts = np.bincount(cell, weights=np.asarray(total, float), minlength=people * len(mondays))
        return counts.reshape(people, len(mondays)).astype(float)

    contributions = sums("contribute", "outcome")
    acts = contributions + sums("light")
    active = acts + sums("passive") > 0
    month = _first_months(facts["person_id"], facts["day"], people)
    return Weeks(mondays, np.array(dropped), active, acts > 0, acts, contributions, month, as_of)


def _first_months(person: IntArray, day: IntArray, people: int) -> IntArray:
    """Return the month of each person's first day; the days come in order."""
    first = np.zeros(people, np.int64)
    first[person[::-1]] = day[::-1]
    at = (first - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.where(first > 0, at + 1970 * 12 + 1, 0)


def retention(weeks: Weeks, people: BoolArray, *, until: int) -> Retention:
    """Follow the cohorts of first-active months up to a week, as M-13 defines them."""
    known = until + 1
    active, interactive = weeks.active[people, :known], weeks.interactive[people, :known]
    first = np.where(active.any(axis=1), active.argmax(axis=1), -1)
    month = weeks.first_month[people]
    return cohort_retention(interactive, weeks.months[:known], first_week=first, first_month=month)
