"""What programs see of challenges and ideas, and what they send."""

from typing import Any

from rest_framework import serializers

from activity.actions.attaching import MOST
from activity.api.shapes import own_unsent
from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.fields import PageField, VisibleField
from ideas.models import (
    SHORTEST_REASON,
    BallotRule,
    Challenge,
    Decision,
    Idea,
    Support,
    TemplateQuestion,
)
from people.api import PersonRefSerializer
from people.models import Person

BRIEF = ["problem", "why_now", "in_scope", "out_of_scope", "good_answer", "pledge"]
DATES = ["opens_at", "submissions_close_at", "voting_close_at", "decide_by"]
FACTS = [
    "measure", "unit", "baseline", "target", "budget_cents", "currency", "voting_opens_at", "evaluate_by",
    "incubate", "count_visibility",
]  # fmt: skip


class TemplateQuestionSerializer(serializers.ModelSerializer[TemplateQuestion]):
    """A question of the challenge that ideas answer by its id."""

    class Meta:
        model = TemplateQuestion
        fields = ["id", "question", "help", "is_required"]


class BallotRuleSerializer(serializers.ModelSerializer[BallotRule]):
    """A kind of ballot with its numbers."""

    kind = serializers.ChoiceField(choices=BallotRule.Kind.choices)

    class Meta:
        model = BallotRule
        fields = ["kind", "amount", "cap", "may_oppose"]


class ChallengeSerializer(serializers.ModelSerializer[Challenge]):
    """A question to a community, with its brief and dates."""

    page = PageField()
    community = CommunityRefSerializer()
    sponsor = PersonRefSerializer()
    manager = PersonRefSerializer()
    kind = serializers.ChoiceField(choices=Challenge.Kind.choices)
    area = serializers.ChoiceField(choices=Challenge.Area.choices, allow_blank=True)
    state = serializers.ChoiceField(choices=Challenge.State.choices)
    questions = TemplateQuestionSerializer(many=True)
    ballots = BallotRuleSerializer(source="ballot_rules", many=True)

    class Meta:
        model = Challenge
        fields = [
            "id", "community", "kind", "area", "title", *BRIEF, "sponsor", "manager", "state", *DATES, *FACTS,
            "closed_at", "questions", "ballots", "idea_count", "page",
        ]  # fmt: skip


class ChallengeWordsSerializer(serializers.ModelSerializer[Challenge]):
    """The brief and the dates of a challenge, its number and its money; what is hidden is fixed once it opens."""

    class Meta:
        model = Challenge
        fields = ["title", *BRIEF, *DATES, *FACTS]
        # Only a box has no dates, and a box is not launched like this.
        extra_kwargs = {name: {"required": True, "allow_null": False} for name in DATES} | {
            "budget_cents": {"min_value": 1}
        }


class NewChallengeSerializer(ChallengeWordsSerializer):
    """A question to ask a community that you lead."""

    community = VisibleField(Community.objects.readable_by)
    sponsor = VisibleField(Person.objects.visible_to, required=False)

    class Meta(ChallengeWordsSerializer.Meta):
        fields = ["community", "sponsor", *ChallengeWordsSerializer.Meta.fields]


class NewBoxSerializer(serializers.ModelSerializer[Challenge]):
    """A standing idea box for an area of a community that you lead."""

    community = VisibleField(Community.objects.readable_by)
    sponsor = VisibleField(Person.objects.visible_to, required=False)
    area = serializers.ChoiceField(choices=Challenge.Area.choices)

    class Meta:
        model = Challenge
        fields = ["community", "area", "title", "problem", "good_answer", "sponsor", "pledge"]


class DecisionSerializer(serializers.ModelSerializer[Decision]):
    """What happens with an idea, and why."""

    outcome = serializers.ChoiceField(choices=Decision.Outcome.choices)
    reason_code = serializers.ChoiceField(choices=Decision.Reason.choices)
    decided_by = PersonRefSerializer()

    class Meta:
        model = Decision
        fields = ["outcome", "reason_code", "reason_text", "review_on", "decided_by", "decided_at"]


class VerdictSerializer(serializers.ModelSerializer[Decision]):
    """An answer to an idea, with a reason in your own words."""

    reason_text = serializers.CharField(min_length=SHORTEST_REASON, max_length=4000)
    is_meant = serializers.BooleanField(
        required=False, help_text="Confirms a reason that more than three ideas of the challenge would have."
    )

    class Meta:
        model = Decision
        fields = ["outcome", "reason_code", "reason_text", "review_on", "is_meant"]


