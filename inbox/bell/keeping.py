"""The number in the bar of every page: kept for moments, forgotten whenever something changes it."""

from collections.abc import Iterable

from django.core.cache import cache

from inbox.bell.rows import count
from people.models import Person

# Seconds. Asking who may see what takes longer to write down than to answer: too long for every page of everybody.
KEPT = 15


def badge(viewer: Person) -> int:
    """Return how many are unread, as of some seconds ago at most."""
    kept: int | None = cache.get(_key(viewer.pk))
    if kept is None:
        kept = count(viewer)
        cache.set(_key(viewer.pk), kept, KEPT)
    return kept


def forget(people: Iterable[int]) -> None:
    """Have these people's numbers counted anew."""
    if keys := [_key(pk) for pk in people]:
        cache.delete_many(keys)


def _key(person_id: int) -> str:
    return f"bell:{person_id}"
