"""SQLite: an FTS5 table of words, and one of trigrams for what was typed wrongly.

The words come folded and cut to pieces, so that the tokenizer only has to split at spaces. Neither `bm25` nor any other
figure over the whole table is used: it would tell of documents that the viewer may not see.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from esn.search.engines import Check, Worded, variants
from esn.search.language import Term

WORDS, SHAPES = "search_words", "search_shapes"
CHUNK = 400


def prepare(cursor: Any) -> None:
    """Make the tables that are no models."""
    cursor.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(title, keywords, body, "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\", prefix='2 3')"
    )
    cursor.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS {SHAPES} USING fts5(shape, tokenize='trigram')")


class Sqlite:
    """The engine of an installation without servers."""

    def put(self, rows: Sequence[Worded]) -> None:
        """Keep the words of documents."""
        self.remove([row.pk for row in rows])
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {WORDS}(rowid, title, keywords, body) VALUES (%s, %s, %s, %s)",
                [(row.pk, *(" ".join(part) for part in (row.title, row.keywords, row.body))) for row in rows],
            )
            cursor.executemany(
                f"INSERT INTO {SHAPES}(rowid, shape) VALUES (%s, %s)",
                [(row.pk, " ".join(row.title)) for row in rows if row.title],
            )

    def remove(self, pks: Sequence[int]) -> None:
        """Forget documents."""
        with connection.cursor() as cursor:
            for table in (WORDS, SHAPES):
                cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [(pk,) for pk in pks])

    def holding(self, terms: Sequence[Term], unwanted: Sequence[Term] = (), *, in_title: bool = False) -> Q:
        """Return the condition "holds every term, and none that is unwanted"."""
        condition = Q()
        if terms:
            asked = " AND ".join(_term(term) for term in terms)
            condition = _matching(f"{{title}} : ({asked})" if in_title else asked)
        for term in unwanted:
            condition &= ~_matching(_term(term))
        return condition

    def checking(self, terms: Sequence[Term], unwanted: Sequence[Term] = ()) -> Check | None:
        """Return nothing: the table of words only answers as a whole."""
        return None

    def kept(self, pks: Sequence[int]) -> set[int]:
        """Return which of the documents have their words here."""
        found: set[int] = set()
        with connection.cursor() as cursor:
            for start in range(0, len(pks), CHUNK):
                chunk = list(pks[start : start + CHUNK])
                marks = ", ".join(["%s"] * len(chunk))
                cursor.execute(f"SELECT rowid FROM {WORDS} WHERE rowid IN ({marks})", chunk)
                found |= {row[0] for row in cursor.fetchall()}
        return found


def _matching(asked: str) -> Q:
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {WORDS} WHERE {WORDS} MATCH %s", [asked]))


def _term(term: Term) -> str:
    """Return a term in the engine's language; its words are letters and digits only."""
    star = " *" if term.is_prefix else ""
    if term.is_phrase or len(term.tokens) > 1:
        return f'"{" ".join(term.tokens)}"{star}'
    first, *stems = variants(term)
    return f'("{first}"{star}{"".join(f" OR {chr(34)}{other}{chr(34)}" for other in stems)})'
