"""Registers moderation with Django, its gate with activity, its bars with communities, its rows with the bell."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from inbox.bell.places import register_place
        from inbox.models import Kind, register_sight
        from moderation import bell, listeners, policies  # noqa: F401
        from moderation.actions import carrying, guarding  # noqa: F401

        register_place(Kind.RULING, bell.place)
        register_sight(Kind.RULING, bell.sight)
        register_place(Kind.CASE, bell.queue_place)
        register_sight(Kind.CASE, bell.queue_sight)
