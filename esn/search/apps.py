"""Registers the search with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "esn.search"
    label = "search"
    verbose_name = "search"

    def ready(self) -> None:
        from esn.search import files, kinds, listeners, storage, tasks  # noqa: F401

        post_migrate.connect(storage.ensure, sender=self, dispatch_uid="search.storage")
