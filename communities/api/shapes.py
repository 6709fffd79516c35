"""How communities, members, requests and invitations look to programs."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.actions.describing import MOST_LINKS, MOST_QUESTIONS, MOST_TOPICS, is_harmless
from communities.models import (
    Community,
    Invitation,
    InvitationLink,
    JoinRequest,
    JoinRule,
    Membership,
    MemberWork,
)
from communities.models.inviting import INVITED_ROLES
from communities.presets import PRESETS
from esn.api.fields import MAX_ID, PageField, VisibleField
from people import directory
from people.api import PersonRefSerializer, UnitRefSerializer
from people.models import OrgUnit, Person


class CommunityRefSerializer(serializers.ModelSerializer[Community]):
    """A community, named in passing."""

    class Meta:
        model = Community
        fields = ["id", "slug", "name"]


class LinkSerializer(serializers.Serializer[Any]):
    """A title and where it leads."""

    title = serializers.CharField(max_length=120)
    url = serializers.CharField(max_length=400)

    def validate_url(self, url: str) -> str:
        if not is_harmless(url):
            raise serializers.ValidationError("An address begins with https://, http://, mailto: or /.")
        return url


class RuleSerializer(serializers.ModelSerializer[JoinRule]):
    """Whoever stands in these units or below, at these sites, belongs by itself."""

    class Meta:
        model = JoinRule
        fields = ["units", "sites", "is_removing"]


class PictureSerializer(serializers.Serializer[Community]):
    """A picture in place of the drawn cover; its address asks for the right to know of the community."""

    url = serializers.SerializerMethodField()
    alt = serializers.CharField(source="picture_alt")

    def get_url(self, community: Community) -> str:
        return str(self.context["request"].build_absolute_uri(community.picture_address))


class CommunitySerializer(serializers.ModelSerializer[Community]):
    """A community that you may know of."""

    page = PageField()
    picture = serializers.SerializerMethodField()
    department = UnitRefSerializer(allow_null=True)
    join_policy = serializers.ChoiceField(choices=Community.JoinPolicy.choices)
    is_joined = serializers.BooleanField(help_text="Whether you belong to it.")
    is_requested = serializers.BooleanField(help_text="Whether your request to join waits for an answer.")
    is_invited = serializers.BooleanField(help_text="Whether an invitation waits for your answer.")

    class Meta:
        model = Community
        fields = [
            "id", "slug", "name", "kind", "posting", "join_policy", "questions", "description", "reach",
            "department", "cover", "tint", "picture", "is_everyone", "founded_at", "archived_at", "member_count",
            "is_joined", "is_requested", "is_invited", "page",
        ]  # fmt: skip

    @extend_schema_field(PictureSerializer(allow_null=True))
    def get_picture(self, community: Community) -> Any:
        return PictureSerializer(community, context=self.context).data if community.picture else None


class FullCommunitySerializer(CommunitySerializer):
    """A community whose contents you may read; of one that you may not, only what its door shows."""

    topics = serializers.SerializerMethodField()
    links = serializers.SerializerMethodField()
    pinned = serializers.SerializerMethodField()
    parent = serializers.SerializerMethodField(help_text="If you may know of it.")  # type: ignore[assignment]  # a column
    rule = RuleSerializer(allow_null=True, default=None, read_only=True)

    class Meta(CommunitySerializer.Meta):
        fields = [
            *CommunitySerializer.Meta.fields, "welcome", "rules", "topics", "links", "pinned", "parent",
            "rule", "version",
        ]  # fmt: skip

    def get_topics(self, community: Community) -> list[str]:
        return [topic.name for topic in community.topics.all()]

    def get_links(self, community: Community) -> list[dict[str, str]]:
        return [{"title": r.title, "url": r.url} for r in community.resources.all() if not r.is_pinned]

    def get_pinned(self, community: Community) -> list[dict[str, str]]:
        return [{"title": r.title, "url": r.url} for r in community.resources.all() if r.is_pinned]

    def get_parent(self, community: Community) -> int | None:
        known = Community.objects.visible_to(self.context["viewer"])
        return known.filter(children=community).values_list("pk", flat=True).first()


def departments(viewer: Person) -> QuerySet[OrgUnit]:
    """Return the departments that a community may belong to."""
    return directory.units(viewer).filter(kind=OrgUnit.Kind.DEPARTMENT)


def parents(viewer: Person) -> QuerySet[Community]:
    """Return the communities under which the viewer may put one."""
    return Community.objects.led_by(viewer).standing()


class RuleWordsSerializer(serializers.Serializer[Any]):
    """Units and sites by their ids; with neither the rule goes."""

    units = VisibleField(directory.units, many=True, required=False)
    sites = VisibleField(directory.sites_of, many=True, required=False)
    is_removing = serializers.BooleanField(required=False, default=True)


class WordsSerializer(serializers.Serializer[Any]):
    """A community's settings."""

    name = serializers.CharField(max_length=80)
    description = serializers.CharField(max_length=400, allow_blank=True, required=False)
    kind = serializers.ChoiceField(choices=Community.Kind.choices, required=False)
    posting = serializers.ChoiceField(choices=Community.Posting.choices, required=False)
    join_policy = serializers.ChoiceField(choices=Community.JoinPolicy.choices, required=False)
    questions = serializers.ListField(
        child=serializers.CharField(max_length=240), max_length=MOST_QUESTIONS, required=False
    )
    welcome = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    rules = serializers.CharField(max_length=4000, allow_blank=True, required=False)
    cover = serializers.ChoiceField(choices=Community.Cover.choices, required=False)
    tint = serializers.IntegerField(min_value=0, max_value=9, allow_null=True, required=False)
    topics = serializers.ListField(
        child=serializers.CharField(max_length=50), max_length=MOST_TOPICS, required=False
    )
    links = serializers.ListField(child=LinkSerializer(), max_length=MOST_LINKS, required=False)
    pinned = serializers.ListField(child=LinkSerializer(), max_length=MOST_LINKS, required=False)
    rule = RuleWordsSerializer(required=False, allow_null=True)
    reach = serializers.ChoiceField(choices=Community.Reach.choices, required=False)
    department = VisibleField(departments, required=False, allow_null=True)
    parent = VisibleField(parents, required=False, allow_null=True)  # type: ignore[assignment]  # a column


