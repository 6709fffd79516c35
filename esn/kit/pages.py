"""Keyset pages: the next page starts after the last row seen, so that growth costs nothing and nothing jumps."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import BadRequest
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=models.Model)
MAX_CURSOR = 400


class CursorError(BadRequest):
    """The address names a page that cannot be read; shown to the person as a plain 400."""


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in order, and the cursor of what follows them (empty at the end)."""

    rows: Sequence[Row]
    next: str = ""

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def encode(values: Sequence[Any]) -> str:
    """Pack the sort key of a row into an opaque, URL-safe cursor."""
    plain = [value.isoformat() if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def decode(cursor: str, count: int) -> list[Any]:
    """Unpack a cursor of `count` values; raise CursorError if it is none of ours."""
    try:
        if len(cursor) > MAX_CURSOR:
            raise ValueError
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != count:
            raise ValueError
        if any(not isinstance(value, str | int | float) or "\x00" in str(value) for value in values):
            raise ValueError
    except (ValueError, UnicodeDecodeError, RecursionError) as error:
        raise CursorError(_("This page address is damaged. Go back to the first page.")) from error
    return values


def parse_moment(value: Any) -> datetime:
    """Read a moment out of a cursor; raise CursorError if it is none."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise CursorError(_("This page address is damaged. Go back to the first page.")) from error
    if moment.tzinfo is None:
        raise CursorError(_("This page address is damaged. Go back to the first page."))
    return moment


def page(
    queryset: models.QuerySet[Row], keys: Sequence[str], *, cursor: str = "", size: int = 20
) -> Page[Row]:
    """Return one page of the queryset in the order of `keys` (a leading `-` descends; the last key is unique)."""
    if cursor:
        queryset = queryset.filter(_after(queryset.model, keys, decode(cursor, len(keys))))
    rows = list(queryset.order_by(*keys)[: size + 1])
    if len(rows) <= size:
        return Page(rows)
    last = rows[size - 1]
    return Page(rows[:size], encode([_value(last, key) for key in keys]))


def _value(row: models.Model, key: str) -> Any:
    value: Any = row
    for part in key.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _after(model: type[models.Model], keys: Sequence[str], values: list[Any]) -> Q:
    """Return "sorts after these values": (a > x) or (a = x and (b > y)) …"""
    condition = Q()
    for key, value in reversed(list(zip(keys, values, strict=True))):
        name, side = key.lstrip("-"), "lt" if key.startswith("-") else "gt"
        typed = _typed(model, name, value)
        beyond = Q(**{f"{name}__{side}": typed})
        condition = beyond | (Q(**{name: typed}) & condition) if condition else beyond
    return condition


def _typed(model: type[models.Model], name: str, value: Any) -> Any:
    field: Any = None
    for part in name.split("__"):
        try:
            field = model._meta.get_field("id" if part == "pk" else part)
        except Exception:
            return value  # an annotation: the value's own type decides
        model = field.related_model or model
    if isinstance(field, models.DateTimeField):
        return parse_moment(value)
    try:
        typed = field.to_python(value)
        if isinstance(typed, int) and abs(typed) >= 2**63:
            raise ValueError
        return typed
    except Exception as error:
        raise CursorError(_("This page address is damaged. Go back to the first page.")) from error
