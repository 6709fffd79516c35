"""Answering a search: the viewer's documents, narrowed, counted, put in order, and the rows of one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from esn.kit import clock, pages
from esn.search import conditions, ranking, sight
from esn.search.engines.choosing import engine
from esn.search.language import Query
from esn.search.models import Document, DocumentQuerySet
from esn.search.ranking import Candidate
from esn.search.tally import MOST, Row, Tally, counted, counted_there, rows_of
from people.models import Person

PAGE = 20
# Ranked are the newest of these many hits, and those of these many whose title holds every word.
NEWEST, TITLED = 400, 200
READ = 1500
RELEVANCE, DATE = "relevance", "date"
Key = tuple[int, str]


@dataclass(frozen=True)
class Found:
    """A page of what was found: document keys in order, counts, and how it goes on."""

    query: Query
    sort: str = RELEVANCE
    keys: Sequence[Row] = ()
    tally: Tally = field(default_factory=lambda: counted([]))
    # Counts by kind whatever kind is asked for.
    kinds: Tally = field(default_factory=lambda: counted([]))
    next: str = ""
    # Whether more was found than relevance puts in order.
    is_cut: bool = False


def documents(viewer: Person, query: Query, *, besides: str = "") -> DocumentQuerySet:
    """Return the documents that answer a search, for whoever asks."""
    found = sight.visible_to(viewer).filter(conditions.narrowed(viewer, query, besides=besides))
    asked = engine()
    if query.terms:
        found = found.filter(asked.holding(query.terms))
    for term in query.unwanted:
        found = found.exclude(asked.holding([term]))
    return found


def search(
    viewer: Person, query: Query, *, sort: str = RELEVANCE, cursor: str = "", size: int = PAGE
) -> Found:
    """Answer a search with one page; raises CursorError for a damaged address and Unavailable."""
    if not query:
        return Found(query, sort)
    every = documents(viewer, query, besides="kind")
    of_kind = conditions.kinds(query)
    all_rows = rows_of(every)
    chosen, rows = every.filter(of_kind), all_rows
    kinds = tally = counted(all_rows) if len(all_rows) <= MOST else counted_there(every)
    if of_kind:
        rows = rows_of(chosen)
        tally = counted(rows) if len(rows) <= MOST else counted_there(chosen)
    is_whole = len(rows) <= MOST
    if sort == DATE or not query.terms:
        shown, following = _by_date(chosen, rows if is_whole else None, cursor, size)
        return Found(query, sort, shown, tally, kinds, following)
    ranked = _ranked(query, chosen, rows if is_whole else None)
    start = _place(cursor)
    following = pages.encode([start + size]) if len(ranked) > start + size else ""
    is_cut = len(ranked) < tally.total
    return Found(query, sort, ranked[start : start + size], tally, kinds, following, is_cut)


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    place = pages.decode(cursor, 1)[0]
    if not isinstance(place, int) or not 0 <= place <= NEWEST + TITLED:
        raise pages.CursorError(_("This page address is damaged. Go back to the first page."))
    return place


def _by_date(
    chosen: DocumentQuerySet, rows: list[Row] | None, cursor: str, size: int
) -> tuple[list[Row], str]:
    """Return a page of the newest first, and the cursor of what follows."""
    after: tuple[datetime, int] | None = None
    if cursor:
        moment, pk = pages.decode(cursor, 2)
        if not isinstance(pk, int) or abs(pk) >= 2**63:
            raise pages.CursorError(_("This page address is damaged. Go back to the first page."))
        after = (pages.parse_moment(moment), pk)
    if rows is None:
        rest = chosen.filter(Q(at__lt=after[0]) | Q(at=after[0], pk__lt=after[1])) if after else chosen
        found = _newest(rest, size + 1)
    else:
        found = [row for row in rows if after is None or (row.at, row.pk) < after][: size + 1]
    last = found[size - 1] if len(found) > size else None
    return found[:size], pages.encode([last.at, last.pk]) if last else ""


def _newest(chosen: DocumentQuerySet, most: int) -> list[Row]:
    return [Row(*row) for row in chosen.newest_first().values_list(*Row._fields)[:most]]


def _ranked(query: Query, chosen: DocumentQuerySet, rows: list[Row] | None) -> list[Row]:
    """Return the candidates in the order of their relevance, the newer first among equals."""
    candidates = rows if rows is not None else _newest(chosen, NEWEST + TITLED)
    if rows is None or len(rows) > NEWEST + TITLED:
        candidates = list({row.pk: row for row in [*_titled(query, chosen), *candidates[:NEWEST]]}.values())
    texts = _texts([row.pk for row in candidates])
    asked, now = ranking.patterns(query.terms), clock.now()
    scored = [
        (
            ranking.score(
                Candidate(row.pk, row.kind, row.at, *texts.get(row.pk, ("", "", "", False))), asked, now
            ),
            row,
        )
        for row in candidates
    ]
    scored.sort(key=lambda pair: (round(pair[0], 6), pair[1].at, pair[1].pk), reverse=True)
    return [row for _score, row in scored]


def _titled(query: Query, chosen: DocumentQuerySet) -> list[Row]:
    """Return those whose title holds every word; people and communities first."""
    named = When(kind__in=[Document.Kind.PERSON, Document.Kind.COMMUNITY], then=Value(0))
    first = Case(named, default=Value(1), output_field=IntegerField())
    found = chosen.filter(engine().holding(query.terms, in_title=True)).order_by(first, "-at", "-pk")
    return [Row(*row) for row in found.values_list(*Row._fields)[:TITLED]]


def _texts(pks: list[int]) -> dict[int, tuple[Any, ...]]:
    rows = Document.objects.filter(pk__in=pks).values_list(
        "pk", "text__title", "text__keywords", Substr("text__body", 1, READ), "is_solved"
    )
    return {row[0]: (row[1] or "", row[2] or "", row[3] or "", row[4]) for row in rows}


def sorted_by(word: str) -> str:
    """Return the order that an address names."""
    if word not in {"", RELEVANCE, DATE}:
        raise BadRequest(_("Results are sorted by relevance or by date."))
    return word or RELEVANCE
