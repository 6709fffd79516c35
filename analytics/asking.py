"""Who named a leader where, and whether that was answered in time: what M-52 and M-58 share."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray
from analytics.maths.hours import WORKDAY, work_hours
from analytics.record import Record, Scope
from analytics.tables import Table

PERIOD, LAG, WORKDAYS = 28, 7, 5


@dataclass(frozen=True)
class Asks:
    """One row per ask: the thread, and who answered it within five workdays."""

    thread: IntArray
    by_leader: BoolArray
    by_anybody: BoolArray

    def __len__(self) -> int:
        return len(self.thread)


def asked_of_leaders(scope: Scope) -> Asks:
    """Return the asks of 28 days that are seven days old: enough for five workdays to have passed."""
    last = scope.as_of - timedelta(days=LAG)
    asks = scope.record.asks.between(last - timedelta(days=PERIOD - 1), last)
    leads = scope.record.directory.leaders_on(scope.as_of)
    asks = asks.where(leads[asks["target_id"]] & (asks["source_id"] != asks["target_id"]))
    answers = scope.record.responses.between(last - timedelta(days=PERIOD - 1), scope.as_of)
    answers = answers.where((answers["replied_at"] > 0) & np.isin(answers["thread_id"], asks["thread_id"]))
    by_leader, by_anybody = _answered(scope.record, asks, answers)
    return Asks(asks["thread_id"], by_leader, by_anybody)


def _answered(record: Record, asks: Table, answers: Table) -> tuple[BoolArray, BoolArray]:
    """Say of each ask whether the one who was named, and whether anybody but the asker, answered in time."""
    by_leader, by_anybody = np.zeros(len(asks), bool), np.zeros(len(asks), bool)
    local = record.directory.local
    for row in range(len(asks)):
        source = asks["source_id"][row]
        here = answers.where(
            (answers["thread_id"] == asks["thread_id"][row]) & (answers["replied_at"] >= asks["at"][row])
        )
        asker = np.full(len(here), source)
        since = local(asker, np.full(len(here), asks["at"][row]))
        in_time = work_hours(since, local(asker, here["replied_at"])) <= WORKDAYS * WORKDAY
        by_leader[row] = bool((in_time & (here["person_id"] == asks["target_id"][row])).any())
        by_anybody[row] = bool((in_time & (here["person_id"] != source)).any())
    return by_leader, by_anybody
