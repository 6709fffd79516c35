"""What programs see and send of drafts, authors, talk and ballots."""

from typing import Any

from rest_framework import serializers

from esn.api.fields import VisibleField
from ideas.models import (
    SHORTEST_CONCERN,
    SHORTEST_REASON,
    Ballot,
    BallotRule,
    CommentKind,
    Concern,
    Contributor,
    Draft,
    IdeaRevision,
    PairVote,
)
from people.api import PersonRefSerializer
from people.models import Person

WORDS = ["title", "problem", "proposal", "answers", "cost_cents"]


class IdeaDraftSerializer(serializers.ModelSerializer[Draft]):
    """An idea that only its authors see."""

    challenge = serializers.IntegerField(source="challenge_id")
    author = PersonRefSerializer()
    answers = serializers.DictField(child=serializers.CharField())
    files = serializers.PrimaryKeyRelatedField(many=True, read_only=True)

    class Meta:
        model = Draft
        fields = ["id", "challenge", "author", *WORDS, "files", "created_at", "changed_at", "submitted_at"]


class WhomSerializer(serializers.Serializer[Any]):
    """Whom to ask."""

    person = VisibleField(Person.objects.visible_to)


class AuthorSerializer(serializers.ModelSerializer[Contributor]):
    """Somebody beside the first author; agreed since, or nothing yet."""

    person = PersonRefSerializer()
    role = serializers.ChoiceField(choices=Contributor.Role.choices)

    class Meta:
        model = Contributor
        fields = ["person", "role", "added_at", "consented_at"]


class ConcernSerializer(serializers.ModelSerializer[Concern]):
    """What somebody fears about an idea."""

    person = PersonRefSerializer(read_only=True)
    text = serializers.CharField(min_length=SHORTEST_CONCERN, max_length=1000)

    class Meta:
        model = Concern
        fields = ["person", "text", "at"]
        read_only_fields = ["at"]


class VersionSerializer(serializers.ModelSerializer[IdeaRevision]):
    """One version of an idea's words."""

    by = PersonRefSerializer()
    answers = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = IdeaRevision
        fields = ["number", *WORDS, "by", "at"]


class RemarkSerializer(serializers.Serializer[Any]):
    """A comment on an idea, perhaps of a kind."""

    body = serializers.CharField(max_length=20_000)
    kind = serializers.ChoiceField(choices=CommentKind.Kind.choices, required=False)
    reply_to = serializers.IntegerField(required=False, min_value=1, max_value=2**62)


class SaidSerializer(serializers.Serializer[Any]):
    """What was asked for."""

    said = serializers.CharField(max_length=2000, required=False, allow_blank=True, default="")


class EvidenceSerializer(serializers.Serializer[Any]):
    """What is new since the decision."""

    evidence = serializers.CharField(min_length=SHORTEST_REASON, max_length=4000)


class BallotLineSerializer(serializers.Serializer[Any]):
    """What one idea gets: votes, or in a ranking its place."""

    idea = serializers.IntegerField(min_value=1, max_value=2**62, source="idea_id")
    value = serializers.IntegerField(min_value=-1000, max_value=1000)


class SentLineSerializer(serializers.Serializer[Any]):
    """What one idea shall get."""

    idea = serializers.IntegerField(min_value=1, max_value=2**62)
    value = serializers.IntegerField(min_value=-1000, max_value=1000)


class SentBallotSerializer(serializers.Serializer[Any]):
    """A whole ballot."""

    lines = SentLineSerializer(many=True)


class BallotSerializer(serializers.ModelSerializer[Ballot]):
    """Your own ballot: nobody else ever sees it."""

    challenge = serializers.IntegerField(source="challenge_id")
    kind = serializers.ChoiceField(choices=BallotRule.Kind.choices)
    lines = BallotLineSerializer(many=True)

    class Meta:
        model = Ballot
        fields = ["challenge", "kind", "cast_at", "lines"]


class PairSerializer(serializers.ModelSerializer[PairVote]):
    """Two ideas side by side; your own answer, or an empty one."""

    left = serializers.IntegerField(source="left_id")
    right = serializers.IntegerField(source="right_id")
    answer = serializers.ChoiceField(choices=PairVote.Answer.choices, allow_blank=True)

    class Meta:
        model = PairVote
        fields = ["id", "left", "right", "turn", "answer"]


class PairAnswerSerializer(serializers.Serializer[Any]):
    """Which of the two is better."""

    answer = serializers.ChoiceField(choices=PairVote.Answer.choices)
