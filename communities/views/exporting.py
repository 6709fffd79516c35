"""Members as a table for spreadsheets: all of them, sent while they are read, and harmless to open."""

import csv
import io
from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse

from communities.models import Community, Membership

COLUMNS = (
    "user name", "name", "e-mail", "title", "department", "site", "role", "outside", "came by", "joined",
    "last active", "access ends",
)  # fmt: skip
CHUNK = 1000


def members_csv(
    request: HttpRequest, community: Community, rows: QuerySet[Membership]
) -> StreamingHttpResponse:
    """Answer with the rows as a file, piece by piece."""
    pieces = _pieces(rows)
    content = _later(pieces) if isinstance(request, ASGIRequest) else pieces
    answer = StreamingHttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="members-{community.slug}.csv"'
    # Streamed to an asynchronous server, the middleware would make a gzip of each piece: browsers read the first alone.
    answer["Content-Encoding"] = "identity"
    return answer


async def _later(pieces: Iterator[str]) -> AsyncIterator[str]:
    def following() -> str | None:
        return next(pieces, None)

    while (piece := await sync_to_async(following)()) is not None:
        yield piece


def _pieces(rows: QuerySet[Membership]) -> Iterator[str]:
    """Yield the table in pieces, each read on its own: nothing holds a cursor open while a browser is slow."""
    yield "\ufeff" + _lines([COLUMNS])
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:CHUNK]):
        last = some[-1].pk
        yield _lines([_cells(row) for row in some])


def _cells(row: Membership) -> tuple[str, ...]:
    person = row.person
    return (
        person.username,
        person.display_name,
        person.email or "",
        person.title,
        person.department.name if person.department else "",
        person.site.name if person.site else "",
        row.role,
        "yes" if person.is_external else "no",
        row.via,
        row.since_at.date().isoformat(),
        row.last_active_at.date().isoformat(),
        row.until_at.date().isoformat() if row.until_at else "",
    )


def _lines(rows: list[tuple[str, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows([[harmless(cell) for cell in row] for row in rows])
    return out.getvalue()


def harmless(cell: str) -> str:
    """Keep a spreadsheet from taking words for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
