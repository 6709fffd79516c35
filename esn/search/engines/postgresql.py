"""PostgreSQL: word vectors in a GIN index that lies on the narrow table of documents.

The vectors stand beside the text, in the wide table; the index is made of a function that fetches them. So counting a
hundred thousand hits reads narrow rows only (a third of the time, see docs/search.md), and the planner has statistics.
The function is declared immutable because a document's `revision` changes with its vector.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, F, Func, Q, TextField, Value

from esn.search.engines import Worded, variants
from esn.search.language import Term

TITLE = "^"
MOST_POSITIONS = 16_000


def prepare(cursor: Any) -> None:
    """Make the vector, its function and its index, and the index of trigrams where the server has them."""
    cursor.execute("SELECT to_regclass('search_words')::text")
    if cursor.fetchone()[0]:
        return
    cursor.execute("ALTER TABLE search_text ADD COLUMN IF NOT EXISTS vector tsvector")
    cursor.execute("SELECT current_schema()")
    table = connection.ops.quote_name(cursor.fetchone()[0]) + ".search_text"
    cursor.execute(
        "CREATE OR REPLACE FUNCTION search_vector(id bigint, revision integer) RETURNS tsvector "
        "LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 400 AS "
        f"$$ BEGIN RETURN (SELECT t.vector FROM {table} t WHERE t.document_id = id); END $$"
    )
    cursor.execute("CREATE INDEX search_words ON search_document USING gin (search_vector(id, revision))")
    try:
        with transaction.atomic():
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            cursor.execute("CREATE INDEX search_shapes ON search_text USING gin (shape gin_trgm_ops)")
    except DatabaseError:
        pass  # without the right to add it, similar words are looked for among names only


def has_trigrams() -> bool:
    """Whether similar titles can be asked of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('search_shapes')::text")
        return bool(cursor.fetchone()[0])


class Holds(Func):
    """A document's vector holds what a text query asks."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()
    conditional = True


class Postgresql:
    """The engine of an installation with a server."""

    def put(self, rows: Sequence[Worded]) -> None:
        """Keep the words of documents; the index takes them in with the documents' next revision."""
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE search_text t SET vector = new.vector::tsvector "
                "FROM unnest(%s::bigint[], %s::text[]) AS new (pk, vector) WHERE t.document_id = new.pk",
                [[row.pk for row in rows], [vector(row) for row in rows]],
            )

    def remove(self, pks: Sequence[int]) -> None:
        """Forget documents: their text goes with them."""

    def holding(self, terms: Sequence[Term], *, in_title: bool = False) -> Q:
        """Return the condition "holds every term"."""
        asked = " & ".join(_term(term, TITLE if in_title else "") for term in terms)
        words = Func(F("pk"), F("revision"), function="search_vector", output_field=TextField())
        return Q(Holds(words, Value(asked)))

    def kept(self, pks: Sequence[int]) -> set[int]:
        """Return which of the documents have their words here."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT document_id FROM search_text WHERE document_id = ANY(%s) AND vector IS NOT NULL",
                [list(pks)],
            )
            return {row[0] for row in cursor.fetchall()}


def vector(row: Worded) -> str:
    """Return the words as a vector: title, keywords and text with gaps between, and the title's words marked."""
    places: dict[str, list[str]] = {}
    position = 0
    for weight, part in (("A", row.title), ("B", row.keywords), ("D", row.body)):
        for word in part:
            position = min(position + 1, MOST_POSITIONS)
            if position < MOST_POSITIONS or word not in places:
                places.setdefault(word, []).append(f"{position}{weight}")
        position += 10
    marked = [f"'{TITLE}{word}'" for word in set(row.title)]
    # No word may stand at more than 256 places.
    return " ".join([*(f"'{word}':{','.join(at[:255])}" for word, at in places.items()), *marked])


def _term(term: Term, mark: str) -> str:
    star = ":*" if term.is_prefix else ""
    if term.is_phrase or len(term.tokens) > 1:
        return f"({_joined(term.tokens, star, mark)})"
    first, *stems = (f"'{mark}{word}'" for word in variants(term))
    return f"({first}{star}{''.join(f' | {other}' for other in stems)})"


def _joined(tokens: Iterable[str], star: str, mark: str) -> str:
    """Return words that must follow each other; of a title only that it holds them all."""
    return (" & " if mark else " <-> ").join(f"'{mark}{token}'" for token in tokens) + star
