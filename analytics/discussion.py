"""Threads opened in a span with what came of each up to a day: who answered, when, and which answer was accepted."""

from dataclasses import dataclass, fields
from datetime import date, timedelta

import numpy as np

from analytics.maths.arrays import BoolArray, IntArray
from analytics.record import Record, Scope
from analytics.tables import Table
from analytics.verbs import Opening

NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Discussion:
    """One row per thread; moments are seconds since 1970, `NEVER` for what did not happen.

    `author` is a row of the directory. Answers and reactions are those of others; `voices` counts the author too.
    """

    thread: IntArray
    author: IntArray
    day: IntArray
    at: IntArray
    level: IntArray
    community: IntArray
    opening: IntArray
    replied_at: IntArray
    reacted_at: IntArray
    accepted_at: IntArray
    answerer: IntArray
    replies: IntArray
    voices: IntArray
    author_replied: BoolArray

    def __len__(self) -> int:
        return len(self.thread)

    @property
    def responded_at(self) -> IntArray:
        """When somebody first answered or reacted."""
        return np.minimum(self.replied_at, self.reacted_at)

    def where(self, kept: BoolArray) -> "Discussion":
        """Return some of the threads."""
        return Discussion(**{field.name: getattr(self, field.name)[kept] for field in fields(self)})


def discussion(scope: Scope, days: int, *, lag: int = 0, opening: Opening | None = None) -> Discussion:
    """Return the threads that people of the scope opened in so many days up to `lag` days before its day.

    `opening` asks for one kind of thread: questions or ideas are few among all.
    """
    last = scope.as_of - timedelta(days=lag)
    whole = _of_span(scope, last - timedelta(days=days - 1), last, opening)
    return whole.where(scope.members(days + lag)[whole.author]) if len(whole) else whole


def _of_span(scope: Scope, first: date, last: date, opening: Opening | None) -> Discussion:
    record, key = scope.record, (f"discussion {first} {last} {opening}", scope.as_of)
    kept: Discussion | None = record.kept.get(key)
    if kept is None:
        posts = record.posts.between(first, last)
        if opening is not None:
            posts = posts.where(posts["opening"] == opening)
        found = record.responses.between(first, scope.as_of)
        kept = record.kept[key] = _gathered(record, posts, found)
    return kept


def _gathered(record: Record, posts: Table, found: Table) -> Discussion:
    order = np.argsort(posts["thread_id"], kind="stable")
    posts = posts.where(order[np.unique(posts["thread_id"][order], return_index=True)[1]])
    thread, count = posts["thread_id"], len(posts)
    place = np.minimum(np.searchsorted(thread, found["thread_id"]), max(count - 1, 0))
    known = thread[place] == found["thread_id"] if count else np.zeros(len(found), bool)
    found, place = found.where(known), place[known]
    is_other = found["person_id"] != posts["person_id"][place]
    has_replied = found["replied_at"] > 0
    spoke = is_other & has_replied
    people = len(record.directory.pk)
    pairs = np.unique(place[spoke] * people + found["person_id"][spoke]) // max(people, 1)
    own = np.zeros(count, bool)
    own[place[~is_other & has_replied]] = True
    accepted = found["accepted_at"] > 0
    answerer = np.full(count, -1, np.int64)
    answerer[place[accepted]] = record.directory.rows(found["answerer_id"][accepted])
    return Discussion(
        thread=thread,
        author=posts["person_id"],
        day=posts["day"],
        at=posts["at"],
        level=posts["level"],
        community=posts["community_id"],
        opening=posts["opening"],
        replied_at=_earliest(place[spoke], found["replied_at"][spoke], count),
        reacted_at=_earliest_known(place[is_other], found["reacted_at"][is_other], count),
        accepted_at=_earliest(place[accepted], found["accepted_at"][accepted], count),
        answerer=answerer,
        replies=np.bincount(place[spoke], weights=found["replies"][spoke], minlength=count).astype(np.int64),
        voices=1 + np.bincount(pairs, minlength=count).astype(np.int64),
        author_replied=own,
    )


def _earliest(place: IntArray, at: IntArray, count: int) -> IntArray:
    result = np.full(count, NEVER, np.int64)
    np.minimum.at(result, place, at)
    return result


def _earliest_known(place: IntArray, at: IntArray, count: int) -> IntArray:
    return _earliest(place[at > 0], at[at > 0], count)
