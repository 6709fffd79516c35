"""What cases, rulings, rules and entries look like to programs, and what is asked of them."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.api import CommunityRefSerializer
from esn.api.fields import PageField
from esn.kit.models import AuditEntry
from moderation.models import (
    Appeal,
    Case,
    CommunityRules,
    Kind,
    Measure,
    Outcome,
    Reason,
    Report,
    Ruling,
    Sanction,
    WordRule,
)
from moderation.quarters import NAMES
from people.api import PersonRefSerializer


class NewReportSerializer(serializers.Serializer[Any]):
    """What is wrong with something that you see."""

    kind = serializers.ChoiceField(choices=Kind.choices)
    id = serializers.IntegerField(min_value=1, max_value=2**63 - 1, help_text="Of the thing, by its kind.")
    reason = serializers.ChoiceField(choices=Reason.choices)
    text = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class FiledReportSerializer(serializers.ModelSerializer[Report]):
    """Your report."""

    class Meta:
        model = Report
        fields = ["id", "reason", "text", "at"]


class ReportSerializer(FiledReportSerializer):
    """Somebody's report, for moderators alone."""

    reporter = PersonRefSerializer()

    class Meta(FiledReportSerializer.Meta):
        fields = [*FiledReportSerializer.Meta.fields, "reporter"]


class AppealSerializer(serializers.ModelSerializer[Appeal]):
    """An appeal against a ruling."""

    class Meta:
        model = Appeal
        fields = ["id", "text", "at", "is_overturned", "reason", "decided_at"]


class RulingSerializer(serializers.Serializer[Any]):
    """A ruling as those read it whom it concerns: who reported something is told the outcome and no measure."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=Kind.choices, source="case.kind")
    outcome = serializers.ChoiceField(choices=Outcome.choices)
    measure = serializers.SerializerMethodField()
    until_at = serializers.SerializerMethodField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()
    overturned_at = serializers.DateTimeField(allow_null=True)
    appeal_until = serializers.DateTimeField()
    appeal = serializers.SerializerMethodField()
    page = PageField()

    def _is_told(self, ruling: Ruling) -> bool:
        viewer = self.context["viewer"]
        return bool(ruling.case.author_id == viewer.pk or self.context.get("is_judge"))

    def get_measure(self, ruling: Ruling) -> str:
        """Return what its author met; nothing for others."""
        return ruling.measure if self._is_told(ruling) else ""

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_until_at(self, ruling: Ruling) -> Any:
        """Return until when that lasts."""
        return ruling.until_at if self._is_told(ruling) else None

    @extend_schema_field(AppealSerializer(allow_null=True))
    def get_appeal(self, ruling: Ruling) -> Any:
        """Return the appeal, to its author and to moderators."""
        appeal = getattr(ruling, "appeal", None)
        return AppealSerializer(appeal).data if appeal and self._is_told(ruling) else None


class CaseRefSerializer(serializers.ModelSerializer[Case]):
    """A case in a list."""

    page = PageField()
    kind = serializers.ChoiceField(choices=Kind.choices)
    community = CommunityRefSerializer(allow_null=True)
    author = PersonRefSerializer()
    claimed_by = PersonRefSerializer(allow_null=True)
    title = serializers.CharField()

    class Meta:
        model = Case
        fields = [
            "id", "kind", "cause", "community", "author", "title", "excerpt", "why", "opened_at", "report_count",
            "hidden_at", "claimed_by", "claimed_at", "closed_at", "page",
        ]  # fmt: skip


class CaseSerializer(CaseRefSerializer):
    """A case with everybody's reports and what was decided."""

    thread = serializers.IntegerField(source="thread_id", allow_null=True)
    comment = serializers.IntegerField(source="comment_id", allow_null=True)
    file = serializers.SerializerMethodField()
    reports = serializers.SerializerMethodField()
    ruling = serializers.SerializerMethodField()

    class Meta(CaseRefSerializer.Meta):
        fields = [*CaseRefSerializer.Meta.fields, "thread", "comment", "file", "reports", "ruling"]

    @extend_schema_field(serializers.URLField(allow_null=True))
    def get_file(self, case: Case) -> str | None:
        """Return where the bytes of a reported file are, for who decides about it, by the same token."""
        if case.file is None:
            return None
        return str(
            self.context["request"].build_absolute_uri(reverse("moderation:case_file", args=[case.pk]))
        )

    @extend_schema_field(ReportSerializer(many=True))
    def get_reports(self, case: Case) -> Any:
        """Return who reported it and why."""
        rows = case.reports.select_related("reporter").order_by("at", "pk")
        return ReportSerializer(rows, many=True).data

    @extend_schema_field(RulingSerializer(allow_null=True))
    def get_ruling(self, case: Case) -> Any:
        """Return how it ended."""
        ruling = getattr(case, "ruling", None)
        context = {**self.context, "is_judge": True}
        return RulingSerializer(ruling, context=context).data if ruling else None


