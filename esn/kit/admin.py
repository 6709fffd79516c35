"""The event log in Django's administration: it is read, never written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from esn.kit.models import Event


@admin.register(Event)
class EventPage(admin.ModelAdmin):  # type: ignore[type-arg]
    """What happened, newest first."""

    list_display = ("at", "verb", "actor_id", "object_type", "object_id", "owner_id", "community_id", "scope")
    list_filter = ("scope", "is_automated")
    search_fields = ("verb", "=actor_id", "=object_id")
    ordering = ("-pk",)
    # Counting millions of rows for a headline is not worth the wait.
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
