"""One's own streams and the catch-up for programs."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from activity import feed
from activity.actions import filtering, reading
from activity.api.attention import ThreadRefSerializer
from activity.api.shapes import StreamQuery, StreamSerializer
from activity.api.streams import Streams
from activity.models import SavedFilter
from activity.reading_forms import FilterForm
from communities.models import Community
from esn.api.endpoint import Endpoint
from esn.api.fields import VisibleField
from people.models import Person


class FilterSerializer(serializers.ModelSerializer[SavedFilter]):
    """A stream of one's own."""

    class Meta:
        model = SavedFilter
        fields = [
            "id", "name", "kind", "community", "author", "since_on", "until_on", "is_pinned", "created_at",
        ]  # fmt: skip


class WantedSerializer(serializers.Serializer[Any]):
    """What a stream of one's own lets through; what is left out does not matter."""

    name = serializers.CharField(max_length=40)
    kind = serializers.ChoiceField(choices=FilterForm.kinds(), required=False, allow_blank=True)
    community = VisibleField(Community.objects.readable_by, required=False, allow_null=True)
    author = VisibleField(Person.objects.visible_to, required=False, allow_null=True)
    since_on = serializers.DateField(required=False, allow_null=True)
    until_on = serializers.DateField(required=False, allow_null=True)
    is_pinned = serializers.BooleanField(required=False)

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        saved: SavedFilter | None = self.context.get("saved")
        first = given.get("since_on", saved.since_on if saved else None)
        last = given.get("until_on", saved.until_on if saved else None)
        if first and last and last < first:
            raise serializers.ValidationError({"until_on": _("This day is before the first.")})
        return given


class MissedSerializer(serializers.Serializer[Any]):
    """One thread with what is unread in it."""

    thread = ThreadRefSerializer()
    is_new = serializers.BooleanField(help_text="Its opening is unread.")
    new_comments = serializers.IntegerField(source="count")
    people = serializers.ListField(child=serializers.CharField(), source="names")
    first_comment = serializers.SerializerMethodField()

    def get_first_comment(self, row: feed.Missed) -> int | None:
        return row.first or None


class CatchUpSerializer(serializers.Serializer[Any]):
    """What one missed: in conversations that one follows or is named in, and in one's communities."""

    since = serializers.DateTimeField()
    until = serializers.DateTimeField()
    yours = MissedSerializer(many=True)
    others = MissedSerializer(many=True)
    is_cut = serializers.BooleanField(help_text="There is more than is listed.")


class SinceQuery(serializers.Serializer[Any]):
    """Since the last visit, or for longer."""

    since = serializers.ChoiceField(choices=["visit", "week", "all"], required=False, default="visit")


class CaughtUpSerializer(serializers.Serializer[Any]):
    """Up to when; now, unless a moment is named."""

    until = serializers.DateTimeField(required=False)


class CatchUps(Endpoint):
    """What one missed."""

    @extend_schema(operation_id="list_missed", parameters=[SinceQuery], responses=CatchUpSerializer)
    def show(self, request: Request) -> Response:
        """List what you have not read since your last visit, the latest hundred threads at most."""
        begin = feed.since_when(self.viewer, self.asked(SinceQuery)["since"])
        return self.shown(CatchUpSerializer, feed.missed(self.viewer, begin))

    @extend_schema(operation_id="catch_up", request=CaughtUpSerializer, responses={204: None})
    def catch_up(self, request: Request) -> Response:
        """Count everything as read up to a moment."""
        reading.catch_up(self.viewer, **self.given(CaughtUpSerializer))
        return self.done()


class Filters(Streams):
    """One's own filters."""

    @property
    def context(self) -> dict[str, Any]:
        return {**super().context, "saved": getattr(self, "saved", None)}

    def own(self, pk: int) -> SavedFilter:
        """Return a filter of the viewer's."""
        self.saved = self.find(SavedFilter.objects.filter(person=self.viewer), pk=pk)
        return self.saved

    @extend_schema(operation_id="list_filters", responses=FilterSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List your filters, of which there are at most twenty."""
        own = SavedFilter.objects.filter(person=self.viewer)
        return self.paged(FilterSerializer, own, ("slot",))

    @extend_schema(operation_id="save_filter", request=WantedSerializer, responses={201: FilterSerializer})
    def create(self, request: Request) -> Response:
        """Save a filter."""
        saved = filtering.save_filter(self.viewer, **self.given(WantedSerializer))
        return self.made(FilterSerializer, saved, "api:filter")

    @extend_schema(operation_id="show_filter", responses=FilterSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a filter."""
        return self.shown(FilterSerializer, self.own(pk))

    @extend_schema(operation_id="change_filter", request=WantedSerializer, responses=FilterSerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change a filter; what you leave out stays."""
        saved = self.own(pk)
        filtering.change_filter(self.viewer, saved, **self.given(WantedSerializer, partial=True))
        return self.shown(FilterSerializer, saved)

    @extend_schema(operation_id="delete_filter", responses={204: None})
    def remove(self, request: Request, pk: int) -> Response:
        """Delete a filter."""
        filtering.delete_filter(self.viewer, self.own(pk))
        return self.done()

    @extend_schema(operation_id="list_filtered", parameters=[StreamQuery], responses=StreamSerializer)
    def threads(self, request: Request, pk: int) -> Response:
        """List what a filter lets through, newest first."""
        return self.answer(feed.filtered(self.viewer, self.own(pk), self.cursor))
