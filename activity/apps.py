"""Registers activity with Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ActivityConfig(AppConfig):
    name = "activity"

    def ready(self) -> None:
        from activity import fragments, listeners, live, tasks  # noqa: F401
        from activity.actions import choosing
        from activity.inserts import answers, links, polls, shares  # noqa: F401

        post_migrate.connect(choosing.furnish, sender=self)
