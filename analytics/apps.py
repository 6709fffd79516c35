"""Registers analytics with Django."""

from django.apps import AppConfig


class AnalyticsConfig(AppConfig):
    name = "analytics"

    def ready(self) -> None:
        from analytics import listeners, live  # noqa: F401, PLC0415
