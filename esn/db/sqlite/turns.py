"""Taking turns: a lock that serves waiters first come, first served.

SQLite itself lets waiting writers poll, so that under load some wait a hundred times longer than others.
"""

import threading
from collections import defaultdict, deque


class Turns:
    """One turn at a time, in order of arrival; a turn belongs to a connection, not to a thread."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._is_taken = False

    def take(self, patience: float) -> bool:
        """Wait for the turn for at most `patience` seconds; return whether it came."""
        with self._guard:
            if not self._is_taken:
                self._is_taken = True
                return True
            call = threading.Event()
            self._waiting.append(call)
        if call.wait(patience):
            return True
        with self._guard:
            if call.is_set():  # called in the very moment of giving up
                return True
            self._waiting.remove(call)
            return False

    def give_back(self) -> None:
        """Call the next waiter, or leave the turn free."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._is_taken = False


_turns: dict[str, Turns] = defaultdict(Turns)
_register = threading.Lock()


def turns_of(database: str) -> Turns:
    """Return the turns of a database file, the same for all connections of this process."""
    with _register:
        return _turns[database]
