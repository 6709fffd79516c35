"""Writers on SQLite are served in the order in which they came."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from esn.db.sqlite.base import DatabaseWrapper
from esn.db.sqlite.turns import Turns, turns_of

Connect = Callable[..., BaseDatabaseWrapper]


@pytest.fixture
def connect(tmp_path: Path, django_db_blocker: Any) -> Any:
    """Open connections to one file, as the server does: connect(timeout=5)."""
    opened: list[BaseDatabaseWrapper] = []

    def open_one(timeout: float = 5) -> BaseDatabaseWrapper:
        options = {
            "transaction_mode": "IMMEDIATE",
            "timeout": timeout,
            "init_command": "PRAGMA journal_mode=WAL",
        }
        config: dict[str, Any] = {
            "NAME": str(tmp_path / "turns.sqlite3"),
            "OPTIONS": options,
            "AUTOCOMMIT": True,
            "ATOMIC_REQUESTS": False,
            "CONN_MAX_AGE": 0,
            "CONN_HEALTH_CHECKS": False,
            "TIME_ZONE": None,
            "TEST": {"NAME": None, "MIGRATE": True, "MIRROR": None, "CHARSET": None, "COLLATION": None},
        }
        connection = DatabaseWrapper(config, alias="default")
        connection.inc_thread_sharing()
        opened.append(connection)
        return connection

    with django_db_blocker.unblock():
        first = open_one()
        with first.cursor() as cursor:
            cursor.execute("CREATE TABLE tally (n integer)")
            cursor.execute("INSERT INTO tally VALUES (0)")
        yield open_one
        for connection in opened:
            connection.close()


def test_who_comes_first_is_served_first() -> None:
    turns, served = Turns(), []
    assert turns.take(0)

    def wait(name: int) -> None:
        if turns.take(5):
            served.append(name)
            turns.give_back()

    threads = []
    for name in range(20):
        threads.append(threading.Thread(target=wait, args=[name]))
        threads[-1].start()
        while len(turns._waiting) < name + 1:
            time.sleep(0.001)
    turns.give_back()
    for thread in threads:
        thread.join()
    assert served == list(range(20))


def test_a_waiter_gives_up_and_takes_nobody_elses_turn() -> None:
    turns = Turns()
    assert turns.take(0)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0)


def test_a_transaction_holds_the_turn_until_its_end(connect: Connect) -> None:
    writer, other = connect(), connect(timeout=0.05)
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with pytest.raises(OperationalError, match="no turn"), other.cursor() as cursor:
        cursor.execute("UPDATE tally SET n = 1")
    writer.rollback()
    writer.set_autocommit(True)
    with other.cursor() as cursor:
        cursor.execute("UPDATE tally SET n = 1")


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_every_end_gives_the_turn_back(connect: Connect, end: str) -> None:
    writer = connect()
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    getattr(writer, end)()
    assert turns_of(str(writer.settings_dict["NAME"])).take(0)


def test_a_reader_waits_for_nobody(connect: Connect) -> None:
    writer, reader = connect(), connect(timeout=0.05)
    writer.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    with reader.cursor() as cursor:
        assert cursor.execute("SELECT n FROM tally").fetchone() == (0,)
    writer.rollback()


def test_no_write_is_lost_or_refused_under_twenty_writers(connect: Connect) -> None:
    refused: list[Exception] = []

    def count_up() -> None:
        connection = connect(timeout=20)
        try:
            for _ in range(10):
                connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
                with connection.cursor() as cursor:
                    n = cursor.execute("SELECT n FROM tally").fetchone()[0]
                    cursor.execute("UPDATE tally SET n = %s", [n + 1])
                connection.commit()
                connection.set_autocommit(True)
        except OperationalError as error:
            refused.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with connect().cursor() as cursor:
        assert cursor.execute("SELECT n FROM tally").fetchone() == (200,)
    assert not refused


def test_whoever_does_without_savepoints_gets_none(connect: Connect) -> None:
    one = connect()
    one.features.uses_savepoints = False
    one.set_autocommit(False)
    one.in_atomic_block = True
    assert one.savepoint() is None
    one.features.uses_savepoints = True
    assert one.savepoint() is not None
    one.in_atomic_block = False
    one.rollback()
    one.set_autocommit(True)
