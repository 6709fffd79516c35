"""The signs to react with and the values to praise for, as the administrator laid them out; kept in the cache."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext

from activity.models import CompanyValue, ReactionSign

KEY = "activity.signs"
LIFETIME = 300


@dataclass(frozen=True)
class Sign:
    """A sign as cards draw it."""

    kind: str
    label: str
    emoji: str
    drawing: str
    is_retired: bool


@dataclass(frozen=True)
class Layout:
    """Every sign in its order, every value in use, and a word that changes when either does."""

    signs: tuple[Sign, ...]
    values: tuple[CompanyValue, ...]
    version: str


def layout() -> Layout:
    """Return what is laid out now."""
    kept: Layout | None = cache.get(KEY)
    if kept is None:
        kept = _load()
        cache.set(KEY, kept, LIFETIME)
    return kept


def forget() -> None:
    """Have the next page look again."""
    cache.delete(KEY)


def _load() -> Layout:
    signs = tuple(
        Sign(row.key, row.label, row.emoji, row.drawing, row.retired_at is not None)
        for row in ReactionSign.objects.order_by("place", "pk")
    )
    values = tuple(CompanyValue.objects.filter(retired_at=None).order_by("place", "pk"))
    words = repr(
        (signs, CompanyValue.objects.order_by("pk").values_list("pk", "label", "emoji", "tint")[:100])
    )
    return Layout(signs, values, hashlib.sha256(words.encode()).hexdigest()[:10])


def is_offered(kind: str) -> bool:
    """Whether one may react with this sign now."""
    return any(sign.kind == kind and not sign.is_retired for sign in layout().signs)


def shown(counts: dict[str, int], known: Layout | None = None) -> list[dict[str, Any]]:
    """Return the signs for a reaction bar with their counts: those in use, and retired ones that were used here."""
    laid_out = known or layout()
    return [
        {
            "kind": sign.kind,
            "label": gettext(sign.label),
            "emoji": sign.emoji,
            "drawing": sign.drawing,
            "count": counts.get(sign.kind, 0),
            "is_offered": not sign.is_retired,
        }
        for sign in laid_out.signs
        if not sign.is_retired or counts.get(sign.kind)
    ]
