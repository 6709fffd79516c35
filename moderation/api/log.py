"""The audit log and the open numbers of moderation for programs."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from moderation import journal
from moderation.api.shapes import EntrySerializer, FiguresSerializer
from moderation.journal import LogSieve
from moderation.policies import may_read_log
from moderation.quarters import quarters


class LogQuery(serializers.Serializer[Any]):
    """Which entries."""

    actor = serializers.CharField(max_length=40, required=False, default="", help_text="By user name.")
    verb = serializers.CharField(max_length=64, required=False, default="")
    community = serializers.SlugField(required=False, default="", help_text="By its address.")
    since = serializers.DateField(required=False, default=None)
    until = serializers.DateField(required=False, default=None)


class Log(Endpoint):
    """Who changed what; administrators read all of it, owners what happened in their communities."""

    @extend_schema(
        operation_id="list_audit_entries", parameters=[LogQuery], responses=EntrySerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """List the entries, newest first."""
        if not may_read_log(self.viewer):
            raise Http404
        asked = self.asked(LogQuery)
        sieve = LogSieve.of({**asked, "in": asked["community"]})
        return self.paged(EntrySerializer, journal.entries(self.viewer, sieve), journal.KEYS)


class Figures(Endpoint):
    """What moderation did, in numbers."""

    @extend_schema(operation_id="show_moderation_figures", responses=FiguresSerializer)
    def show(self, request: Request) -> Response:
        """Show the numbers of each quarter, newest first."""
        return self.shown(FiguresSerializer, {"quarters": quarters()})
