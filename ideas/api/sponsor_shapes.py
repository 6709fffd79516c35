"""What programs see and send of decisions for many, panels, deliveries and outcomes."""

from typing import Any

from rest_framework import serializers

from communities.models import Community
from esn.api.fields import VisibleField
from ideas.models import (
    SHORTEST_REASON,
    Assignment,
    BallotRule,
    Criterion,
    Decision,
    Delivery,
    Idea,
    Milestone,
    Outcome,
    Panel,
    Reading,
    Score,
    TemplateQuestion,
)
from people.api import PersonRefSerializer
from people.models import Person


class ManyVerdictSerializer(serializers.ModelSerializer[Decision]):
    """One decision for several ideas of a challenge; more than three with one reason must be meant so."""

    ideas = VisibleField(Idea.objects.visible_to, many=True)
    reason_text = serializers.CharField(min_length=SHORTEST_REASON, max_length=4000)
    is_meant = serializers.BooleanField(required=False, default=False)

    class Meta:
        model = Decision
        fields = ["ideas", "outcome", "reason_code", "reason_text", "review_on", "is_meant"]


class StageSerializer(serializers.Serializer[Any]):
    """Where an idea shall go; a question to its author needs its words."""

    stage = serializers.ChoiceField(choices=["open", "shortlisted", "evaluating", "needs_info"])
    said = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class MergeSerializer(serializers.Serializer[Any]):
    """Into which idea of the same challenge, and why."""

    target = VisibleField(Idea.objects.visible_to)
    reason = serializers.CharField(min_length=SHORTEST_REASON, max_length=4000)


class PanelSerializer(serializers.ModelSerializer[Panel]):
    """How a panel works, and its round."""

    class Meta:
        model = Panel
        fields = ["is_blind", "minds_chain", "round", "closed_at"]
        read_only_fields = ["round", "closed_at"]


class AssignSerializer(serializers.Serializer[Any]):
    """Who scores: one idea by hand, or without it all that wait, evenly."""

    evaluators = VisibleField(Person.objects.visible_to, many=True)
    each = serializers.IntegerField(min_value=1, max_value=50, required=False, default=3)
    idea = VisibleField(Idea.objects.visible_to, required=False)


class AssignmentSerializer(serializers.ModelSerializer[Assignment]):
    """Who scores which idea in a round, without the marks."""

    evaluator = PersonRefSerializer()
    idea = serializers.IntegerField(source="idea_id")

    class Meta:
        model = Assignment
        fields = ["id", "evaluator", "idea", "round", "has_conflict", "scored_at"]


class ScoreSerializer(serializers.ModelSerializer[Score]):
    """A mark from 1 to 7 for a criterion; 1, 2, 6 and 7 with a reason."""

    criterion = serializers.IntegerField(min_value=1, max_value=2**62, source="criterion_id")
    value = serializers.IntegerField(min_value=1, max_value=7)

    class Meta:
        model = Score
        fields = ["criterion", "value", "rationale"]


class ScorecardSerializer(serializers.ModelSerializer[Assignment]):
    """Your own scorecard: the idea's words without its author, and your marks."""

    idea = serializers.IntegerField(source="idea_id")
    title = serializers.CharField(source="idea.title")
    problem = serializers.CharField(source="idea.problem")
    proposal = serializers.CharField(source="idea.proposal")
    scores = ScoreSerializer(many=True)

    class Meta:
        model = Assignment
        fields = [
            "id",
            "idea",
            "title",
            "problem",
            "proposal",
            "round",
            "has_conflict",
            "scored_at",
            "scores",
        ]


class MarksSerializer(serializers.Serializer[Any]):
    """A whole scorecard."""

    scores = ScoreSerializer(many=True)


class WhySerializer(serializers.Serializer[Any]):
    """Why you must not score it."""

    reason = serializers.CharField(max_length=400)


class MilestoneSerializer(serializers.ModelSerializer[Milestone]):
    """A step of a delivery."""

    class Meta:
        model = Milestone
        fields = ["id", "title", "due_on", "done_at"]
        read_only_fields = ["done_at"]


class DeliverySerializer(serializers.ModelSerializer[Delivery]):
    """Who builds an idea, and the steps."""

    owner = PersonRefSerializer()
    milestones = MilestoneSerializer(many=True)

    class Meta:
        model = Delivery
        fields = ["owner", "promise", "started_at", "due_on", "finished_at", "milestones"]


class NewDeliverySerializer(serializers.ModelSerializer[Delivery]):
    """Who shall build an idea, by when, and in which room it is talked about."""

    owner = VisibleField(Person.objects.visible_to)
    community = VisibleField(Community.objects.readable_by, required=False, allow_null=True)

    class Meta:
        model = Delivery
        fields = ["owner", "promise", "due_on", "community"]


class OutcomeReadingSerializer(serializers.ModelSerializer[Reading]):
    """A measurement, perhaps of the comparison group or from before."""

    class Meta:
        model = Reading
        fields = ["id", "value", "on", "source", "is_comparison", "is_before"]


class OutcomeSerializer(serializers.ModelSerializer[Outcome]):
    """A number that an idea shall change."""

    kind = serializers.ChoiceField(choices=Outcome.Kind.choices)
    verified_by = PersonRefSerializer(read_only=True, allow_null=True)
    readings = OutcomeReadingSerializer(many=True, read_only=True)

    class Meta:
        model = Outcome
        fields = [
            "id", "metric", "unit", "kind", "baseline", "baseline_on", "target", "attribution", "note",
            "verified_by", "verified_at", "verification", "readings",
        ]  # fmt: skip
        read_only_fields = ["verified_at", "verification"]


class VerificationSerializer(serializers.Serializer[Any]):
    """How the benefit was checked."""

    verification = serializers.CharField(max_length=2000)


class CountingRuleSerializer(serializers.ModelSerializer[BallotRule]):
    """A kind of ballot with its numbers."""

    kind = serializers.ChoiceField(choices=BallotRule.Kind.choices)

    class Meta:
        model = BallotRule
        fields = ["kind", "amount", "cap", "may_oppose"]


class CriterionSerializer(serializers.ModelSerializer[Criterion]):
    """What evaluators score, with words for 1, 4 and 7."""

    class Meta:
        model = Criterion
        fields = ["name", "question", "low", "middle", "high", "weight"]


class QuestionSerializer(serializers.ModelSerializer[TemplateQuestion]):
    """A question that every idea answers."""

    class Meta:
        model = TemplateQuestion
        fields = ["question", "help", "is_required"]
