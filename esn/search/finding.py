"""Answering a search: the viewer's documents, narrowed, counted, put in order, and the rows of one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from esn.kit import clock, pages
from esn.search import conditions, ranking, sight
from esn.search.engines.choosing import engine
from esn.search.language import Query
from esn.search.models import Document, DocumentQuerySet
from esn.search.ranking import Candidate
from esn.search.tally import MOST, MOST_SLOW, Row, Tally, counted, counted_there, newest, rows_of
from people.models import Person

PAGE = 20
# Ranked are the newest of these many hits, and those of these many whose title holds every word.
NEWEST, TITLED = 400, 200
# What stands in more than these many things is looked for in titles of people and communities only.
COMMON = 20_000
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


def documents(viewer: Person, query: Query, *, besides: str = "", in_title: bool = False) -> DocumentQuerySet:
    """Return the documents that answer a search, for whoever asks; perhaps only those that do by their title."""
    found = sight.visible_to(viewer).filter(conditions.narrowed(viewer, query, besides=besides))
    asked = engine()
    if query.terms:
        found = found.filter(asked.holding(query.terms, in_title=in_title))
    if in_title and any(len(term.tokens) > 1 for term in query.terms):
        # A title is only asked whether it holds the words of a phrase.
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
    # That words follow each other is looked up row by row, so one goes through them once.
    is_slow = any(len(term.tokens) > 1 for term in query.terms)
    most = MOST_SLOW if is_slow else MOST
    all_rows = rows_of(every, most)
    chosen, rows = every.filter(of_kind), all_rows
    kinds = tally = counted(all_rows) if len(all_rows) <= most else counted_there(every)
    if of_kind:
        rows = rows_of(chosen, most)
        tally = counted(rows) if len(rows) <= most else counted_there(chosen)
    is_whole = len(rows) <= most
    if sort == DATE or not query.terms:
        shown, following = _by_date(chosen, rows if is_whole else None, cursor, size)
        return Found(query, sort, shown, tally, kinds, following)
    if len(rows) > NEWEST + TITLED:
        latest = rows if is_whole else _newest(chosen, NEWEST + TITLED)
        titled = _titled(viewer, query, is_common=is_slow or tally.total > COMMON)
        rows = list({row.pk: row for row in [*titled, *latest[: NEWEST + TITLED - len(titled)]]}.values())
    ranked = _ranked(query, rows)
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


def _ranked(query: Query, candidates: Sequence[Row]) -> list[Row]:
    """Return the candidates in the order of their relevance, the newer first among equals."""
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


def _titled(viewer: Person, query: Query, *, is_common: bool) -> list[Row]:
    """Return those whose title holds every word: people and communities, and the newest of the others.

    Two questions, for in one the database would put every title in order before it takes the first; and of a word that
    stands everywhere the newest are ranked anyway.
    """
    titled = documents(viewer, query, in_title=True)
    named = [Document.Kind.PERSON, Document.Kind.COMMUNITY]
    found = newest(titled.filter(kind__in=named), TITLED)
    return found if is_common else found + newest(titled.exclude(kind__in=named), TITLED - len(found))


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
