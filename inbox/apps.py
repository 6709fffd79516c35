"""Registers the inbox with Django."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    name = "inbox"

    def ready(self) -> None:
        from inbox import listeners, tasks  # noqa: F401
