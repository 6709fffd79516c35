"""Registers communities with Django."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    name = "communities"
    verbose_name = "communities"

    def ready(self) -> None:
        from communities import listeners, live  # noqa: F401
