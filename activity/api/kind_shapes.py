"""What the kinds of posts look like to programs, and what is asked for each."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activity.actions.announcing import MustReadPlan
from activity.actions.planning import Plan
from activity.actions.polling import PollPlan
from activity.actions.praising import PraisePlan
from activity.kinds import announcements, polls
from activity.models import CompanyValue, LinkCard, MustRead, Post, Reaction, ReactionSign
from activity.models.poll import FEWEST, MOST
from esn.api.fields import VisibleField, address
from people.api import PersonRefSerializer
from people.models import Person


class OptionSerializer(serializers.Serializer[polls.Choice]):
    """An option; `votes` is null while the results are hidden from you."""

    id = serializers.IntegerField(source="pk")
    text = serializers.CharField()
    is_mine = serializers.BooleanField()
    votes = serializers.IntegerField(source="count", allow_null=True)


class PollSerializer(serializers.Serializer[polls.Result]):
    """A poll as you see it; who voted for what is told to nobody."""

    is_multiple = serializers.BooleanField(source="poll.is_multiple")
    is_hidden = serializers.BooleanField(source="poll.is_hidden", help_text="Results only after voting.")
    closes_at = serializers.DateTimeField(source="poll.closes_at", allow_null=True)
    is_closed = serializers.BooleanField(source="poll.is_closed")
    voters = serializers.IntegerField()
    options = OptionSerializer(source="choices", many=True)


class ValueRefSerializer(serializers.ModelSerializer[CompanyValue]):
    """A value, named in passing."""

    class Meta:
        model = CompanyValue
        fields = ["id", "label", "emoji"]


class PraiseSerializer(serializers.Serializer[Any]):
    """Who is praised, and for what."""

    value = ValueRefSerializer()
    people = PersonRefSerializer(many=True)


class MustReadSerializer(serializers.Serializer[announcements.Asked]):
    """What an announcement asks of you."""

    audience = serializers.ChoiceField(choices=MustRead.Audience.choices, source="must_read.audience")
    due_on = serializers.DateField(source="must_read.due_on", allow_null=True)
    is_asked = serializers.BooleanField(help_text="Whether you are to confirm it.")
    read_at = serializers.DateTimeField(allow_null=True, help_text="When you confirmed it.")


class LinkCardSerializer(serializers.ModelSerializer[LinkCard]):
    """What is known of the page behind the first link; `image` is served to signed-in people."""

    image = serializers.SerializerMethodField()

    class Meta:
        model = LinkCard
        fields = ["url", "title", "description", "site_name", "image"]

    @extend_schema_field({"type": ["string", "null"], "format": "uri-reference"})
    def get_image(self, card: LinkCard) -> str | None:
        return address("link_image", pk=card.pk) if card.image_width else None


class NewPollSerializer(serializers.Serializer[Any]):
    """Two to twelve options."""

    options = serializers.ListField(
        child=serializers.CharField(max_length=140), min_length=FEWEST, max_length=MOST
    )
    is_multiple = serializers.BooleanField(default=False)
    is_hidden = serializers.BooleanField(default=False, help_text="Show results only after voting.")
    closes_at = serializers.DateTimeField(required=False, allow_null=True, default=None)


class NewPraiseSerializer(serializers.Serializer[Any]):
    """Whom, and for which value."""

    people = serializers.ListField(child=VisibleField(Person.objects.visible_to), min_length=1, max_length=20)
    value = VisibleField(lambda _viewer: CompanyValue.objects.filter(retired_at=None))


class NewMustReadSerializer(serializers.Serializer[Any]):
    """Who has to confirm an announcement, and until when."""

    audience = serializers.ChoiceField(choices=MustRead.Audience.choices, default=MustRead.Audience.MEMBERS)
    due_on = serializers.DateField(required=False, allow_null=True, default=None)


def planned(given: dict[str, Any]) -> dict[str, Any]:
    """Return the arguments of publishing, with the plan that belongs to the kind; the other details are ignored."""
    details = {name: given.pop(name, None) for name in ("poll", "praise", "must_read")}
    makers: dict[str, tuple[str, type]] = {
        Post.Kind.POLL: ("poll", PollPlan),
        Post.Kind.PRAISE: ("praise", PraisePlan),
        Post.Kind.ANNOUNCEMENT: ("must_read", MustReadPlan),
    }
    name, make = makers.get(given.get("kind", ""), ("", object))
    plan: Plan | None = make(**details[name]) if name and details[name] is not None else None
    return {**given, "plan": plan}


class VoteSerializer(serializers.Serializer[Any]):
    """The ids of the options chosen."""

    options = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=2**63 - 1), min_length=1, max_length=MOST
    )


class ReaderSerializer(serializers.ModelSerializer[Person]):
    """Somebody who is to confirm an announcement; `read_at` is null while they have not."""

    read_at = serializers.DateTimeField(allow_null=True)

    class Meta:
        model = Person
        fields = ["id", "username", "display_name", "title", "is_external", "read_at"]


class ReadersQuery(serializers.Serializer[Any]):
    """Which readers."""

    state = serializers.ChoiceField(choices=["waiting", "read", "all"], required=False, default="waiting")
    search = serializers.CharField(max_length=100, required=False, allow_blank=True, default="")


class ReactorSerializer(serializers.ModelSerializer[Reaction]):
    """Somebody reacted with a sign."""

    person = PersonRefSerializer()

    class Meta:
        model = Reaction
        fields = ["person", "kind", "at"]


class ReactorsQuery(serializers.Serializer[Any]):
    """Which reactions."""

    kind = serializers.CharField(max_length=12, required=False, allow_blank=True, default="")


class SignRowSerializer(serializers.ModelSerializer[ReactionSign]):
    """A sign to react with; `key` is what a reaction names."""

    is_active = serializers.SerializerMethodField()

    class Meta:
        model = ReactionSign
        fields = ["id", "key", "label", "emoji", "drawing", "place", "is_active"]

    def get_is_active(self, row: ReactionSign) -> bool:
        return row.retired_at is None


class ValueRowSerializer(serializers.ModelSerializer[CompanyValue]):
    """A value to praise for."""

    is_active = serializers.SerializerMethodField()

    class Meta:
        model = CompanyValue
        fields = ["id", "key", "label", "emoji", "tint", "place", "is_active"]

    def get_is_active(self, row: CompanyValue) -> bool:
        return row.retired_at is None


class _ChoiceWords(serializers.Serializer[Any]):
    label = serializers.CharField(max_length=40)  # type: ignore[assignment]  # a field of that name
    emoji = serializers.CharField(max_length=16, required=False, allow_blank=True)
    place = serializers.IntegerField(min_value=0, max_value=999, required=False)
    is_active = serializers.BooleanField(required=False)


class SignWordsSerializer(_ChoiceWords):
    """What a sign is called, how it looks and where it stands."""

    drawing = serializers.ChoiceField(choices=ReactionSign.Drawing.choices, required=False, allow_blank=True)


class ValueWordsSerializer(_ChoiceWords):
    """What a value is called, how it looks and where it stands."""

    tint = serializers.ChoiceField(choices=CompanyValue.Tint.choices, required=False)
