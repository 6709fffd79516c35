"""Counting hits by kind, community, author and time: exactly, as far as there is time for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from esn.search.dates import beginning
from esn.search.models import Document, DocumentQuerySet

# Up to here every hit is looked at one by one; up to there they are counted while the page is made.
MOST, COUNTED = 2_000, 30_000
# How long the database may count what is more than that, in milliseconds.
PATIENCE = 8_000
PERIODS = ("today", "last-week", "last-month", "last-year")
COLUMNS = ("pk", "kind", "community_id", "author_id", "at")
# What stands before another in the order "newest first".
Place = tuple[datetime, int]


class Row(NamedTuple):
    """A hit as it is counted and ordered."""

    pk: int
    kind: str
    community_id: int | None
    author_id: int | None
    at: datetime
    # Whether it is of the kind that is asked for.
    is_chosen: bool = True

    @property
    def place(self) -> Place:
        """Where it stands in the order by time."""
        return (self.at, self.pk)


@dataclass(frozen=True)
class Tally:
    """Counts of hits."""

    total: int
    kinds: Counter[str]
    communities: Counter[int]
    authors: Counter[int]
    periods: Counter[str]
    # Whether there are more than `total`, and nothing else is counted yet.
    is_more: bool = False


def at_least(number: int) -> Tally:
    """Return what is known of hits that are not counted yet."""
    return Tally(number, Counter(), Counter(), Counter(), Counter(), is_more=True)


def choosing(documents: DocumentQuerySet, of_kind: Q) -> DocumentQuerySet:
    """Let each document tell whether it is of the kind that is asked for."""
    chosen = ExpressionWrapper(of_kind, BooleanField()) if of_kind else Value(True)  # noqa: FBT003
    return documents.annotate(is_chosen=chosen)


def rows_of(documents: DocumentQuerySet) -> list[Row]:
    """Return the hits, newest first; one more than MOST when there are too many to be looked at."""
    return sorted(_read(documents.order_by()[: MOST + 1]), key=lambda row: row.place, reverse=True)


def newest(documents: DocumentQuerySet, most: int) -> list[Row]:
    """Return the newest hits. Few are all fetched; of many the index by time soon meets enough.

    The database cannot tell which of both it has before it, and would look for a rare beginning through all times.
    """
    rows = rows_of(documents)
    return rows[:most] if len(rows) <= MOST else newest_of(documents, most)


def newest_of(documents: DocumentQuerySet, most: int) -> list[Row]:
    """Return the newest of many hits, along an index by time."""
    return _read(documents.newest_first()[:most])


def _read(documents: DocumentQuerySet) -> list[Row]:
    told = ("is_chosen",) if "is_chosen" in documents.query.annotations else ()
    return [Row(*row) for row in documents.values_list(*COLUMNS, *told)]


def counted(rows: Sequence[Row]) -> Tally:
    """Count hits that are all here."""
    begins = {period: beginning(period) for period in PERIODS}
    return Tally(
        len(rows),
        Counter(row.kind for row in rows),
        Counter(row.community_id for row in rows if row.community_id and row.kind != "community"),
        Counter(row.author_id for row in rows if row.author_id and row.kind != "person"),
        Counter(period for row in rows for period, begin in begins.items() if begin and row.at >= begin),
    )


@dataclass(frozen=True)
class Count:
    """What the database counted: hits of the kind that is asked for, hits of any kind, and the newest of the former."""

    chosen: Tally
    every: Tally
    newest: Sequence[Row] = ()


def counted_there(
    documents: DocumentQuerySet, *, newest: int = 0, after: Place | None = None, is_whole: bool = False
) -> Count:
    """Have the database count hits that tell whether they are chosen, and name the newest of these after a place.

    When there are more than COUNTED, nothing is counted unless it `is_whole`: part of them would tell of no whole.
    """
    hits = documents.order_by().values_list(*COLUMNS, "is_chosen")
    sql, params = (hits if is_whole else hits[: COUNTED + 1]).query.sql_with_params()
    begins = [connection.ops.adapt_datetimefield_value(beginning(period)) for period in PERIODS]
    last, placed = _after(after)
    groups = [
        "SELECT 'every', kind, 0, count(*) FROM hits GROUP BY kind",
        "SELECT 'kind', kind, 0, count(*) FROM hits WHERE is_chosen GROUP BY kind",
        _group("community", "community_id", "community"),
        _group("author", "author_id", "person"),
        *(f"SELECT 'period', '{p}', 0, count(*) FROM hits WHERE is_chosen AND at >= %s" for p in PERIODS),
        f"SELECT 'row', '', pk, 0 FROM (SELECT pk FROM hits WHERE is_chosen {last} "
        f"ORDER BY at DESC, pk DESC LIMIT {int(newest)}) newest",
    ]
    names = ", ".join((*COLUMNS, "is_chosen"))
    whole = f"WITH hits ({names}) AS MATERIALIZED ({sql}) {' UNION ALL '.join(groups)}"
    with connection.cursor() as cursor:
        cursor.execute(whole, [*params, *begins, *placed])
        return _told(cursor.fetchall(), is_whole=is_whole)


def counted_wholly(documents: DocumentQuerySet) -> Count | None:
    """Have the database count all hits, however many; nothing when that would take too long."""
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL statement_timeout = {PATIENCE}; SET LOCAL work_mem = '64MB'")
            count = counted_there(documents, is_whole=True)
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL statement_timeout = DEFAULT; SET LOCAL work_mem = DEFAULT")
            return count
    except DatabaseError as error:
        if getattr(error.__cause__, "pgcode", getattr(error.__cause__, "sqlstate", "")) != CANCELLED:
            raise
        return None


CANCELLED = "57014"


def _after(place: Place | None) -> tuple[str, list[Any]]:
    """Return the condition "after this place, newest first"."""
    if place is None:
        return "", []
    at = connection.ops.adapt_datetimefield_value(place[0])
    return "AND (at < %s OR (at = %s AND pk < %s))", [at, at, place[1]]


def _group(name: str, column: str, besides: str) -> str:
    """Return the count by a column; people and communities themselves are in none."""
    where = f"is_chosen AND {column} IS NOT NULL AND kind <> '{besides}'"
    return f"SELECT '{name}', '', {column}, count(*) FROM hits WHERE {where} GROUP BY {column}"


def _told(lines: Iterable[tuple[str, str, int, int]], *, is_whole: bool) -> Count:
    counts: dict[str, Counter[Any]] = {
        name: Counter() for name in ("every", "kind", "community", "author", "period", "row")
    }
    for group, name, number, count in lines:
        counts[group][name or number] = count
    rows = _read(Document.objects.filter(pk__in=list(counts["row"])))
    rows.sort(key=lambda row: row.place, reverse=True)
    total, chosen = sum(counts["every"].values()), sum(counts["kind"].values())
    if not is_whole and total > COUNTED:
        return Count(at_least(chosen), at_least(total - 1), rows)
    of_every = Tally(total, counts["every"], Counter(), Counter(), Counter())
    of_chosen = Tally(chosen, counts["kind"], counts["community"], counts["author"], counts["period"])
    return Count(of_chosen, of_every, rows)
