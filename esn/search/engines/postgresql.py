"""PostgreSQL: word vectors in a GIN index that lies on the narrow table of documents.

The vectors stand beside the text, in the wide table; the index is made of a function that fetches them. So counting a
hundred thousand hits reads narrow rows only (a third of the time, see docs/search.md), and the planner has statistics.
The function is declared immutable because a document's `revision` changes with its vector.
"""

from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, F, Func, Q, TextField, Value

from esn.search.engines import Check, Worded, variants
from esn.search.language import Term

TITLE = "^"
MOST_POSITIONS = 16_000


def prepare(cursor: Any) -> None:
    """Make the vector, its function and its indexes, and the index of trigrams where the server has them."""
    cursor.execute("SELECT to_regclass('search_words')::text, to_regclass('search_named')::text")
    words, named = cursor.fetchone()
    if not words:
        _prepare_words(cursor)
    if not named:
        # People and communities by their words, however common these are elsewhere.
        cursor.execute(
            "CREATE INDEX search_named ON search_document USING gin (search_vector(id, revision)) "
            "WHERE kind IN ('person', 'community')"
        )


def _prepare_words(cursor: Any) -> None:
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


class Checks(Func):
    """The same, asked of the text itself: a quarter of the time for one document, and no help to find it."""

    output_field = BooleanField()
    conditional = True

    def as_sql(self, compiler: Any, connection: Any, *_words: Any, **_context: Any) -> tuple[str, Any]:
        """Return a question about the document's own row of words."""
        (pk, of_pk), (asked, of_asked) = (compiler.compile(one) for one in self.get_source_expressions())
        sql = f"(SELECT t.vector @@ {asked}::tsquery FROM search_text t WHERE t.document_id = {pk})"
        return sql, (*of_asked, *of_pk)


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

    def holding(self, terms: Sequence[Term], unwanted: Sequence[Term] = (), *, in_title: bool = False) -> Q:
        """Return the condition "holds every term, and none that is unwanted".

        The index knows words only; that they follow each other is asked of each document that holds them.
        """
        words = Func(F("pk"), F("revision"), function="search_vector", output_field=TextField())
        loose = asked(terms, unwanted, is_loose=True, mark=TITLE if in_title else "")
        condition = Q(Holds(words, Value(loose))) if terms else Q()
        if not terms or any(len(term.tokens) > 1 for term in [*terms, *unwanted]):
            condition &= Q(Checks(F("pk"), Value(asked(terms, unwanted))))
        return condition

    def checking(self, terms: Sequence[Term], unwanted: Sequence[Term] = ()) -> Check | None:
        """Return the same asked of one document after the other."""
        exact, loose = (Value(asked(terms, unwanted, is_loose=is_loose)) for is_loose in (False, True))
        return Check(Checks(F("pk"), exact), Checks(F("pk"), loose))

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


def asked(terms: Sequence[Term], unwanted: Sequence[Term], *, is_loose: bool = False, mark: str = "") -> str:
    """Return a text query; a loose one lets the words of a phrase stand anywhere, and is true of more."""
    wanted = [_term(term, mark, is_loose=is_loose) for term in terms]
    kept_out = [_term(term, "") for term in unwanted if not is_loose or len(term.tokens) == 1]
    return " & ".join([*wanted, *(f"!{one}" for one in kept_out)])


def _term(term: Term, mark: str, *, is_loose: bool = False) -> str:
    star = ":*" if term.is_prefix else ""
    if len(term.tokens) > 1:
        # Of a title only that it holds the words.
        joint = " & " if is_loose or mark else " <-> "
        return f"({joint.join(_quoted(token, mark) for token in term.tokens)}{star})"
    words = [term.tokens[0]] if term.is_phrase else variants(term)
    first, *stems = (_quoted(word, mark) for word in words)
    return f"({first}{star}{''.join(f' | {other}' for other in stems)})"


def _quoted(word: str, mark: str) -> str:
    """Return a word as the query's language has it; it is of letters and digits only."""
    return f"'{mark}{word}'"
