"""Answering a search: the viewer's documents, narrowed, counted, put in order, and the rows of one page of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from esn.kit import clock, pages
from esn.search import gathering, ranking
from esn.search.gathering import Gathered, documents, gather
from esn.search.language import Query
from esn.search.models import Document
from esn.search.ranking import Candidate
from esn.search.tally import Place, Row, Tally, counted, newest
from people.models import Person

PAGE = 20
# Of more hits than are put in order, so many come in by their title.
TITLED = 200
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


def search(
    viewer: Person,
    query: Query,
    *,
    sort: str = RELEVANCE,
    cursor: str = "",
    size: int = PAGE,
    is_exact: bool = False,
) -> Found:
    """Answer a search with one page; raises CursorError for a damaged address and Unavailable."""
    if not query:
        return Found(query, sort)
    if sort == DATE or not query.terms:
        found = gather(viewer, query, after=_moment(cursor), want=size + 1, is_exact=is_exact)
        last = found.rows[size - 1] if len(found.rows) > size else None
        following = pages.encode([last.at, last.pk]) if last else ""
        return Found(query, sort, found.rows[:size], found.tally, found.kinds, following)
    start = _place(cursor)
    found = gather(viewer, query, is_exact=is_exact)
    ranked = _ranked(query, _candidates(viewer, query, found))
    following = pages.encode([start + size]) if len(ranked) > start + size else ""
    is_cut = found.tally.is_more or len(ranked) < found.tally.total
    return Found(query, sort, ranked[start : start + size], found.tally, found.kinds, following, is_cut)


def count(viewer: Person, query: Query, *, sort: str = RELEVANCE) -> Found:
    """Count what a search finds without finding it; raises Unavailable."""
    counts = gathering.count(viewer, query) if query else (counted([]), counted([]))
    if counts is None:
        found = gather(viewer, query)
        counts = found.tally, found.kinds
    return Found(query, sort, (), *counts)


def _candidates(viewer: Person, query: Query, found: Gathered) -> Sequence[Row]:
    """Return the hits that are put in order: all, or those of the best titles and the newest."""
    if found.is_whole and len(found.rows) <= gathering.RANKED:
        return found.rows
    titled = _titled(viewer, query, is_common=found.is_common)
    latest = found.rows[: gathering.RANKED - len(titled)]
    return list({row.pk: row for row in [*titled, *latest]}.values())


def _place(cursor: str) -> int:
    if not cursor:
        return 0
    place = pages.decode(cursor, 1)[0]
    if not isinstance(place, int) or not 0 <= place <= gathering.RANKED:
        raise pages.CursorError(_("This page address is damaged. Go back to the first page."))
    return place


def _moment(cursor: str) -> Place | None:
    if not cursor:
        return None
    moment, pk = pages.decode(cursor, 2)
    if not isinstance(pk, int) or abs(pk) >= 2**63:
        raise pages.CursorError(_("This page address is damaged. Go back to the first page."))
    return pages.parse_moment(moment), pk


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
    found = newest(titled.named(), TITLED)
    return found if is_common else found + newest(titled.unnamed(), TITLED - len(found))


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
