"""Engines: who keeps the words and says which documents hold them. Sight, order and counts are never theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol
from unicodedata import normalize

from django.db.models import Q
from django.db.models.expressions import Combinable

from esn.search.language import Term
from esn.search.words import read, stem

GAP = "0"
# Of a longer text only the beginning is found; a tsvector holds no more than a megabyte.
MOST_WORDS = 12_000


class Unavailable(Exception):  # noqa: N818  (a state, not a mistake)
    """The engine does not answer now."""


@dataclass(frozen=True)
class Worded:
    """A document's words, ready to be kept."""

    pk: int
    title: list[str]
    keywords: list[str]
    body: list[str]


@dataclass(frozen=True)
class Check:
    """Whether a document holds what is asked, found out from its own words."""

    holds: Combinable
    # Whether it holds the words of the phrases too, wherever they stand.
    nearly: Combinable


class Engine(Protocol):
    """What an engine must do."""

    def put(self, rows: Sequence[Worded]) -> None:
        """Keep the words of documents in place of those they had."""

    def remove(self, pks: Sequence[int]) -> None:
        """Forget documents."""

    def holding(self, terms: Sequence[Term], unwanted: Sequence[Term] = (), *, in_title: bool = False) -> Q:
        """Return the condition "holds every term, and none that is unwanted", by the index; raises Unavailable."""

    def checking(self, terms: Sequence[Term], unwanted: Sequence[Term] = ()) -> Check | None:
        """Return the same asked of one document after the other; None where an engine knows its index only."""

    def kept(self, pks: Sequence[int]) -> set[int]:
        """Return which of the documents have their words here."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in order, and after a gap the stems that differ from them."""
    found = [word.text for word in islice(read(normalize("NFKC", text)), MOST_WORDS)]
    stems = sorted({stem(word) for word in found} - set(found))
    for one in stems:
        found += [GAP, one]
    return found


def variants(term: Term) -> list[str]:
    """Return the words of which one must be there: as typed, and its stem."""
    word = term.tokens[0]
    return list(dict.fromkeys([word, stem(word)]))
