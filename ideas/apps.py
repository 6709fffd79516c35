"""Registers ideas with Django."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "ideas"

    def ready(self) -> None:
        from ideas import fragments, listeners, live, tasks  # noqa: F401
