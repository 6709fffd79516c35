"""What the database does by itself for the search: its word tables, and keeping documents true to their things.

Made after every migrate and repaired there: SQLite forgets the triggers of a table whenever a migration makes it anew.
Each trigger runs in the transaction of the change, so that what is removed, held, moved or deleted is out at once,
whichever way the change came.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from activity.models import Attachment, Comment, Post, Thread
from esn.search.engines import postgresql, sqlite
from esn.search.models import Document, Text
from esn.search.sources import SOURCES

DOCUMENT, TEXT = Document._meta.db_table, Text._meta.db_table
# (name, table, columns watched, condition, what is done); NEW and OLD are the row after and before.
Rule = tuple[str, str, tuple[str, ...], str, str]


def rules() -> Iterator[Rule]:
    """Yield what follows a change of a thread, a comment or a post, and every deletion."""
    thread, comment, post = (model._meta.db_table for model in (Thread, Comment, Post))
    gone = "({0}.removed_at IS NOT NULL OR {0}.held_at IS NOT NULL)"
    yield (
        "search_thread_1", thread, ("removed_at", "held_at", "community_id"),
        f"{gone.format('OLD')} <> {gone.format('NEW')} OR OLD.community_id <> NEW.community_id",
        f"UPDATE {DOCUMENT} SET is_thread_hidden = {gone.format('NEW')}, community_id = NEW.community_id "
        "WHERE thread_id = NEW.id",
    )  # fmt: skip
    yield (
        "search_answered_1", thread, ("comment_count",),
        "(OLD.comment_count = 0) <> (NEW.comment_count = 0)",
        f"UPDATE {DOCUMENT} SET is_answered = (NEW.comment_count > 0) WHERE kind = 'post' AND object_id = NEW.id",
    )  # fmt: skip
    yield (
        "search_comment_1", comment, ("removed_at", "held_at"),
        f"{gone.format('OLD')} <> {gone.format('NEW')}",
        f"UPDATE {DOCUMENT} SET is_hidden = {gone.format('NEW')} WHERE kind = 'comment' AND object_id = NEW.id",
    )  # fmt: skip
    yield (
        "search_solved_1", post, ("accepted_answer_id",),
        "(OLD.accepted_answer_id IS NULL) <> (NEW.accepted_answer_id IS NULL)",
        f"UPDATE {DOCUMENT} SET is_solved = (NEW.accepted_answer_id IS NOT NULL) "
        "WHERE kind = 'post' AND object_id = NEW.thread_id",
    )  # fmt: skip
    yield from _of_files(comment, gone)
    for kind, source in SOURCES.items():
        yield (
            f"search_{kind}_gone_1", source.model._meta.db_table, (), "",
            f"DELETE FROM {DOCUMENT} WHERE kind = '{kind}' AND object_id = OLD.id",
        )  # fmt: skip
    yield "search_document_gone_1", DOCUMENT, (), "", f"DELETE FROM {TEXT} WHERE document_id = OLD.id"


def _of_files(comment: str, gone: str) -> Iterator[Rule]:
    """Yield what follows for files: they are held and removed with their comment, and lost to sight with its place."""
    file = Attachment._meta.db_table
    yield (
        "search_comment_files_1", comment, ("removed_at", "held_at"),
        f"{gone.format('OLD')} <> {gone.format('NEW')}",
        f"UPDATE {DOCUMENT} SET is_hidden = {gone.format('NEW')} WHERE kind = 'file' "
        f"AND object_id IN (SELECT id FROM {file} WHERE comment_id = NEW.id)",
    )  # fmt: skip
    # Held back or taken away by itself: found by nobody from that moment; what is given back, its event makes anew.
    yield (
        "search_file_taken_1", file, ("removed_at", "held_at"),
        f"{gone.format('NEW')}",
        f"DELETE FROM {DOCUMENT} WHERE kind = 'file' AND object_id = NEW.id",
    )  # fmt: skip
    # Taken back or sent elsewhere: the event that follows makes it anew where it is then.
    yield (
        "search_file_place_1", file, ("thread_id", "comment_id"),
        "coalesce(OLD.thread_id, 0) <> coalesce(NEW.thread_id, 0) "
        "OR coalesce(OLD.comment_id, 0) <> coalesce(NEW.comment_id, 0)",
        f"DELETE FROM {DOCUMENT} WHERE kind = 'file' AND object_id = NEW.id",
    )  # fmt: skip


def ensure(**_signal: Any) -> None:
    """Make what is missing; cheap when nothing is."""
    tables = set(connection.introspection.table_names())
    if DOCUMENT not in tables or TEXT not in tables:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        is_postgresql = connection.vendor == "postgresql"
        (postgresql if is_postgresql else sqlite).prepare(cursor)
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            if is_postgresql
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        there = {row[0] for row in cursor.fetchall()}
        for rule in rules():
            if rule[0] not in there and rule[1] in tables:
                for statement in (_for_postgresql if is_postgresql else _for_sqlite)(rule):
                    cursor.execute(statement)


def plan_at_once(connection: Any, **_signal: Any) -> None:
    """Let PostgreSQL answer without compiling the question first, which takes longer than most answers."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")


def _for_postgresql(rule: Rule) -> list[str]:
    name, table, columns, condition, act = rule
    when = f"UPDATE OF {', '.join(columns)}" if columns else "DELETE"
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {act}; RETURN NULL; END $$"
    )
    guard = f"WHEN ({condition}) " if condition else ""
    return [
        function,
        f"CREATE TRIGGER {name} AFTER {when} ON {table} FOR EACH ROW {guard}EXECUTE FUNCTION {name}()",
    ]


def _for_sqlite(rule: Rule) -> list[str]:
    name, table, columns, condition, act = rule
    when = f"UPDATE OF {', '.join(columns)}" if columns else "DELETE"
    guard = f"WHEN {condition} " if condition else ""
    tail = f"; DELETE FROM {sqlite.WORDS} WHERE rowid = OLD.id" if table == DOCUMENT else ""
    tail += f"; DELETE FROM {sqlite.SHAPES} WHERE rowid = OLD.id" if table == DOCUMENT else ""
    return [f"CREATE TRIGGER {name} AFTER {when} ON {table} {guard}BEGIN {act}{tail}; END"]
