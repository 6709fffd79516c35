"""The engine: a write transaction waits for its turn before it begins and gives it back when it ends.

Other processes (a management command beside the server) are kept apart by SQLite's own lock, as ever.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

from esn.db.sqlite.turns import turns_of

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


class DatabaseWrapper(base.DatabaseWrapper):
    """A SQLite connection that takes turns with the others of its process."""

    has_turn = False

    def _take_turn(self) -> None:
        # Repeating BEGIN under a turn is SQLite's error to report, not a reason to wait for oneself.
        if self.has_turn or self.is_in_memory_db():
            return
        patience = float(self.settings_dict["OPTIONS"].get("timeout", 5))
        if not turns_of(str(self.settings_dict["NAME"])).take(patience):
            raise OperationalError(f"database is locked: no turn to write within {patience:g} s")
        self.has_turn = True

    def _give_turn_back(self) -> None:
        if self.has_turn:
            self.has_turn = False
            turns_of(str(self.settings_dict["NAME"])).give_back()

    @contextmanager
    def turn_for(self, query: str) -> Iterator[None]:
        """Hold the turn for a single write outside a transaction; anything else passes freely."""
        is_alone = not self.in_atomic_block and not self.has_turn
        if not is_alone or not query.lstrip()[:7].upper().startswith(WRITES):
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._give_turn_back()

    def create_cursor(self, name: str | None = None) -> "Cursor":
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.turn_for = self.turn_for
        return cursor

    def _savepoint_allowed(self) -> bool:
        # Django's own answer for SQLite leaves out that somebody may have chosen to do without them.
        return bool(self.features.uses_savepoints and self.in_atomic_block)

    def _start_transaction_under_autocommit(self) -> None:
        self._take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # unknown to the stubs
        except BaseException:
            self._give_turn_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # unknown to the stubs
        self._give_turn_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # unknown to the stubs
        finally:
            self._give_turn_back()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # unknown to the stubs
        finally:
            self._give_turn_back()


class Cursor(base.SQLiteCursorWrapper):
    """A cursor whose single writes take their turn."""

    turn_for: Callable[[str], Any]

    def execute(self, query: str, params: Any = None) -> Any:
        with self.turn_for(query):
            return super().execute(query, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        with self.turn_for(query):
            return super().executemany(query, param_list)
