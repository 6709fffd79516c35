"""What drafts, earlier wordings, removals and advice look like to programs."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activity.models import Draft, Post, Revision
from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.fields import VisibleField
from esn.kit.markup import MAX_LENGTH
from people.api import PersonRefSerializer

FIELDS = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
    "examples": [{"body": ["Hello"], "community": ["7"], "kind": ["update"]}],
}


@extend_schema_field(FIELDS)
class FieldsField(serializers.DictField):
    """Every field of the composer by name, each with its list of values."""

    child = serializers.ListField(
        child=serializers.CharField(max_length=MAX_LENGTH, allow_blank=True, trim_whitespace=False),
        max_length=100,
    )


class DraftSerializer(serializers.ModelSerializer[Draft]):
    """A text that you have not sent yet."""

    place = serializers.ChoiceField(choices=Draft.Place.choices)
    fields = FieldsField()  # type: ignore[assignment]  # the column has this name

    class Meta:
        model = Draft
        fields = [
            "id",
            "key",
            "place",
            "thread",
            "comment",
            "fields",
            "version",
            "updated_at",
            "due_at",
            "refusal",
        ]


class DraftFieldsSerializer(serializers.Serializer[Any]):
    """What is typed, and the version that it stands on; 0 for none."""

    fields = FieldsField()  # type: ignore[assignment]
    version = serializers.IntegerField(min_value=0, max_value=2**31 - 1, default=0)


class NewDraftSerializer(DraftFieldsSerializer):
    """What is typed, and where."""

    key = serializers.CharField(
        max_length=60,
        default="home",
        help_text="`home`, `community:7`, `thread:12` for a comment, `edit:12` and `comment:34` for a change.",
    )


class MomentSerializer(serializers.Serializer[Any]):
    """When to publish."""

    at = serializers.DateTimeField()


class DraftQuery(serializers.Serializer[Any]):
    """Which drafts."""

    scheduled = serializers.BooleanField(default=False)


class RevisionSerializer(serializers.ModelSerializer[Revision]):
    """The words that an edit replaced."""

    by = PersonRefSerializer()

    class Meta:
        model = Revision
        fields = ["number", "by", "at", "is_minor", "title", "body", "language"]


class RemovalSerializer(serializers.Serializer[Any]):
    """Who took something away, when and why."""

    removed_by = PersonRefSerializer(allow_null=True)
    removed_at = serializers.DateTimeField()
    reason = serializers.CharField(source="removal_reason")


class TypeaheadQuery(serializers.Serializer[Any]):
    """The sign, the beginning of a name, and the community that the text is for."""

    sign = serializers.ChoiceField(choices=["@", "#"], default="@")
    q = serializers.CharField(max_length=40)
    community = VisibleField(Community.objects.readable_by, required=False)


class OfferSerializer(serializers.Serializer[Any]):
    """What may be meant: `text` is what is written."""

    kind = serializers.ChoiceField(choices=["person", "place", "tag"])
    text = serializers.CharField()
    name = serializers.CharField()
    note = serializers.CharField()
    is_barred = serializers.BooleanField(help_text="Cannot read the community that the text is for.")


class DraftTextSerializer(serializers.Serializer[Any]):
    """A text before it is sent."""

    title = serializers.CharField(max_length=200, allow_blank=True, default="")
    body = serializers.CharField(max_length=MAX_LENGTH, allow_blank=True, default="")
    kind = serializers.ChoiceField(choices=Post.Kind.choices, default=Post.Kind.UPDATE)
    community = VisibleField(Community.objects.readable_by, required=False)


class PlaceAdviceSerializer(serializers.Serializer[Any]):
    """A community that fits, and why: by a tag, by its name, or by what is spoken of there."""

    community = CommunityRefSerializer()
    by = serializers.ChoiceField(choices=["tag", "name", "words"], source="reason")
    tag = serializers.CharField()
    count = serializers.IntegerField()


class SimilarSerializer(serializers.Serializer[Any]):
    """A question that was asked before."""

    thread = serializers.IntegerField(source="thread.pk")
    title = serializers.CharField(source="thread.title")
    comment_count = serializers.IntegerField(source="thread.comment_count")
    is_solved = serializers.BooleanField()


class AdviceSerializer(serializers.Serializer[Any]):
    """Advice on a text."""

    places = PlaceAdviceSerializer(many=True)
    similar = SimilarSerializer(many=True)
    barred = PersonRefSerializer(many=True)
