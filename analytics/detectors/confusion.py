"""Weekly signs that people do not know what is fine to post: the confusion half of D3, of the company alone.

Measured are drafts that were given up, posts deleted by their author within ten minutes, reports, and first posts that
nobody answered. Policies to acknowledge and a pulse question do not exist yet.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.core.cache import cache
from django.db.models import F

from activity.models import Comment, Draft, Thread
from analytics.discussion import discussion
from analytics.maths.arrays import FloatArray
from analytics.maths.leadership import confusion_index
from analytics.record import Record, Scope
from esn.kit.models import Event

WEEKS, REGRET, GIVEN_UP = 30, timedelta(minutes=10), timedelta(days=7)
# The name in the log; moderation stands beside analytics and is not called from here.
REPORTED = "moderation.thing_reported"
LEAST = {"drafts": 0.05, "regrets": 0.02, "reports": 2.0, "unanswered": 0.10}
KEPT = 3600


def confusion(record: Record, as_of: date) -> dict[str, list[float | None]]:
    """Return the weekly rates of the last thirty weeks up to a day and their index, the newest last."""
    key = f"analytics:confusion:{as_of}"
    kept: dict[str, list[float | None]] | None = cache.get(key)
    if kept is None:
        rates = _rates(record, as_of)
        index = confusion_index(rates, least_spread=LEAST)
        kept = {
            name: [_plain(value) for value in values] for name, values in {**rates, "index": index}.items()
        }
        cache.set(key, kept, KEPT)
    return kept


def _plain(value: float) -> float | None:
    return round(float(value), 2) if np.isfinite(value) else None


def _rates(record: Record, as_of: date) -> dict[str, FloatArray]:
    first = as_of - timedelta(weeks=WEEKS) + timedelta(days=1)
    since = datetime.combine(first, time.min, UTC)
    until = since + timedelta(weeks=WEEKS)
    acts = record.acts.between(first, as_of)
    written = _per_week(acts["day"], first, acts["contribute"])
    done = written + _per_week(acts["day"], first, acts["light"])
    regrets = [
        row
        for model, author, born in ((Thread, "starter", "created_at"), (Comment, "author", "created_at"))
        for row in model._default_manager.filter(
            removed_at__range=(since, until), removed_by=F(author), removed_at__lt=F(born) + REGRET
        ).values_list("removed_at", flat=True)
    ]
    drafts = Draft.objects.filter(
        created_at__range=(since, until), due_at=None, updated_at__lt=until - GIVEN_UP
    ).values_list("created_at", flat=True)
    reports = Event.objects.filter(at__range=(since, until), verb=REPORTED).values_list("at", flat=True)
    given_up = _counted(drafts, first)
    return {
        "drafts": _ratio(given_up, given_up + written),
        "regrets": _ratio(_counted(regrets, first), written),
        "reports": 1_000 * _ratio(_counted(reports, first), done),
        "unanswered": _unanswered(record, as_of, first),
    }


def _unanswered(record: Record, as_of: date, first: date) -> FloatArray:
    """Return the share of first posts without a reply within seven days, in the week in which these were over."""
    seen = discussion(Scope(record, as_of), (WEEKS + 1) * 7)
    posts = record.posts
    order = np.lexsort((posts["thread_id"], posts["day"]))
    firsts = posts["thread_id"][order][np.unique(posts["person_id"][order], return_index=True)[1]]
    is_first = np.isin(seen.thread, firsts) & (seen.day + 7 <= as_of.toordinal())
    day = seen.day[is_first] + 7
    silent = seen.replied_at[is_first] > seen.at[is_first] + int(GIVEN_UP.total_seconds())
    return _ratio(_per_week(day, first, silent.astype(float)), _per_week(day, first, np.ones(len(day))))


def _counted(moments: Iterable[datetime | None], first: date) -> FloatArray:
    days = np.array([moment.date().toordinal() for moment in moments if moment], np.int64)
    return _per_week(days, first, np.ones(len(days)))


def _per_week(days: np.ndarray, first: date, weights: np.ndarray) -> FloatArray:
    week = (days - first.toordinal()) // 7
    kept = (week >= 0) & (week < WEEKS)
    return np.bincount(week[kept], weights=weights[kept], minlength=WEEKS).astype(float)


def _ratio(some: FloatArray, every: FloatArray) -> FloatArray:
    return np.where(every > 0, some / np.maximum(every, 1.0), np.nan)
