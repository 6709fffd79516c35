"""The audit log: administrators read all of it and check its chain, owners read what happened in their communities."""

import csv
import io
import json
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlencode

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from activity.views.showing import viewer_of
from communities.models import Community
from communities.views.exporting import harmless
from esn.kit import audit, pages
from esn.kit.models import AuditEntry
from moderation import journal
from moderation.journal import LogSieve
from moderation.policies import may_read_log
from people.models import Person
from people.policies import may_administer

SIZE, CHUNK = 50, 1000
COLUMNS = (
    "number", "at", "actor", "actor name", "what", "about", "number of it", "name of it", "community", "before",
    "after", "reason", "from", "digest",
)  # fmt: skip


def _reader(request: HttpRequest) -> Person:
    viewer = viewer_of(request)
    if not may_read_log(viewer):
        raise Http404
    return viewer


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List who changed what, newest first."""
    viewer, sieve = _reader(request), LogSieve.of(request.GET)
    page = pages.page(
        journal.entries(viewer, sieve), journal.KEYS, cursor=request.GET.get("cursor", ""), size=SIZE
    )
    is_admin = may_administer(viewer)
    known = Community.objects.all() if is_admin else Community.objects.owned_by(viewer)
    places = journal.places(page)
    context = {
        "rows": [(row, places.get(row.community_id or 0, ""), journal.changes(row)) for row in page],
        "next": page.next,
        "sieve": sieve,
        "asked": urlencode(sieve.given),
        "verbs": journal.verbs(viewer),
        "communities": known.order_by("name")[:500],
        "is_admin": is_admin,
        "checked": is_admin and "check" in request.GET,
    }
    if context["checked"]:
        context["broken"] = audit.broken_links()
        context["total"] = AuditEntry.objects.count()
    return render(request, "moderation/log.html", context)


@require_GET
def export(request: HttpRequest) -> HttpResponseBase:
    """Give all entries that the sieve lets through as CSV, sent while they are read."""
    viewer, sieve = _reader(request), LogSieve.of(request.GET)
    pieces = _pieces(journal.entries(viewer, sieve))
    content = _later(pieces) if isinstance(request, ASGIRequest) else pieces
    answer = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="audit-log.csv"'
    # Streamed to an asynchronous server, the middleware would make a gzip of each piece: browsers read the first alone.
    answer["Content-Encoding"] = "identity"
    return answer


async def _later(pieces: Iterator[str]) -> AsyncIterator[str]:
    def following() -> str | None:
        return next(pieces, None)

    while (piece := await sync_to_async(following)()) is not None:
        yield piece


def _pieces(rows: QuerySet[AuditEntry]) -> Iterator[str]:
    """Yield the table in pieces, each read on its own: nothing holds a cursor open while a browser is slow."""
    yield "\ufeff" + _lines([COLUMNS])
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = some[-1].pk
        places = journal.places(some)
        yield _lines([_cells(row, places.get(row.community_id or 0, "")) for row in some])


def _cells(row: AuditEntry, place: str) -> tuple[str, ...]:
    return (
        str(row.pk),
        row.at.isoformat(),
        str(row.actor_id or ""),
        row.actor_name,
        row.verb,
        row.object_type,
        str(row.object_id),
        row.object_name,
        place,
        json.dumps(row.before, ensure_ascii=False, sort_keys=True),
        json.dumps(row.after, ensure_ascii=False, sort_keys=True),
        row.reason,
        row.place,
        row.digest,
    )


def _lines(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue()