class IdeaSerializer(serializers.ModelSerializer[Idea]):
    """An idea; its discussion is its thread. Numbers of supports stay hidden while voting is open."""

    page = PageField()
    challenge = serializers.IntegerField(source="challenge_id")
    thread = serializers.IntegerField(source="thread_id")
    author = PersonRefSerializer(
        source="shown_author", allow_null=True, help_text="Nobody, while you judge the idea without names."
    )
    stage = serializers.ChoiceField(choices=Idea.Stage.choices)
    answers = serializers.DictField(child=serializers.CharField(), help_text="By the id of the question.")
    merged_into = serializers.IntegerField(source="canonical_id", allow_null=True)
    is_supported = serializers.BooleanField(help_text="Whether you support it.")
    supports = serializers.IntegerField(source="shown_count", allow_null=True)
    decision = DecisionSerializer(allow_null=True)

    class Meta:
        model = Idea
        fields = [
            "id", "challenge", "thread", "author", "title", "problem", "proposal", "answers",
            "cost_cents", "body_html", "stage", "merged_into", "revision", "published_at", "edited_at",
            "is_supported", "supports", "decision", "page",
        ]  # fmt: skip


class IdeaWordsSerializer(serializers.Serializer[Any]):
    """An idea: a line, what to do, what is wrong, the challenge's own questions, a rough cost."""

    title = serializers.CharField(max_length=160)
    proposal = serializers.CharField(max_length=10_000)
    problem = serializers.CharField(max_length=6000, required=False, allow_blank=True)
    answers = serializers.DictField(
        child=serializers.CharField(max_length=4000, allow_blank=True),
        required=False,
        help_text="By the id of the question.",
    )
    cost_cents = serializers.IntegerField(min_value=0, max_value=10**14, required=False, allow_null=True)


class NewIdeaSerializer(IdeaWordsSerializer):
    """A new idea; of ideas that are alike it may say why it is another."""

    attachments = serializers.ListField(
        child=VisibleField(own_unsent), required=False, max_length=MOST, help_text="Uploaded before."
    )
    differs = serializers.DictField(
        child=serializers.CharField(max_length=600), required=False, help_text="By the id of the other idea."
    )


class IdeaDraftWordsSerializer(IdeaWordsSerializer):
    """A draft: only its line is needed. Your own files beside it become those that you name."""

    attachments = serializers.ListField(
        child=VisibleField(own_unsent), required=False, max_length=MOST, help_text="Uploaded before."
    )

    proposal = serializers.CharField(max_length=10_000, required=False, allow_blank=True)


class SupportSerializer(serializers.Serializer[Any]):
    """What you would do with it."""

    benefit = serializers.ChoiceField(choices=Support.Benefit.choices, required=False)


class ListingSerializer(serializers.Serializer[Any]):
    """One page of a challenge's ideas in an order."""

    next = serializers.URLField(allow_null=True)
    order = serializers.CharField()
    results = IdeaSerializer(many=True)


class ListingQuery(serializers.Serializer[Any]):
    """Which order and page; without an order, the one that is right for the challenge's state."""

    order = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")
    cursor = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class BoardColumnSerializer(serializers.Serializer[Any]):
    """Some stages of the board with the first of their ideas."""

    key = serializers.CharField()
    title = serializers.CharField(source="label")
    total = serializers.IntegerField()
    ideas = IdeaSerializer(many=True)


class ViewQuery(serializers.Serializer[Any]):
    """Which view of the board."""

    view = serializers.ChoiceField(choices=["stages", "roadmap"], required=False, default="stages")


class TypedSerializer(serializers.Serializer[Any]):
    """What is being typed."""

    title = serializers.CharField(max_length=160, required=False, allow_blank=True, default="")
    proposal = serializers.CharField(max_length=10_000, required=False, allow_blank=True, default="")


class SimilarIdeaSerializer(serializers.Serializer[Any]):
    """An idea like what was typed."""

    score = serializers.FloatField()
    idea = IdeaSerializer()


class BoardSerializer(serializers.Serializer[Any]):
    """The board by stage or as a roadmap."""

    columns = BoardColumnSerializer(many=True)


class LikenessSerializer(serializers.Serializer[Any]):
    """The ideas like what was typed, the likest first."""

    results = SimilarIdeaSerializer(many=True)
