"""Notifications for programs: the bell's list and count, marking read, and what one wants to hear of."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.endpoint import Endpoint
from inbox import bell
from inbox.actions import choosing, reading
from inbox.bell import settings as chosen
from inbox.bell.rows import KEYS, filtered, for_display
from inbox.models import SWITCHED, CommunityLevel, Kind, Notification
from people.api import PersonRefSerializer
from people.policies import may_administer, require


class NotificationSerializer(serializers.Serializer[Any]):
    """Something that concerns you; what came on the same subject before you read it is folded into one."""

    id = serializers.IntegerField(source="row.pk")
    kind = serializers.ChoiceField(choices=Kind.choices, source="row.kind")
    text = serializers.CharField(help_text="The sentence that the bell shows.")
    glimpse = serializers.CharField(help_text="The first words of what it is about.")
    count = serializers.IntegerField(source="row.count", help_text="How many things are folded into it.")
    people_count = serializers.IntegerField(source="row.people", help_text="By how many people.")
    people = PersonRefSerializer(many=True, help_text="The last three of them.")
    thread = serializers.IntegerField(source="row.thread_id", allow_null=True)
    comment = serializers.IntegerField(source="row.comment_id", allow_null=True)
    community = serializers.IntegerField(source="row.community_id", allow_null=True)
    is_waiting = serializers.BooleanField(
        source="row.is_waiting", help_text="Whether you are to do something."
    )
    first_at = serializers.DateTimeField(source="row.first_at")
    last_at = serializers.DateTimeField(source="row.last_at")
    read_at = serializers.DateTimeField(source="row.read_at", allow_null=True)
    page = serializers.SerializerMethodField()

    def get_page(self, line: bell.Line) -> str:
        """Return the address of the exact place."""
        return str(self.context["request"].build_absolute_uri(line.url))


class FilterQuery(serializers.Serializer[Any]):
    """Which notifications."""

    show = serializers.ChoiceField(choices=bell.FILTERS, required=False, default="all")


class UnreadSerializer(serializers.Serializer[Any]):
    """How many are unread; counting stops at 100."""

    unread = serializers.IntegerField()


class UntilSerializer(serializers.Serializer[Any]):
    """Up to which moment; by default until now."""

    until = serializers.DateTimeField(required=False)


class SwitchesSerializer(serializers.Serializer[Any]):
    """Which kinds reach you in the bell."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {
            str(kind): serializers.BooleanField(help_text=str(kind.label), required=False)
            for kind in SWITCHED
        }


