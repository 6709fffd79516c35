"""Facts as columns of whole numbers in memory, read in one pass; days are ordinals, moments are seconds."""

# ruff: noqa: S608  (names of our own tables and columns)

from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db import connection, models

from analytics.maths.arrays import BoolArray, IntArray

CHUNK = 20_000
NOTHING = -1
# Words that are few are numbers here: their place in this list.
WORDS = {"scope": ("own", "cross", "extended"), "kind": ("informal", "formal")}


@dataclass(frozen=True)
class Table:
    """Columns sorted by day."""

    columns: dict[str, IntArray]

    def between(self, first: date, last: date) -> "Table":
        """Return the rows of a span of days."""
        day = self.columns["day"]
        start, end = np.searchsorted(day, [first.toordinal(), last.toordinal() + 1])
        return Table({name: column[start:end] for name, column in self.columns.items()})

    def where(self, kept: BoolArray | IntArray) -> "Table":
        """Return some of the rows, said by flags or by their numbers."""
        return Table({name: column[kept] for name, column in self.columns.items()})

    def __getitem__(self, name: str) -> IntArray:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.columns["day"])


def read(model: type[models.Model], columns: tuple[str, ...], until: date) -> Table:
    """Read columns of a table of facts up to a day; nothing is -1, no moment is 0."""
    cells = ", ".join(_cell(model, column) for column in columns)
    sql = f"SELECT {cells} FROM {model._meta.db_table} WHERE day <= %s ORDER BY day"
    pieces = [np.empty((0, len(columns)), np.int64)]
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, [until])
        while rows := cursor.fetchmany(CHUNK):
            pieces.append(np.array(rows, np.int64))
    whole = np.concatenate(pieces)
    return Table({name: np.ascontiguousarray(whole[:, place]) for place, name in enumerate(columns)})


def _cell(model: type[models.Model], column: str) -> str:
    """Return the SQL that makes a whole number of a column."""
    if column in WORDS:
        return _numbered(column)
    field = next(field for field in model._meta.concrete_fields if field.attname == column)
    if isinstance(field, models.DateTimeField):
        return f"COALESCE({_seconds(column)}, 0)"
    if isinstance(field, models.DateField):
        return _ordinal(column)
    return f"COALESCE({column}, {NOTHING})"


def _numbered(column: str) -> str:
    """Return the SQL that gives a word its number; one that nobody knows gets the last."""
    words = WORDS[column]
    cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {column} {cases} ELSE {len(words) - 1} END"


def _ordinal(column: str) -> str:
    if connection.vendor == "sqlite":
        return f"CAST(julianday({column}) - 1721424.5 AS INTEGER)"
    return f"({column} - DATE '0001-01-01') + 1"


def _seconds(column: str) -> str:
    if connection.vendor == "sqlite":
        return f"CAST(strftime('%%s', {column}) AS INTEGER)"
    return f"CAST(FLOOR(EXTRACT(EPOCH FROM {column})) AS bigint)"