class FoundingSerializer(WordsSerializer):
    """A community's settings, and the preset whose first posts it suggests."""

    preset = serializers.ChoiceField(choices=sorted(PRESETS), required=False)


class EditSerializer(WordsSerializer):
    """New settings; with `version` they are refused if somebody else changed them since."""

    version = serializers.IntegerField(min_value=1, max_value=MAX_ID, required=False)


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """Somebody belongs to a community."""

    person = PersonRefSerializer()
    role = serializers.ChoiceField(choices=Membership.Role.choices)

    class Meta:
        model = Membership
        fields = ["person", "role", "since_at", "until_at"]


class FullMemberSerializer(MemberSerializer):
    """A member, as those who run the community see them."""

    class Meta(MemberSerializer.Meta):
        fields = [*MemberSerializer.Meta.fields, "id", "via", "last_active_at"]


class AnswerSerializer(serializers.Serializer[Any]):
    """A question and what was said to it."""

    question = serializers.CharField()
    answer = serializers.CharField()


class JoinRequestSerializer(serializers.ModelSerializer[JoinRequest]):
    """Somebody asks to join."""

    person = PersonRefSerializer()
    community = CommunityRefSerializer()
    answers = AnswerSerializer(many=True)

    class Meta:
        model = JoinRequest
        fields = ["id", "community", "person", "note", "answers", "asked_at"]


class AskSerializer(serializers.Serializer[Any]):
    """Why somebody would like to join, and their answers in the order of the questions."""

    note = serializers.CharField(max_length=400, allow_blank=True, required=False, default="")
    answers = serializers.ListField(
        child=serializers.CharField(max_length=1000, allow_blank=True),
        max_length=MOST_QUESTIONS,
        required=False,
    )


class InvitationSerializer(serializers.ModelSerializer[Invitation]):
    """Somebody is asked to come."""

    person = PersonRefSerializer()
    community = CommunityRefSerializer()
    invited_by = PersonRefSerializer(allow_null=True)
    role = serializers.ChoiceField(choices=INVITED_ROLES)

    class Meta:
        model = Invitation
        fields = ["id", "community", "person", "role", "note", "invited_by", "invited_at"]


class InvitationLinkSerializer(serializers.ModelSerializer[InvitationLink]):
    """A link that lets people in; its secret is shown once, when it is made."""

    made_by = PersonRefSerializer()
    role = serializers.ChoiceField(choices=INVITED_ROLES)
    state = serializers.CharField()

    class Meta:
        model = InvitationLink
        fields = ["id", "role", "made_by", "made_at", "expires_at", "max_uses", "uses", "revoked_at", "state"]


class MemberWorkSerializer(serializers.ModelSerializer[MemberWork]):
    """A deed for many members, and how far it is; a list that waits says of each line what would happen."""

    deed = serializers.ChoiceField(choices=MemberWork.Deed.choices)
    lines = serializers.JSONField(
        help_text="Of a list: line, who, name, role, state (new, already, problem), remark."
    )

    class Meta:
        model = MemberWork
        fields = [
            "id", "deed", "role", "total", "done", "skipped", "remark", "lines", "made_at", "confirmed_at",
            "finished_at",
        ]  # fmt: skip
