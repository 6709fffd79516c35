"""What was probably meant: similar words from titles and names that the viewer may see, and from nothing else."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from esn.search import sight
from esn.search.engines import postgresql, sqlite
from esn.search.gathering import documents
from esn.search.language import Query, Term, parse
from esn.search.models import Document, DocumentQuerySet
from esn.search.words import fold, is_unspaced, likeness, read
from people.models import Person

LEAST = 0.5
SHORTEST = 3
MOST = 2_000


def meant(viewer: Person, query: Query) -> str:
    """Return the search with its misspelt words put right; empty when nothing similar is there."""
    better: dict[str, str] = {}
    terms = [term for term in query.terms if _is_plain(term)][:4]
    if not terms:
        return ""
    known = _words(viewer, [term.tokens[0] for term in terms])
    for term in terms:
        other = closest(term.tokens[0], known)
        if other:
            better[term.raw] = other
    if not better:
        return ""
    text = " ".join(better.get(piece.raw, piece.raw) for piece in query.pieces)
    return text if documents(viewer, parse(text)).exists() else ""


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like one, if any is like it enough; none for a word that is known."""
    best = max(((likeness(word, other), other) for other in known), default=(0.0, ""))
    return best[1] if LEAST <= best[0] < 1 else ""


def _is_plain(term: Term) -> bool:
    word = term.tokens[0]
    return not term.is_phrase and len(word) >= SHORTEST and not is_unspaced(word) and not word.isdigit()


def _words(viewer: Person, asked: list[str]) -> set[str]:
    """Return the words of titles that resemble one of those asked."""
    seen = sight.visible_to(viewer)
    shapes = similar(seen, asked).order_by("-at", "-pk").values_list("text__shape", flat=True)[:MOST]
    return {word.text for shape in shapes for word in read(shape or "") if len(word.text) >= SHORTEST}


def similar(seen: DocumentQuerySet, asked: list[str]) -> DocumentQuerySet:
    """Return the documents whose title resembles one of the words."""
    if connection.vendor == "postgresql":
        if not postgresql.has_trigrams():
            return seen.filter(kind__in=[Document.Kind.PERSON, Document.Kind.COMMUNITY])
        condition = Q()
        for word in asked:
            sql = "SELECT document_id FROM search_text WHERE shape %%> %s"
            condition |= Q(pk__in=RawSQL(sql, [word]))
        return seen.filter(condition)
    parts = sorted({word[i : i + 3] for word in map(fold, asked) for i in range(len(word) - 2)})
    shaped = " OR ".join(f'"{part}"' for part in parts)
    sql = f"SELECT rowid FROM {sqlite.SHAPES} WHERE {sqlite.SHAPES} MATCH %s"
    return seen.filter(pk__in=RawSQL(sql, [shaped]))
