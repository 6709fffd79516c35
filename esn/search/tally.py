"""Counting hits by kind, community, author and time: exactly, as far as there is time for it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from esn.search.dates import beginning
from esn.search.models import DocumentQuerySet

# Up to here every hit is looked at one by one, of phrases more; up to there they are counted by the database.
MOST, MOST_SLOW = 2_000, 10_000
COUNTED = 30_000
PERIODS = ("today", "last-week", "last-month", "last-year")


class Row(NamedTuple):
    """A hit as it is counted and ordered."""

    pk: int
    kind: str
    label: str
    is_question: bool
    community_id: int | None
    author_id: int | None
    at: datetime


@dataclass(frozen=True)
class Tally:
    """Counts of hits; `is_more` says that there are more than were counted."""

    total: int
    kinds: Counter[str]
    communities: Counter[int]
    authors: Counter[int]
    periods: Counter[str]
    is_more: bool = False


def rows_of(documents: DocumentQuerySet, most: int = MOST) -> list[Row]:
    """Return the hits, newest first; one more than `most` when there are too many to be looked at."""
    columns = ("pk", "kind", "label", "is_question", "community_id", "author_id", "at")
    rows = [Row(*row) for row in documents.values_list(*columns)[: most + 1]]
    return sorted(rows, key=lambda row: (row.at, row.pk), reverse=True)


def newest(documents: DocumentQuerySet, most: int) -> list[Row]:
    """Return the newest hits. Few are all fetched; of many the index by time soon meets enough.

    The database cannot tell which of both it has before it, and would look for a rare beginning through all times.
    """
    rows = rows_of(documents)
    if len(rows) <= MOST:
        return rows[:most]
    return [Row(*row) for row in documents.newest_first().values_list(*Row._fields)[:most]]


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


def counted_there(documents: DocumentQuerySet) -> Tally:
    """Have the database count hits, thirty thousand at most."""
    hits = documents.order_by().values("kind", "community_id", "author_id", "at")[: COUNTED + 1]
    sql, params = hits.query.sql_with_params()
    groups = [
        "SELECT 'kind', kind, 0, count(*) FROM hits GROUP BY kind",
        _group("community", "community_id", "community"),
        _group("author", "author_id", "person"),
    ]
    begins: list[Any] = []
    for period in PERIODS:
        groups.append(f"SELECT 'period', '{period}', 0, count(*) FROM hits WHERE at >= %s")
        begins.append(connection.ops.adapt_datetimefield_value(beginning(period)))
    whole = f"WITH hits AS MATERIALIZED ({sql}) {' UNION ALL '.join(groups)}"
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Compiling such a question takes longer than answering it.
            cursor.execute("SET LOCAL jit = off")
        cursor.execute(whole, [*params, *begins])
        return _told(cursor.fetchall())


def _group(name: str, column: str, besides: str) -> str:
    """Return the count by a column; people and communities themselves are in none."""
    where = f"{column} IS NOT NULL AND kind <> '{besides}'"
    return f"SELECT '{name}', '', {column}, count(*) FROM hits WHERE {where} GROUP BY {column}"


def _told(lines: Iterable[tuple[str, str, int, int]]) -> Tally:
    counts: dict[str, Counter[object]] = {
        name: Counter() for name in ("kind", "community", "author", "period")
    }
    for group, name, number, count in lines:
        counts[group][name or number] = count
    total = sum(counts["kind"].values())
    return Tally(
        min(total, COUNTED),
        counts["kind"],  # type: ignore[arg-type]  # what each group counts is told by its name
        counts["community"],  # type: ignore[arg-type]
        counts["author"],  # type: ignore[arg-type]
        counts["period"],  # type: ignore[arg-type]
        total > COUNTED,
    )
