"""Gathering hits: all of them where they are few, else the newest, in whichever of two ways is the shorter.

The index of words names every document that holds them, and each must then be fetched: short for what is rare. Looking
through the newest documents, one after the other, soon meets enough of what is common. Which of both it is tells a look at
the newest documents that the viewer may see; figures of the whole index have no say in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q

from esn.search import conditions, sight
from esn.search.engines import Check
from esn.search.engines.choosing import engine
from esn.search.language import Query
from esn.search.models import DocumentQuerySet
from esn.search.tally import (
    COLUMNS,
    MOST,
    Place,
    Row,
    Tally,
    at_least,
    choosing,
    counted,
    counted_there,
    counted_wholly,
    newest,
    newest_of,
    rows_of,
)  # fmt: skip
from people.models import Person

# As many of the newest hits are put in order by relevance.
RANKED = 600
# So many of the newest documents are looked at, and at most so many when words are common.
LOOKED, DEEPEST = 3_000, 30_000
# What stands in such a part of them is common; of phrases, whose places are compared one by one, in this part.
COMMON, COMMON_PHRASE = 0.03, 0.01
# Fewer than a page of hits is no answer.
ENOUGH = 20


@dataclass(frozen=True)
class Gathered:
    """Hits of the kind that is asked for, newest first, and the counts; `is_whole` when no hit is missing."""

    rows: Sequence[Row]
    tally: Tally
    # Counts by kind, whatever kind is asked for.
    kinds: Tally
    is_whole: bool = False
    # Whether the words stand in so many things that only the newest of these were looked at.
    is_common: bool = False


@dataclass(frozen=True)
class Looked:
    """The hits among the newest documents, how many documents these were, and how many nearly were hits."""

    rows: Sequence[Row]
    number: int
    near: int


def documents(viewer: Person, query: Query, *, besides: str = "", in_title: bool = False) -> DocumentQuerySet:
    """Return the documents that answer a search, for whoever asks; perhaps only those that do by their title."""
    found = sight.visible_to(viewer).filter(conditions.narrowed(viewer, query, besides=besides))
    if query.terms or query.unwanted:
        found = found.filter(engine().holding(query.terms, query.unwanted, in_title=in_title))
    return found


def gather(
    viewer: Person, query: Query, *, after: Place | None = None, want: int = 0, is_exact: bool = False
) -> Gathered:
    """Return the newest hits after a place, RANKED unless told; with `is_exact` all are counted, as far as there is time."""
    asked = _Asked(viewer, query, after, want or RANKED)
    found = asked.by_looking() or asked.by_index() or asked.deeply()
    is_open = found.tally.is_more or found.kinds.is_more
    counts = asked.counts() if is_exact and is_open else None
    return replace(found, tally=counts[0], kinds=counts[1]) if counts else found


def count(viewer: Person, query: Query) -> tuple[Tally, Tally] | None:
    """Return how many hits of the kind that is asked for there are, and how many of any; nothing when it takes too long."""
    return _Asked(viewer, query, None, 0).counts()


class _Asked:
    """One question while it is answered."""

    def __init__(self, viewer: Person, query: Query, after: Place | None, want: int) -> None:
        self.viewer, self.query, self.after, self.want = viewer, query, after, want
        self.of_kind = conditions.kinds(query)
        self.every = choosing(documents(viewer, query, besides="kind"), self.of_kind)
        has_words = bool(query.terms or query.unwanted)
        self.check = engine().checking(query.terms, query.unwanted) if has_words else None

    def by_looking(self) -> Gathered | None:
        """Return the hits among the newest documents; nothing where the index of words is the shorter way."""
        if self.check is None:
            return None
        looked = _look(self._written(besides="kind"), self.check, LOOKED)
        if looked.number < LOOKED:
            # Everything that meets the operators was looked at; people and communities have an index of their own.
            named = rows_of(self.every.named())
            return self._whole([*looked.rows, *named]) if len(named) <= MOST else None
        is_phrase = any(len(term.tokens) > 1 for term in self.query.terms)
        if looked.near < (COMMON_PHRASE if is_phrase else COMMON) * LOOKED:
            return None
        if self.after is None and not self.of_kind and len(looked.rows) >= self.want:
            return self._common(looked, LOOKED)
        depth = DEEPEST
        if looked.rows and not self.of_kind:
            depth = min(DEEPEST, LOOKED + int(1.3 * self.want * LOOKED / len(looked.rows)))
        found = self.deeply(depth)
        return found if found.is_whole or len(found.rows) >= min(self.want, ENOUGH) else None

    def by_index(self) -> Gathered | None:
        """Return the hits that the indexes name; nothing when they are too many to be counted now."""
        rows = rows_of(self.every)
        if len(rows) <= MOST:
            return self._whole(rows)
        count = counted_there(self.every, newest=self.want, after=self.after)
        return None if count.every.is_more else Gathered(count.newest, count.chosen, count.every)

    def counts(self) -> tuple[Tally, Tally] | None:
        """Count all hits, of the kind that is asked for and of any; nothing when that takes too long."""
        found = counted_wholly(self.every)
        return (found.chosen, found.every) if found else None

    def deeply(self, depth: int = 0) -> Gathered:
        """Return the newest of hits that are too many to be counted now."""
        if self.check:
            depth = depth or DEEPEST
            found = self._common(_look(_after(self._written(), self.after), self.check, depth), depth)
            if found.rows or found.is_whole:
                return found
        chosen = self.every.filter(self.of_kind)
        rows = rows_of(chosen)
        if len(rows) <= MOST:
            return replace(self._whole(rows), kinds=at_least(len(rows)))
        rows = newest_of(_after(chosen, self.after), self.want)
        return Gathered(rows, at_least(len(rows)), at_least(len(rows)))

    def _written(self, *, besides: str = "") -> DocumentQuerySet:
        """Return what is written and meets the operators, whatever words stand in it."""
        narrowed = conditions.narrowed(self.viewer, self.query, besides=besides)
        return choosing(sight.told_by(self.viewer).filter(narrowed), self.of_kind)

    def _whole(self, rows: list[Row]) -> Gathered:
        """Return hits that are all here."""
        rows = sorted(rows, key=lambda row: row.place, reverse=True)
        chosen = [row for row in rows if row.is_chosen]
        following = [row for row in chosen if self.after is None or row.place < self.after]
        return Gathered(following, counted(chosen), counted(rows), is_whole=True)

    def _common(self, looked: Looked, depth: int) -> Gathered:
        """Return the newest hits: what was looked at, and people and communities, of which nothing was."""
        named = newest(_after(self.every.named().filter(self.of_kind), self.after), self.want)
        rows = sorted([*looked.rows, *named], key=lambda row: row.place, reverse=True)
        is_whole = looked.number < depth and len(named) < self.want
        if is_whole and self.after is None:
            return Gathered(rows, counted(rows), at_least(len(rows)), is_whole=True)
        rows = rows[: self.want]
        return Gathered(rows, at_least(len(rows)), at_least(len(rows)), is_common=True)


def _after(chosen: DocumentQuerySet, place: Place | None) -> DocumentQuerySet:
    """Return what comes after a place, newest first."""
    if place is None:
        return chosen
    return chosen.filter(Q(at__lt=place[0]) | Q(at=place[0], pk__lt=place[1]), at__lte=place[0])


def _look(written: DocumentQuerySet, check: Check, most: int) -> Looked:
    """Look at the newest documents, one after the other."""
    told = written.newest_first().annotate(holds=check.holds, nearly=check.nearly)
    names = (*COLUMNS, "is_chosen")
    try:
        sql, params = told.values_list(*names, "holds", "nearly")[:most].query.sql_with_params()
    except EmptyResultSet:
        return Looked([], 0, 0)
    whole = (
        f"WITH looked ({', '.join(names)}, holds, nearly) AS MATERIALIZED ({sql}) "
        f"SELECT counted.number, counted.near, {', '.join(f'looked.{name}' for name in names)} "
        "FROM (SELECT count(*) AS number, count(*) FILTER (WHERE nearly) AS near FROM looked) counted "
        "LEFT JOIN looked ON looked.holds ORDER BY looked.at DESC, looked.pk DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(whole, params)
        lines = cursor.fetchall()
    rows = [Row(*line[2:]) for line in lines if line[2] is not None]
    return Looked(rows, lines[0][0], lines[0][1])