class NewRulingSerializer(serializers.Serializer[Any]):
    """How a case ends."""

    outcome = serializers.ChoiceField(choices=Outcome.choices)
    measure = serializers.ChoiceField(choices=Measure.choices, required=False, default="", allow_blank=True)
    until_at = serializers.DateTimeField(required=False, allow_null=True, default=None)
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")
    is_public = serializers.BooleanField(required=False, default=True)
    note_text = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class NewAppealSerializer(serializers.Serializer[Any]):
    """Why it should be decided differently."""

    text = serializers.CharField(max_length=4000)


class AppealDecisionSerializer(serializers.Serializer[Any]):
    """The end of an appeal."""

    overturn = serializers.BooleanField()
    reason = serializers.CharField(max_length=400)


class RulesSerializer(serializers.ModelSerializer[CommunityRules]):
    """How a community is moderated; send `version` back, so that nobody overwrites another unawares."""

    newcomer_posts = serializers.IntegerField(min_value=0, max_value=50)
    newcomer_days = serializers.IntegerField(min_value=0, max_value=365)
    slow_seconds = serializers.IntegerField(min_value=0, max_value=86_400)
    hide_after = serializers.IntegerField(min_value=0, max_value=50)
    version = serializers.IntegerField(min_value=1, max_value=2**31 - 1)

    class Meta:
        model = CommunityRules
        fields = [
            "approval", "newcomer_posts", "newcomer_days", "with_comments", "slow_seconds", "hide_after", "version",
        ]  # fmt: skip


class WordSerializer(serializers.ModelSerializer[WordRule]):
    """A word or a site to look for."""

    class Meta:
        model = WordRule
        fields = ["id", "kind", "pattern", "effect", "why", "made_at"]
        read_only_fields = ["made_at"]
        # Adding one again changes what happens then.
        validators: list[Any] = []


class SanctionSerializer(serializers.ModelSerializer[Sanction]):
    """What somebody may not do in a community."""

    person = PersonRefSerializer()

    class Meta:
        model = Sanction
        fields = ["id", "person", "kind", "since_at", "until_at", "reason"]


class EntrySerializer(serializers.ModelSerializer[AuditEntry]):
    """An entry of the audit log; `digest` chains it to the entry before."""

    class Meta:
        model = AuditEntry
        fields = [
            "id", "at", "actor_id", "actor_name", "verb", "object_type", "object_id", "object_name", "community_id",
            "before", "after", "reason", "place", "digest",
        ]  # fmt: skip


class QuarterSerializer(serializers.Serializer[Any]):
    """The decisions of three months."""

    name = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        numbers = {name: serializers.IntegerField(source=f"numbers.{name}") for name in NAMES}
        return {**super().get_fields(), **numbers}


class FiguresSerializer(serializers.Serializer[Any]):
    """What moderation did, newest quarter first."""

    quarters = QuarterSerializer(many=True)
