"""Registers the kit with Django."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "esn.kit"
    label = "kit"
    verbose_name = "kit"

    def ready(self) -> None:
        from esn.kit import addresses, tasks  # noqa: F401

        addresses.register()
