"""Figures for programs: the same released snapshot as on the page, for the same few people."""

from typing import Any

from django.http import Http404
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from analytics import dashboard
from analytics.actions import auditing
from analytics.measures.declared import Measure
from analytics.measures.registry import MEASURES
from esn.api.endpoint import Endpoint
from people.policies import may_see_analytics

Body = dict[str, Any]


class FigureSerializer(serializers.Serializer[Any]):
    """A figure of one group; `value` is null where it is hidden or not defined, and `reason` says why."""

    value = serializers.FloatField(allow_null=True)
    interval = serializers.ListField(
        child=serializers.FloatField(allow_null=True),
        allow_null=True,
        help_text="95 %: low, high; no high where the record is too short to bound it.",
    )
    n = serializers.IntegerField(allow_null=True, help_text="People, posts or ties that it is a share of.")
    hidden = serializers.BooleanField()
    reason = serializers.CharField()
    parts = serializers.DictField(child=serializers.FloatField(allow_null=True))


class UnitFigureSerializer(FigureSerializer):
    """A figure of one department."""

    department = serializers.IntegerField(help_text="Id of an org unit.")


class MeasureSerializer(serializers.Serializer[Any]):
    """A measure: its definition and the company's figure."""

    id = serializers.CharField()
    name = serializers.CharField()
    definition = serializers.CharField()
    formula = serializers.CharField()
    panel = serializers.CharField()
    unit = serializers.ChoiceField(choices=["share", "index", "hours", "days", "number"])
    benchmark = serializers.FloatField(allow_null=True)
    benchmark_note = serializers.CharField()
    goal = serializers.FloatField(allow_null=True, help_text="What to aim at; null where none is set.")
    version = serializers.IntegerField()
    company = FigureSerializer()
    previous = serializers.FloatField(allow_null=True, help_text="The value 28 days before.")
    last_year = serializers.FloatField(allow_null=True)


class MeasureDetailSerializer(MeasureSerializer):
    """A measure with its departments and its last twelve weeks."""

    departments = UnitFigureSerializer(many=True)
    history = serializers.ListField(child=serializers.FloatField(allow_null=True))


class InsightsSerializer(serializers.Serializer[Any]):
    """All measures as of one day; no day while nothing has been counted."""

    as_of = serializers.DateField(allow_null=True)
    computed_at = serializers.DateTimeField(allow_null=True)
    measures = MeasureSerializer(many=True)


class DetectorSerializer(serializers.Serializer[Any]):
    """What a detector of a failing scenario says."""

    id = serializers.CharField()
    level = serializers.ChoiceField(choices=["calm", "watch", "alert", "critical", "unknown"])
    on = serializers.DateField(allow_null=True, help_text="The day of its last weekly look.")
    sentence = serializers.CharField()
    advice = serializers.ListField(child=serializers.CharField())
    evidence = serializers.DictField(allow_null=True)


class DetectorsSerializer(serializers.Serializer[Any]):
    """All detectors as of one day."""

    as_of = serializers.DateField(allow_null=True)
    detectors = DetectorSerializer(many=True)


class Insights(Endpoint):
    """Adoption figures; for executives, analysts and administrators."""

    def _look(self) -> dashboard.Shown | None:
        if not may_see_analytics(self.viewer):
            raise Http404
        shown = dashboard.newest()
        auditing.note_view(self.viewer, shown.pk if shown else 0)
        return shown

    @extend_schema(operation_id="list_measures", responses=InsightsSerializer)
    def overview(self, request: Request) -> Response:
        """List all measures with the company's figures."""
        shown = self._look()
        kept = shown.body["measures"] if shown else {}
        return Response(
            {
                "as_of": shown.as_of if shown else None,
                "computed_at": shown.computed_at if shown else None,
                "measures": [_measure(one, kept[one.id]) for one in MEASURES.values() if one.id in kept],
            }
        )

    @extend_schema(operation_id="show_measure", responses=MeasureDetailSerializer)
    def show(self, request: Request, key: str) -> Response:
        """Show one measure with the figures of its departments."""
        shown = self._look()
        if shown is None or key not in MEASURES or key not in shown.body["measures"]:
            raise Http404
        kept = shown.body["measures"][key]
        units = [{**_figure(figure), "department": int(pk)} for pk, figure in kept["departments"].items()]
        return Response({**_measure(MEASURES[key], kept), "departments": units, "history": kept["history"]})

    @extend_schema(operation_id="list_detectors", responses=DetectorsSerializer)
    def detectors(self, request: Request) -> Response:
        """List the early warnings with their evidence."""
        shown = self._look()
        states = shown.body["detectors"] if shown else {}
        rows = [
            {
                "id": key,
                "level": state["level"],
                "on": state.get("on"),
                "sentence": state["sentence"],
                "advice": state["advice"],
                "evidence": state["evidence"],
            }
            for key, state in states.items()
        ]
        return Response({"as_of": shown.as_of if shown else None, "detectors": rows})


def _measure(one: Measure, kept: Body) -> Body:
    return {
        "id": one.id,
        "name": str(one.name),
        "definition": str(one.words),
        "formula": one.formula,
        "panel": str(one.panel),
        "unit": one.unit,
        "benchmark": one.benchmark,
        "benchmark_note": str(one.benchmark_words),
        "goal": one.goal,
        "version": one.version,
        "company": _figure(kept["company"]),
        "previous": kept["previous"],
        "last_year": kept["last_year"],
    }


def _figure(figure: Body) -> Body:
    low, high = figure["low"], figure["high"]
    return {
        "value": figure["value"],
        "interval": None if low is None else [low, high],
        "n": None if figure["hidden"] else figure["n"],
        "hidden": figure["hidden"],
        "reason": figure["reason"],
        "parts": figure["parts"],
    }


urlpatterns = [
    path("insights/", Insights.as_view({"get": "overview"}), name="insights"),
    path("insights/measures/<str:key>/", Insights.as_view({"get": "show"}), name="measure"),
    path("insights/detectors/", Insights.as_view({"get": "detectors"}), name="detectors"),
]
