"""One answered search as page and API show it: hits, chips, facets, and help where nothing was found."""

from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from communities.models import Community
from esn.search import finding, misses, near, showing
from esn.search.conditions import kind_of
from esn.search.engines import Unavailable
from esn.search.finding import Found
from esn.search.language import Condition, Query, parse, written
from esn.search.models import Document
from esn.search.tally import PERIODS
from people.models import Person

MOST_NAMES = 8


@dataclass(frozen=True)
class Choice:
    """A facet's value: its name, how many hits it has, and the search that asks for it or leaves it."""

    name: str
    # None as long as it is not counted.
    count: int | None
    text: str
    value: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Chip:
    """A piece of the search as it was understood, and the search without it."""

    text: str
    without: str
    is_operator: bool = False
    is_unwanted: bool = False


@dataclass(frozen=True)
class Answer:
    """Everything about one page of results."""

    found: Found
    hits: list[showing.Hit] = field(default_factory=list)
    chips: list[Chip] = field(default_factory=list)
    tabs: list[Choice] = field(default_factory=list)
    facets: list[tuple[str, list[Choice]]] = field(default_factory=list)
    meant: str = ""
    is_down: bool = False
    # Whether everything was to be counted, however long that takes.
    is_exact: bool = False

    @property
    def is_counting(self) -> bool:
        """Whether counts are still to be had: by another request, for they take longer than a page may."""
        return not self.is_exact and (self.found.tally.is_more or self.found.kinds.is_more)

    @property
    def address(self) -> str:
        """The words and the order as they stand in an address."""
        asked = {"q": self.query.text, "sort": self.found.sort if self.found.sort == finding.DATE else ""}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def query(self) -> Query:
        """The search."""
        return self.found.query

    @property
    def total(self) -> int:
        """How many hits there are, or more than that many."""
        return self.found.tally.total

    @property
    def next_address(self) -> str:
        """Where the following hits are; empty at the end."""
        if not self.found.next:
            return ""
        return "?" + urlencode({"q": self.query.text, "sort": self.found.sort, "cursor": self.found.next})

    @property
    def narrowing(self) -> list[Chip]:
        """The operators, which one may take away when nothing was found."""
        return [chip for chip in self.chips if chip.is_operator or chip.is_unwanted]


def answer(
    viewer: Person,
    text: str,
    *,
    sort: str = "",
    cursor: str = "",
    size: int = finding.PAGE,
    is_exact: bool = False,
) -> Answer:
    """Answer a search for a viewer; raises CursorError for a damaged address.

    With `is_exact` everything is counted, which may take seconds when very much is found.
    """
    query, sort = parse(text), finding.sorted_by(sort)
    try:
        found = finding.search(viewer, query, sort=sort, cursor=cursor, size=size, is_exact=is_exact)
        hits = showing.hits(viewer, query, found.keys)
        is_vain = bool(query) and not found.tally.total
        meant = near.meant(viewer, query) if is_vain else ""
    except Unavailable:
        return Answer(Found(query, sort), chips=_chips(query), is_down=True)
    if is_vain and not cursor and len(query.pieces) == len(query.terms):
        misses.note(viewer, query)
    return Answer(found, hits, _chips(query), _tabs(found), _facets(viewer, found), meant, is_exact=is_exact)


def count(viewer: Person, text: str, *, sort: str = "") -> Answer:
    """Return the counts of a search without its hits, however many there are."""
    query, sort = parse(text), finding.sorted_by(sort)
    try:
        found = finding.count(viewer, query, sort=sort)
    except Unavailable:
        return Answer(Found(query, sort), is_down=True)
    return Answer(found, tabs=_tabs(found), facets=_facets(viewer, found), is_exact=True)


def _chips(query: Query) -> list[Chip]:
    return [
        Chip(piece.raw, query.without(piece), isinstance(piece, Condition), piece.is_without)
        for piece in query.pieces
    ]


def _tabs(found: Found) -> list[Choice]:
    """Return the kinds that have hits, after "all", each with its true count; all kinds while these are not known."""
    query, kinds = found.query, found.kinds
    chosen = {kind_of(c) for c in query.conditions if c.name == "kind" and not c.is_without}
    total = None if kinds.is_more else kinds.total
    tabs = [Choice(_("All"), total, query.having("kind", ""), "", not chosen)]
    for kind in Document.Kind:
        count = None if kinds.is_more else kinds.kinds.get(kind.value, 0)
        if count != 0 or kind.value in chosen:
            tabs.append(
                Choice(str(kind.label), count, query.having("kind", kind), kind.value, kind.value in chosen)
            )
    return tabs


def _facets(viewer: Person, found: Found) -> list[tuple[str, list[Choice]]]:
    if not found.tally.total:
        return []
    facets = [
        (_("Community"), _communities(viewer, found)),
        (_("Author"), _authors(viewer, found)),
        (_("Date"), _periods(found)),
    ]
    return [(name, choices) for name, choices in facets if choices]


def _most(counts: Counter[int]) -> dict[int, int]:
    """Return the largest counts, in an order that depends on nothing else."""
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_NAMES])


def _communities(viewer: Person, found: Found) -> list[Choice]:
    counts = _most(found.tally.communities)
    rooms = Community.objects.visible_to(viewer).in_bulk(counts) if counts else {}
    return [
        _choice(found.query, "in", rooms[pk].slug, rooms[pk].name, count)
        for pk, count in counts.items()
        if pk in rooms
    ]


def _authors(viewer: Person, found: Found) -> list[Choice]:
    counts = _most(found.tally.authors)
    people = Person.objects.visible_to(viewer).in_bulk(counts) if counts else {}
    return [
        _choice(found.query, "from", people[pk].username, people[pk].display_name, count)
        for pk, count in counts.items()
        if pk in people
    ]


def _periods(found: Found) -> list[Choice]:
    names = {
        "today": _("Today"),
        "last-week": _("Past week"),
        "last-month": _("Past month"),
        "last-year": _("Past year"),
    }
    counts = found.tally.periods
    return [
        _choice(found.query, "after", period, names[period], counts[period])
        for period in PERIODS
        if counts[period]
    ]


def _choice(query: Query, name: str, value: str, shown: str, count: int) -> Choice:
    is_chosen = written(name, value) in {piece.raw for piece in query.pieces}
    return Choice(shown, count, query.having(name, "" if is_chosen else value), value, is_chosen)