class DefaultsSerializer(SwitchesSerializer):
    """Which kinds reach people who chose nothing."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        everybody = serializers.BooleanField(
            required=False, write_only=True, help_text="Also replace what people chose for these kinds."
        )
        return {**super().get_fields(), "for_everybody": everybody}


class LevelSerializer(serializers.Serializer[Any]):
    """How much of a community you want to hear."""

    community = CommunityRefSerializer(read_only=True)
    level = serializers.ChoiceField(choices=CommunityLevel.Level.choices)


class Notifications(Endpoint):
    """The viewer's own notifications, as far as they may see what these tell of."""

    def dressed(self, rows: list[Any]) -> list[bell.Line]:
        return bell.lines(rows)

    def own(self, pk: int) -> Notification:
        """Return one of the viewer's."""
        return self.find(for_display(bell.seen(self.viewer)), pk=pk)

    @extend_schema(
        operation_id="list_notifications",
        parameters=[FilterQuery],
        responses=NotificationSerializer(many=True),
    )
    def list(self, request: Request) -> Response:
        """List your notifications, newest first: all, unread, what was said to you, or what waits for you."""
        rows = filtered(self.viewer, self.asked(FilterQuery)["show"])
        return self.paged(NotificationSerializer, for_display(rows), KEYS)

    @extend_schema(operation_id="show_notification", responses=NotificationSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a notification; it is not marked read by that."""
        return self.shown(NotificationSerializer, bell.lines([self.own(pk)])[0])

    @extend_schema(operation_id="count_notifications", responses=UnreadSerializer)
    def count(self, request: Request) -> Response:
        """Tell how many are unread."""
        return self.shown(UnreadSerializer, {"unread": bell.count(self.viewer)})

    @extend_schema(operation_id="read_notification", request=None, responses={204: None})
    def read(self, request: Request, pk: int) -> Response:
        """Mark one read."""
        reading.mark_read(self.viewer, self.own(pk))
        return self.done()

    @extend_schema(operation_id="unread_notification", responses={204: None})
    def unread(self, request: Request, pk: int) -> Response:
        """Mark one unread again; if something newer on its subject is unread, both become one."""
        reading.mark_unread(self.viewer, self.own(pk))
        return self.done()

    @extend_schema(operation_id="read_all_notifications", request=UntilSerializer, responses={204: None})
    def read_all(self, request: Request) -> Response:
        """Mark read everything up to a moment."""
        reading.mark_all_read(self.viewer, until=self.given(UntilSerializer).get("until"))
        return self.done()


class Settings(Endpoint):
    """What the viewer wants to hear of, and what holds for everybody."""

    @extend_schema(operation_id="show_notification_settings", responses=SwitchesSerializer)
    def show(self, request: Request) -> Response:
        """Show which kinds reach you in the bell."""
        return self.shown(SwitchesSerializer, chosen.switches(self.viewer))

    @extend_schema(
        operation_id="choose_notifications", request=SwitchesSerializer, responses=SwitchesSerializer
    )
    def edit(self, request: Request) -> Response:
        """Switch kinds on or off; what you leave out stays."""
        choosing.choose_kinds(self.viewer, switches=self.given(SwitchesSerializer, partial=True))
        return self.show(request)

    def place(self, pk: int) -> Community:
        """Return a community that the viewer may read."""
        return self.find(Community.objects.readable_by(self.viewer), pk=pk)

    @extend_schema(operation_id="show_community_level", responses=LevelSerializer)
    def level(self, request: Request, pk: int) -> Response:
        """Show how much of a community you want to hear."""
        place = self.place(pk)
        level = chosen.level_in(self.viewer, place)
        return self.shown(LevelSerializer, {"community": place, "level": level})

    @extend_schema(operation_id="choose_community_level", request=LevelSerializer, responses=LevelSerializer)
    def choose(self, request: Request, pk: int) -> Response:
        """Say how much of a community you want to hear."""
        choosing.choose_level(self.viewer, self.place(pk), **self.given(LevelSerializer))
        return self.level(request, pk)

    @extend_schema(operation_id="show_notification_defaults", responses=DefaultsSerializer)
    def defaults(self, request: Request) -> Response:
        """Show which kinds reach people who chose nothing; for administrators."""
        require(may_administer(self.viewer), str(_("Only administrators set what holds for everybody.")))
        return self.shown(DefaultsSerializer, chosen.defaults())

    @extend_schema(
        operation_id="set_notification_defaults", request=DefaultsSerializer, responses=DefaultsSerializer
    )
    def set(self, request: Request) -> Response:
        """Set which kinds reach people who chose nothing, and on demand replace what people chose."""
        given = self.given(DefaultsSerializer, partial=True)
        for_everybody = bool(given.pop("for_everybody", False))
        choosing.set_defaults(self.viewer, switches=given, for_everybody=for_everybody)
        return self.defaults(request)


urlpatterns = [
    path("notifications/", Notifications.as_view({"get": "list"}), name="notifications"),
    path("notifications/count/", Notifications.as_view({"get": "count"}), name="notification_count"),
    path("notifications/read/", Notifications.as_view({"put": "read_all"}), name="notifications_read"),
    path("notifications/<id:pk>/", Notifications.as_view({"get": "show"}), name="notification"),
    path(
        "notifications/<id:pk>/read/",
        Notifications.as_view({"put": "read", "delete": "unread"}),
        name="notification_read",
    ),
    path(
        "notification-settings/",
        Settings.as_view({"get": "show", "patch": "edit"}),
        name="notification_settings",
    ),
    path(
        "notification-settings/communities/<id:pk>/",
        Settings.as_view({"get": "level", "put": "choose"}),
        name="community_level",
    ),
    path(
        "notification-defaults/",
        Settings.as_view({"get": "defaults", "patch": "set"}),
        name="notification_defaults",
    ),
]
