"""Weekly participation of the company and of each department, with the headcount as of each week."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.record import Record
from analytics.weekly import Weeks, weeks_of


@dataclass(frozen=True)
class Series:
    """Interactive people, headcount and acts per week; NaN where a week was dropped."""

    active: FloatArray
    headcount: FloatArray
    acts: FloatArray
    people: BoolArray


@dataclass(frozen=True)
class Census:
    """People × weeks: who was in the headcount, in which department, and who took part."""

    weeks: Weeks
    counted: BoolArray
    department: IntArray
    took_part: BoolArray

    def series(self, department: int | None = None) -> Series:
        """Return the series of the company or of a department as of each week."""
        inside = self.counted if department is None else self.counted & (self.department == department)
        dropped = self.weeks.is_dropped
        took_part = inside & self.took_part
        acts = np.where(took_part, self.weeks.acts, 0.0).sum(axis=0)
        return Series(
            active=np.where(dropped, np.nan, took_part.sum(axis=0)),
            headcount=np.where(dropped, np.nan, inside.sum(axis=0)),
            acts=np.where(dropped, np.nan, acts),
            people=np.asarray(inside.any(axis=1), bool),
        )


def census(record: Record, as_of: date) -> Census:
    """Take the census of every week up to a day, once per record and day."""
    kept: Census | None = record.kept.get(("census", as_of))
    if kept is None:
        kept = record.kept["census", as_of] = _taken(record, as_of)
    return kept


def _taken(record: Record, as_of: date) -> Census:
    weeks, directory = weeks_of(record, as_of), record.directory
    shape = (len(directory.pk), weeks.count)
    counted, here = np.zeros(shape, bool), np.zeros(shape, bool)
    department = np.full(shape, -1, np.int64)
    for week, monday in enumerate(weeks.mondays):
        sunday = min(monday + timedelta(days=6), as_of)
        counted[:, week] = directory.counted(monday, sunday)
        here[:, week] = directory.still_here(sunday)
        department[:, week] = directory.department_on(sunday)
    return Census(weeks, counted, department, weeks.interactive & here)
