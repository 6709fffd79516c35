"""Results of closed challenges for programs: counting, figures, publishing, the signed bundle, everything as values."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from ideas import board, sheets
from ideas.actions import counting
from ideas.models import Challenge, Result
from ideas.policies import may_see_results, require


class FigureSerializer(serializers.Serializer[Any]):
    """A figure as the bundle has it: its name, its settings, and what was computed."""

    figure = serializers.CharField()
    settings = serializers.DictField()
    result = serializers.JSONField()


class ResultSerializer(serializers.Serializer[Any]):
    """How far counting is, and what was counted."""

    progress = serializers.IntegerField()
    is_broken_off = serializers.SerializerMethodField()
    counted_at = serializers.DateTimeField(allow_null=True)
    published_at = serializers.DateTimeField(allow_null=True)
    figures = serializers.SerializerMethodField()
    withheld = serializers.SerializerMethodField()
    departments = serializers.SerializerMethodField()

    def get_is_broken_off(self, row: Result) -> bool:
        """Whether the count must be asked for again."""
        return bool(row.error)

    def get_figures(self, row: Result) -> list[dict[str, Any]]:
        """Every figure that was computed."""
        return list(row.body.get("published", [])) if row.is_counted else []

    def get_withheld(self, row: Result) -> list[str]:
        """Kinds of ballots that fewer than five people cast."""
        return list(row.notes.get("withheld", []))

    def get_departments(self, row: Result) -> dict[str, list[list[Any]]]:
        """Supporters by department for each idea; small ones stand together without a name."""
        return dict(row.notes.get("departments", {})) if row.is_counted else {}


class BundleSerializer(serializers.Serializer[Any]):
    """The signed bundle; `manage.py verify_challenge FILE` recomputes it."""

    format = serializers.CharField()
    body = serializers.DictField()
    signature = serializers.DictField()


class EverythingSerializer(serializers.Serializer[Any]):
    """A challenge with its ideas, decisions, figures, deliveries and outcomes."""

    challenge = serializers.DictField()
    ideas = serializers.ListField(child=serializers.DictField())


class Results(Endpoint):
    """Results of challenges: for sponsor and manager once voting has closed, for readers once published."""

    def seen(self, pk: int) -> Challenge:
        """Return a challenge whose results the viewer may read."""
        challenge = self.find(board.challenges(self.viewer), pk=pk)
        result = Result.objects.filter(challenge=challenge).first()
        require(may_see_results(self.viewer, challenge, result))
        return challenge

    @extend_schema(operation_id="show_results", responses=ResultSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show the results, or how far counting is."""
        return self.shown(ResultSerializer, self.find(Result.objects.all(), challenge=self.seen(pk)))

    @extend_schema(operation_id="count_results", request=None, responses={204: None})
    def count(self, request: Request, pk: int) -> Response:
        """Have a closed challenge counted in the background, or counted anew until it is published."""
        counting.ask_count(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="publish_results", request=None, responses={204: None})
    def publish(self, request: Request, pk: int) -> Response:
        """Show the results to everybody who may read the challenge; from then on they stay as they are."""
        counting.publish_results(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="show_bundle", responses=BundleSerializer)
    def bundle(self, request: Request, pk: int) -> Response:
        """Hand out the signed bundle of published results."""
        rows = Result.objects.filter(published_at__isnull=False)
        return Response(sheets.bundle_of(self.find(rows, challenge=self.seen(pk))))

    @extend_schema(operation_id="export_challenge", responses=EverythingSerializer)
    def export(self, request: Request, pk: int) -> Response:
        """Hand out the challenge with everything that its ideas tell."""
        return Response(sheets.as_values(self.viewer, self.seen(pk)))
