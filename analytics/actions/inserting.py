"""Inserting very many rows at once, as fast as each engine can."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models, transaction

PAGE = 5_000


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows given as values of the named columns (attribute names, all others must have a database
    default)."""
    if not rows:
        return
    fields = [_field(model, column) for column in columns]
    names = ", ".join(f'"{field.column}"' for field in fields)
    head = f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES '  # noqa: S608  (names of our own model)
    one = "(" + ", ".join(["%s"] * len(fields)) + ")"
    ready = [
        tuple(field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True))
        for row in rows
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(head + one, ready)
            return
        for start in range(0, len(ready), PAGE):
            page = ready[start : start + PAGE]
            cursor.execute(head + ", ".join([one] * len(page)), [value for row in page for value in row])


def _field(model: type[models.Model], attribute: str) -> Any:
    return next(field for field in model._meta.concrete_fields if field.attname == attribute)
