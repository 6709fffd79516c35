"""Communities in Django's administration: to look at, for only the actions write."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from communities.models import Community, CommunityQuerySet, JoinRequest
from people.models import Person


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows that only the actions write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Community)
class CommunityPage(ReadOnly):
    """Which communities there are, how large and how alive."""

    list_display = ("name", "kind", "reach", "department", "member_count", "tip_at", "founded_at")
    list_filter = ("kind", "reach", "department")
    search_fields = ("name", "slug")
    list_select_related = ("department",)
    exclude = ("is_demo",)

    def get_queryset(self, request: HttpRequest) -> CommunityQuerySet:
        # An administrator knows of a secret community no more than anybody else.
        return Community.objects.visible_to(Person.objects.get(pk=request.user.pk))


@admin.register(JoinRequest)
class JoinRequestPage(ReadOnly):
    """Who asked to join where, and who decided."""

    list_display = ("person", "community", "asked_at", "is_accepted", "decided_by", "decided_at")
    list_filter = ("is_accepted",)
    list_select_related = ("person", "community", "decided_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[JoinRequest]:
        known = Community.objects.visible_to(Person.objects.get(pk=request.user.pk))
        return JoinRequest.objects.filter(community__in=known.values("pk"))
