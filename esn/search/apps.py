"""Registers the search with Django."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "esn.search"
    label = "search"
    verbose_name = "search"

    def ready(self) -> None:
        from esn.search import files, kinds, listeners, storage, tasks  # noqa: F401

        connection_created.connect(storage.plan_at_once, dispatch_uid="search.planning")
        post_migrate.connect(storage.ensure, sender=self, dispatch_uid="search.storage")
