"""Which engine searches here."""

from functools import cache

from django.conf import settings
from django.db import connection

from esn.search.engines import Engine
from esn.search.engines.opensearch import Opensearch
from esn.search.engines.postgresql import Postgresql
from esn.search.engines.sqlite import Sqlite


def engine() -> Engine:
    """Return the engine that the settings and the database call for."""
    if settings.OPENSEARCH_URL:
        return _opensearch(settings.OPENSEARCH_URL)
    return Postgresql() if connection.vendor == "postgresql" else Sqlite()


@cache
def _opensearch(url: str) -> Engine:
    return Opensearch(url)
