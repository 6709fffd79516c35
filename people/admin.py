"""People in Django's administration: the directory by hand, through the same actions as an import."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from people.actions import access, joining
from people.models import ApiToken, OrgUnit, Person, Placement, RoleGrant, Site
from people.models.person import PersonQuerySet

PLACED = ("unit", "level")


class PlacementInline(admin.TabularInline):  # type: ignore[type-arg]
    """Where somebody was from when to when; moving a person writes it."""

    model = Placement
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Person)
class PersonPage(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who works here; accounts are closed, never deleted, so that what was written stays."""

    list_display = ("display_name", "username", "email", "title", "department", "site", "is_active")
    list_filter = (
        "is_active",
        "is_external",
        "is_service",
        ("department", admin.RelatedOnlyFieldListFilter),
        "site",
    )
    search_fields = ("search_text", "email")
    list_select_related = ("department", "site")
    ordering = ("sort_name", "pk")
    autocomplete_fields = ("reports_to", "unit")
    fields = (
        ("username", "display_name", "email"),
        ("title", "unit", "level"),
        ("reports_to", "site", "hired_on"),
        ("is_external", "is_service", "external_id"),
    )
    actions = ("close_accounts",)
    inlines = (PlacementInline,)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        actor = Person.objects.get(pk=request.user.pk)
        given = dict(form.cleaned_data)
        if not change:
            obj.__dict__.update(joining.add_person(actor, **given).__dict__)
            return
        stored = Person.objects.get(pk=obj.pk)
        for name, value in given.items():
            if name not in PLACED:
                setattr(stored, name, value)
        stored.save()
        joining.move_person(actor, stored, unit=given["unit"], level=given["level"])

    @admin.action(description=_("Close the chosen accounts"))
    def close_accounts(self, request: HttpRequest, queryset: PersonQuerySet) -> None:
        """Close accounts: no sign-in, no sockets, no tokens; what they wrote stays."""
        actor = Person.objects.get(pk=request.user.pk)
        for person in queryset.exclude(pk=actor.pk):
            joining.deactivate_person(actor, person)


@admin.register(OrgUnit)
class OrgUnitPage(admin.ModelAdmin):  # type: ignore[type-arg]
    """The org tree."""

    list_display = ("name", "kind", "parent", "code")
    list_filter = ("kind",)
    search_fields = ("name", "code")
    list_select_related = ("parent",)


@admin.register(Site)
class SitePage(admin.ModelAdmin):  # type: ignore[type-arg]
    """Places where people work."""

    list_display = ("name", "timezone")


@admin.register(RoleGrant)
class RoleGrantPage(admin.ModelAdmin):  # type: ignore[type-arg]
    """Site roles: given here, with who gave them and when."""

    list_display = ("person", "role", "granted_by", "granted_at")
    list_filter = ("role",)
    list_select_related = ("person", "granted_by")
    autocomplete_fields = ("person",)
    fields = ("person", "role")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: RoleGrant, form: Any, change: bool) -> None:
        access.grant_role(Person.objects.get(pk=request.user.pk), obj.person, role=obj.role)
        obj.pk = RoleGrant.objects.get(person=obj.person, role=obj.role).pk


@admin.register(ApiToken)
class ApiTokenPage(admin.ModelAdmin):  # type: ignore[type-arg]
    """Which programs act for whom; the tokens themselves are kept by nobody."""

    list_display = ("name", "person", "scope", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_filter = ("scope",)
    list_select_related = ("person",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
