"""Ideas as they stood on a day: when each reached which step, who stands behind it, and how it was decided."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray
from analytics.record import Record, Scope
from analytics.verbs import Step
from ideas.models import Decision

NEVER = np.iinfo(np.int64).max
YES = ("adopt", "trial")
ENDING = (Step.MERGED, Step.CLOSED)


@dataclass(frozen=True)
class Proposals:
    """One row per idea that was submitted up to the day, by thread; moments in seconds, `NEVER` for not yet."""

    thread: IntArray
    author: IntArray
    level: IntArray
    department: IntArray
    # The first moment of each step, by its number.
    first: dict[Step, IntArray]
    accepted_at: IntArray
    is_merged: BoolArray
    # How many departments its authors and remaining supporters belonged to when they stood up for it.
    departments: IntArray
    now: int

    def __len__(self) -> int:
        return len(self.thread)

    def reached(self, step: Step) -> BoolArray:
        """Say which ideas reached a step."""
        reached: BoolArray = self.first[step] < NEVER
        return reached

    def since(self, step: Step, days: int) -> BoolArray:
        """Say which ideas reached a step within so many days."""
        recent: BoolArray = self.reached(step) & (self.first[step] > self.now - days * 86_400)
        return recent


def proposals(scope: Scope) -> Proposals:
    """Return the ideas of the whole company as they stood at the end of the scope's day."""
    key = ("proposals", scope.as_of)
    kept: Proposals | None = scope.record.kept.get(key)
    if kept is None:
        kept = scope.record.kept[key] = _gathered(scope.record, scope.as_of)
    return kept


def _gathered(record: Record, as_of: date) -> Proposals:
    steps = record.steps.between(date.min, as_of)
    submitted = steps.where(steps["step"] == Step.SUBMITTED)
    thread, begun = np.unique(submitted["thread_id"], return_index=True)
    place = np.minimum(np.searchsorted(thread, steps["thread_id"]), max(len(thread) - 1, 0))
    known = thread[place] == steps["thread_id"] if len(thread) else np.zeros(len(steps), bool)
    steps, place = steps.where(known), place[known]
    first = {step: _first(steps["step"] == step, place, steps["at"], len(thread)) for step in Step}
    now = int(datetime.combine(as_of + timedelta(days=1), time.min, UTC).timestamp())
    return Proposals(
        thread=thread,
        author=submitted["person_id"][begun],
        level=submitted["level"][begun],
        department=submitted["department_id"][begun],
        first=first,
        accepted_at=_accepted(record, thread, now),
        is_merged=_is_merged(steps["step"], place, steps["at"], len(thread)),
        departments=_departments(steps.columns, place, len(thread)),
        now=now,
    )


def _first(is_step: BoolArray, place: IntArray, at: IntArray, count: int) -> IntArray:
    result = np.full(count, NEVER, np.int64)
    np.minimum.at(result, place[is_step], at[is_step])
    return result


def _is_merged(step: IntArray, place: IntArray, at: IntArray, count: int) -> BoolArray:
    """Say which ideas were merged into another and not taken out again."""
    last = {kind: np.zeros(count, np.int64) for kind in (Step.MERGED, Step.UNMERGED)}
    for kind, moments in last.items():
        np.maximum.at(moments, place[step == kind], at[step == kind])
    merged: BoolArray = last[Step.MERGED] > last[Step.UNMERGED]
    return merged


def _departments(steps: dict[str, IntArray], place: IntArray, count: int) -> IntArray:
    """Count the departments behind each idea; who took their support back does not count any more."""
    wanted = (Step.SUBMITTED, Step.COAUTHORED, Step.SUPPORTED, Step.WITHDRAWN)
    kept = np.isin(steps["step"], wanted) & (steps["person_id"] >= 0)
    rows = {name: column[kept] for name, column in steps.items()}
    place = place[kept]
    order = np.lexsort((rows["at"], rows["person_id"], place))
    place, who, step, unit = (
        column[order] for column in (place, rows["person_id"], rows["step"], rows["department_id"])
    )
    is_last = np.ones(len(place), bool)
    is_last[:-1] = (place[1:] != place[:-1]) | (who[1:] != who[:-1])
    stands = is_last & (step != Step.WITHDRAWN) & (unit >= 0)
    pairs = np.unique(np.stack([place[stands], unit[stands]]), axis=1)
    return np.bincount(pairs[0], minlength=count).astype(np.int64)


def _accepted(record: Record, thread: IntArray, now: int) -> IntArray:
    """Return when each idea was first adopted or put on trial."""
    rows: list[tuple[int, datetime]] | None = record.kept.get(("decisions", record.until))
    if rows is None:
        wanted = Decision.objects.filter(outcome__in=YES).values_list("about__thread_id", "decided_at")
        rows = record.kept["decisions", record.until] = list(wanted)
    found = [(of, int(at.timestamp())) for of, at in rows if of is not None and at.timestamp() < now]
    of = np.array([row[0] for row in found], np.int64)
    place = np.minimum(np.searchsorted(thread, of), max(len(thread) - 1, 0))
    known = thread[place] == of if len(thread) else np.zeros(len(of), bool)
    at = np.array([row[1] for row in found], np.int64)
    return _first(known, place, at, len(thread))
