"""What tests of the kit share."""

import importlib
from types import SimpleNamespace

import pytest
from django.db import connection

GUARD = importlib.import_module("esn.kit.migrations.0004_audit_append_only")


@pytest.fixture
def _guarded(db: None) -> None:
    """Put back the trigger that the test database of SQLite goes without; see the outer conftest."""
    with connection.cursor() as cursor:
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        GUARD.unguard(None, editor)
        GUARD.guard(None, editor)
