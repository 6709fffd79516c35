"""People for programs: the directory, following, oneself, the organisation."""

import zoneinfo
from typing import Any

from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from esn.api.endpoint import Endpoint
from esn.api.fields import MAX_ID, PageField
from people import directory
from people.actions import following, profiles
from people.models import OrgUnit, Person, Site


class UnitRefSerializer(serializers.ModelSerializer[OrgUnit]):
    """A unit of the organisation, named in passing."""

    class Meta:
        model = OrgUnit
        fields = ["id", "name"]


class UnitSerializer(serializers.ModelSerializer[OrgUnit]):
    """A unit of the organisation and the one above it."""

    kind = serializers.ChoiceField(choices=OrgUnit.Kind.choices)
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]  # a column

    class Meta:
        model = OrgUnit
        fields = ["id", "name", "kind", "code", "parent"]


class SiteSerializer(serializers.ModelSerializer[Site]):
    """A place where people work."""

    class Meta:
        model = Site
        fields = ["id", "name", "timezone"]


class PersonRefSerializer(serializers.ModelSerializer[Person]):
    """A person, named in passing."""

    class Meta:
        model = Person
        fields = ["id", "username", "display_name", "title", "is_external"]


class PersonSerializer(serializers.ModelSerializer[Person]):
    """A person in the directory."""

    page = PageField()
    department = UnitRefSerializer(allow_null=True)
    unit = UnitRefSerializer(allow_null=True)
    site = SiteSerializer(allow_null=True)
    skills = serializers.ListField(child=serializers.CharField(), source="skill_list")
    is_followed = serializers.BooleanField(help_text="Whether you follow them.")

    class Meta:
        model = Person
        fields = [
            "id", "username", "display_name", "title", "is_external", "page", "department", "unit", "site",
            "skills", "is_followed",
        ]  # fmt: skip


class LineSerializer(serializers.Serializer[directory.Line]):
    """A person's place: the line above, top first, and those who report directly."""

    above = PersonRefSerializer(many=True)
    reports = PersonRefSerializer(many=True)


class ProfileSerializer(PersonSerializer):
    """A person's profile."""

    line = serializers.SerializerMethodField()

    class Meta(PersonSerializer.Meta):
        fields = [*PersonSerializer.Meta.fields, "bio", "phone", "timezone", "line"]

    @extend_schema_field(LineSerializer)
    def get_line(self, person: Person) -> Any:
        return LineSerializer(directory.line_of(self.context["viewer"], person)).data


class OwnWordsSerializer(serializers.ModelSerializer[Person]):
    """What one says of oneself; name, title and place come from the directory."""

    skills = serializers.CharField(max_length=400, allow_blank=True, help_text="Separated by commas.")

    class Meta:
        model = Person
        fields = ["bio", "skills", "phone", "timezone"]

    def validate_timezone(self, zone: str) -> str:
        if zone and zone not in zoneinfo.available_timezones():
            raise serializers.ValidationError(_("No such time zone; write it as in “Europe/Oslo”."))
        return zone


class PeopleQuery(serializers.Serializer[Any]):
    """Whom a program looks for."""

    search = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    department = serializers.IntegerField(
        min_value=1, max_value=MAX_ID, required=False, help_text="Id of an org unit."
    )
    site = serializers.IntegerField(min_value=1, max_value=MAX_ID, required=False)


class People(Endpoint):
    """The directory."""

    @extend_schema(
        operation_id="list_people", parameters=[PeopleQuery], responses=PersonSerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """List the people you may see, by name; every word of `search` must be in a name, title or skill."""
        asked = self.asked(PeopleQuery)
        people = directory.found(
            self.viewer, asked["search"], department_id=asked.get("department"), site_id=asked.get("site")
        )
        return self.paged(PersonSerializer, people, ("sort_name", "pk"))

    @extend_schema(operation_id="show_person", responses=ProfileSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a person's profile with their reporting line."""
        return self.shown(ProfileSerializer, self.find(directory.found(self.viewer), pk=pk))

    @extend_schema(operation_id="follow_person", request=None, responses={204: None})
    def follow(self, request: Request, pk: int) -> Response:
        """Follow a person: what they write comes to your stream."""
        following.follow_person(self.viewer, self.find(Person.objects.visible_to(self.viewer), pk=pk))
        return self.done()

    @extend_schema(operation_id="unfollow_person", responses={204: None})
    def unfollow(self, request: Request, pk: int) -> Response:
        """Stop following a person."""
        following.unfollow_person(self.viewer, self.find(Person.objects.visible_to(self.viewer), pk=pk))
        return self.done()


class Me(Endpoint):
    """Whoever the token acts for."""

    @extend_schema(operation_id="show_me", responses=ProfileSerializer)
    def show(self, request: Request) -> Response:
        """Show whom your token acts for."""
        return self.shown(ProfileSerializer, self.find(directory.found(self.viewer), pk=self.viewer.pk))

    @extend_schema(operation_id="edit_profile", request=OwnWordsSerializer, responses=ProfileSerializer)
    def edit(self, request: Request) -> Response:
        """Change what your profile says; what you leave out stays."""
        profiles.edit_profile(self.viewer, self.viewer, **self.given(OwnWordsSerializer, partial=True))
        return self.show(request)


class Units(Endpoint):
    """The organisation."""

    @extend_schema(operation_id="list_org_units", responses=UnitSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the units of the organisation; `parent` makes the tree."""
        return self.paged(UnitSerializer, directory.units(self.viewer), ("name", "pk"))

    @extend_schema(operation_id="show_org_unit", responses=UnitSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a unit of the organisation."""
        return self.shown(UnitSerializer, self.find(directory.units(self.viewer), pk=pk))


class Sites(Endpoint):
    """The places."""

    @extend_schema(operation_id="list_sites", responses=SiteSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the places where the people you may see work."""
        return self.paged(SiteSerializer, directory.sites_of(self.viewer), ("name", "pk"))

    @extend_schema(operation_id="show_site", responses=SiteSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a place where people work."""
        return self.shown(SiteSerializer, self.find(directory.sites_of(self.viewer), pk=pk))


urlpatterns = [
    path("me/", Me.as_view({"get": "show", "patch": "edit"}), name="me"),
    path("people/", People.as_view({"get": "list"}), name="people"),
    path("people/<id:pk>/", People.as_view({"get": "show"}), name="person"),
    path("people/<id:pk>/follow/", People.as_view({"put": "follow", "delete": "unfollow"}), name="follow"),
    path("org-units/", Units.as_view({"get": "list"}), name="org_units"),
    path("org-units/<id:pk>/", Units.as_view({"get": "show"}), name="org_unit"),
    path("sites/", Sites.as_view({"get": "list"}), name="sites"),
    path("sites/<id:pk>/", Sites.as_view({"get": "show"}), name="site"),
]
