"""How a community does, for programs of those who run it."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from activity import health
from communities.models import Community
from communities.policies import may_lead, require
from esn.api.endpoint import Endpoint

FIGURES = (
    "members", "joined", "active", "contributors", "threads", "answered", "response_rate", "median_hours",
)  # fmt: skip


class PeriodQuery(serializers.Serializer[Any]):
    """Over how many days."""

    days = serializers.ChoiceField(choices=health.PERIODS, required=False, default=health.PERIODS[0])


class WeekSerializer(serializers.Serializer[Any]):
    """Threads and answers of one week."""

    week = serializers.DateTimeField()
    contributions = serializers.IntegerField()


class HealthSerializer(serializers.Serializer[Any]):
    """The figures of a community's page of health."""

    members = serializers.IntegerField()
    joined = serializers.IntegerField()
    active = serializers.IntegerField(help_text="Members who wrote, reacted or voted in the period.")
    contributors = serializers.IntegerField(help_text="Who started a thread or answered.")
    threads = serializers.IntegerField()
    answered = serializers.IntegerField(help_text="Threads that somebody else met within 28 days.")
    response_rate = serializers.FloatField(allow_null=True)
    median_hours = serializers.FloatField(
        allow_null=True, help_text="Until the first answer by somebody else."
    )
    weeks = WeekSerializer(many=True)
    unanswered_questions = serializers.IntegerField()
    ungreeted = serializers.ListField(child=serializers.IntegerField(), help_text="Ids of newcomers.")


class CommunityHealth(Endpoint):
    """The health of a community that the viewer runs."""

    @extend_schema(operation_id="show_community_health", parameters=[PeriodQuery], responses=HealthSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show whether people come, write and are answered."""
        community = self.find(Community.objects.visible_to(self.viewer), pk=pk)
        require(may_lead(self.viewer, community))
        numbers = health.numbers(community, self.asked(PeriodQuery)["days"])
        waits = health.waiting(community)
        figures: dict[str, Any] = {name: getattr(numbers, name) for name in FIGURES}
        figures["weeks"] = [{"week": week, "contributions": number} for week, number in numbers.weeks]
        figures["unanswered_questions"] = waits.question_count
        figures["ungreeted"] = [row.person_id for row in waits.ungreeted]
        return self.shown(HealthSerializer, figures)
