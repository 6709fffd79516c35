"""The audit log: who changed what, from which state to which, when and from where. Append-only by triggers and a hash chain.

For rulings and administration, not for conversation: what people say is in the event log. Actions write it in their own
transaction, so that a change without its entry cannot be.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, models
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from esn.kit import clock, events
from esn.kit.models import AuditEntry

# Any number will do, as long as nothing else takes it.
CHAIN_LOCK = 7_202_611
FIELDS = (
    "at",
    "actor_id",
    "verb",
    "object_type",
    "object_id",
    "community_id",
    "before",
    "after",
    "reason",
    "place",
)

_place: ContextVar[str] = ContextVar("place", default="")


class Actor(Protocol):
    """Who acts."""

    pk: int
    display_name: str


def remember_place(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep the caller's network address for the entries that this request may write."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _place.set(address_of(request))
        try:
            return get_response(request)
        finally:
            _place.reset(token)

    return middleware


def address_of(request: HttpRequest) -> str:
    """Return the caller's address; of the forwarded ones only that which the trusted proxies vouch for."""
    forwarded = [
        part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()
    ]
    if settings.TRUSTED_PROXIES and len(forwarded) >= settings.TRUSTED_PROXIES:
        return forwarded[-settings.TRUSTED_PROXIES][:64]
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


@contextmanager
def from_place(place: str) -> Iterator[None]:
    """Name where acts inside the block come from; for commands and background work."""
    token = _place.set(place)
    try:
        yield
    finally:
        _place.reset(token)


def record(  # noqa: PLR0913  (the log's columns, all named)
    verb: str,
    *,
    actor: Actor | None,
    about: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
    community_id: int | None = None,
) -> AuditEntry | None:
    """Write one entry inside the caller's transaction; nothing is written for seeded and imported history."""
    if events.is_quiet():
        return None
    _take_turns()
    last = AuditEntry.objects.order_by("-pk").values_list("digest", flat=True).first()
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor.pk if actor else None,
        actor_name=actor.display_name if actor else "",
        verb=verb,
        object_type=about._meta.model_name or "",
        object_id=about.pk,
        object_name=str(about)[:200],
        community_id=community_id,
        before=_plain(before),
        after=_plain(after),
        reason=reason[:2000],
        place=_place.get(),
    )
    entry.digest = digest(entry, last or "")
    entry.save(force_insert=True)
    return entry


def _take_turns() -> None:
    """Let entries be chained one after the other; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def _plain(values: dict[str, Any] | None) -> dict[str, Any]:
    """Return values as JSON keeps them, so that the digest of what was read back is the digest of what was written."""
    kept: dict[str, Any] = json.loads(json.dumps(values or {}, default=str))
    return kept


def digest(entry: AuditEntry, previous: str) -> str:
    """Return the entry's SHA-256 over its content and the digest before it."""
    content = {name: getattr(entry, name) for name in FIELDS}
    content["at"] = entry.at.isoformat()
    text = previous + json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links() -> list[int]:
    """Return the entries that do not follow from those before them: somebody changed the table itself."""
    found, previous = [], ""
    for entry in AuditEntry.objects.order_by("pk").iterator():
        if entry.digest != digest(entry, previous):
            found.append(entry.pk)
        previous = entry.digest
    return found
