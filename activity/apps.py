"""Registers activity with Django."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "activity"

    def ready(self) -> None:
        from activity import fragments, listeners, live  # noqa: F401
