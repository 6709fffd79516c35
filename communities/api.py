"""Communities for programs: finding, founding, joining, asking, members and roles."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities import browsing
from communities.actions import founding, membership
from communities.models import Community, JoinRequest, Membership
from communities.policies import may_lead, require
from esn.api.endpoint import Endpoint
from esn.api.fields import PageField, VisibleField
from people import directory
from people.api import PersonRefSerializer, UnitRefSerializer
from people.models import OrgUnit, Person


class CommunityRefSerializer(serializers.ModelSerializer[Community]):
    """A community, named in passing."""

    class Meta:
        model = Community
        fields = ["id", "slug", "name"]


class CommunitySerializer(serializers.ModelSerializer[Community]):
    """A community that you may know of."""

    page = PageField()
    department = UnitRefSerializer(allow_null=True)
    is_joined = serializers.BooleanField(help_text="Whether you belong to it.")
    is_requested = serializers.BooleanField(help_text="Whether your request to join waits for an answer.")

    class Meta:
        model = Community
        fields = [
            "id", "slug", "name", "kind", "description", "reach", "department", "is_everyone", "founded_at",
            "member_count", "is_joined", "is_requested", "page",
        ]  # fmt: skip


def departments(viewer: Person) -> QuerySet[OrgUnit]:
    """Return the departments that a community may belong to."""
    return directory.units(viewer).filter(kind=OrgUnit.Kind.DEPARTMENT)


class WordsSerializer(serializers.Serializer[Any]):
    """What a community is called, and what it is for."""

    name = serializers.CharField(max_length=80)
    description = serializers.CharField(max_length=400, allow_blank=True, required=False)
    kind = serializers.ChoiceField(choices=Community.Kind.choices, required=False)
    reach = serializers.ChoiceField(choices=Community.Reach.choices, required=False)
    department = VisibleField(departments, required=False, allow_null=True)


class MemberSerializer(serializers.ModelSerializer[Membership]):
    """Somebody belongs to a community."""

    person = PersonRefSerializer()
    role = serializers.ChoiceField(choices=Membership.Role.choices)

    class Meta:
        model = Membership
        fields = ["person", "role", "since_at"]


class NewMemberSerializer(serializers.Serializer[Any]):
    """Who is to be added."""

    person = VisibleField(Person.objects.visible_to)


class RoleSerializer(serializers.Serializer[Any]):
    """A member's role."""

    role = serializers.ChoiceField(choices=Membership.Role.choices)


class AskSerializer(serializers.Serializer[Any]):
    """Why somebody would like to join."""

    note = serializers.CharField(max_length=400, allow_blank=True, required=False, default="")


class JoinRequestSerializer(serializers.ModelSerializer[JoinRequest]):
    """Somebody asks to join."""

    person = PersonRefSerializer()
    community = CommunityRefSerializer()

    class Meta:
        model = JoinRequest
        fields = ["id", "community", "person", "note", "asked_at"]


class AdmissionSerializer(serializers.Serializer[Any]):
    """Whether somebody is let in."""

    accept = serializers.BooleanField()


class SearchQuery(serializers.Serializer[Any]):
    """Words to look for."""

    search = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class Communities(Endpoint):
    """Communities, and one's own place in them."""

    def known(self, pk: int) -> Community:
        """Return a community whose existence the viewer may know."""
        return self.find(browsing.listed(self.viewer).select_related("department"), pk=pk)

    @extend_schema(
        operation_id="list_communities", parameters=[SearchQuery], responses=CommunitySerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """List the communities you may know of, the company's own first, then by name."""
        rows = browsing.listed(self.viewer, self.asked(SearchQuery)["search"]).select_related("department")
        return self.paged(CommunitySerializer, rows, ("-is_everyone", "name", "pk"))

    @extend_schema(
        operation_id="found_community", request=WordsSerializer, responses={201: CommunitySerializer}
    )
    def create(self, request: Request) -> Response:
        """Start a community; you become its owner."""
        community = founding.found_community(self.viewer, **self.given(WordsSerializer))
        return self.made(CommunitySerializer, self.known(community.pk), "api:community")

    @extend_schema(operation_id="show_community", responses=CommunitySerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a community."""
        return self.shown(CommunitySerializer, self.known(pk))

    @extend_schema(operation_id="edit_community", request=WordsSerializer, responses=CommunitySerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change what a community is called, what it is for, or who may read it; what you leave out stays."""
        founding.edit_community(self.viewer, self.known(pk), **self.given(WordsSerializer, partial=True))
        return self.shown(CommunitySerializer, self.known(pk))

    @extend_schema(operation_id="join_community", request=None, responses={204: None})
    def join(self, request: Request, pk: int) -> Response:
        """Join an open community."""
        membership.join_community(self.viewer, self.known(pk))
        return self.done()

    @extend_schema(operation_id="leave_community", responses={204: None})
    def leave(self, request: Request, pk: int) -> Response:
        """Leave a community."""
        membership.leave_community(self.viewer, self.known(pk))
        return self.done()

    @extend_schema(
        operation_id="request_to_join", request=AskSerializer, responses={200: JoinRequestSerializer}
    )
    def ask(self, request: Request, pk: int) -> Response:
        """Ask to join a private community; asking again returns the open request."""
        asked = membership.request_to_join(
            self.viewer, self.known(pk), reason=self.given(AskSerializer)["note"]
        )
        return self.shown(JoinRequestSerializer, asked)

    @extend_schema(operation_id="withdraw_request", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back your open request to join."""
        membership.withdraw_request(self.viewer, self.known(pk))
        return self.done()


class Members(Endpoint):
    """Who belongs to a community that the viewer may read."""

    def readable(self, pk: int) -> Community:
        """Return a community whose contents the viewer may read."""
        return self.find(Community.objects.readable_by(self.viewer), pk=pk)

    def member(self, community: Community, person: int) -> Membership:
        """Return somebody's membership, if the viewer may see them."""
        return self.find(browsing.members(self.viewer, community), person_id=person)

    @extend_schema(
        operation_id="list_members", parameters=[SearchQuery], responses=MemberSerializer(many=True)
    )
    def list(self, request: Request, pk: int) -> Response:
        """List the members, in the order in which they joined."""
        rows = browsing.members(self.viewer, self.readable(pk), self.asked(SearchQuery)["search"])
        return self.paged(MemberSerializer, rows, ("pk",))

    @extend_schema(operation_id="add_member", request=NewMemberSerializer, responses={201: MemberSerializer})
    def create(self, request: Request, pk: int) -> Response:
        """Add somebody, which is the only way into a secret community."""
        community = self.readable(pk)
        require(may_lead(self.viewer, community))
        person = self.given(NewMemberSerializer)["person"]
        membership.add_member(self.viewer, community, person)
        return self.made(
            MemberSerializer, self.member(community, person.pk), "api:member", pk=pk, person=person.pk
        )

    @extend_schema(operation_id="show_member", responses=MemberSerializer)
    def show(self, request: Request, pk: int, person: int) -> Response:
        """Show somebody's membership."""
        return self.shown(MemberSerializer, self.member(self.readable(pk), person))

    @extend_schema(operation_id="change_role", request=RoleSerializer, responses=MemberSerializer)
    def edit(self, request: Request, pk: int, person: int) -> Response:
        """Give a member another role."""
        community = self.readable(pk)
        somebody = self.member(community, person).person
        membership.change_role(self.viewer, community, somebody, **self.given(RoleSerializer))
        return self.shown(MemberSerializer, self.member(community, person))

    @extend_schema(operation_id="remove_member", responses={204: None})
    def remove(self, request: Request, pk: int, person: int) -> Response:
        """Take a member out."""
        community = self.readable(pk)
        membership.remove_member(self.viewer, community, self.member(community, person).person)
        return self.done()


class JoinRequests(Endpoint):
    """Requests that wait for the viewer as a leader."""

    @extend_schema(operation_id="list_join_requests", responses=JoinRequestSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List who asks to join the communities that you lead, longest waiting first."""
        return self.paged(JoinRequestSerializer, browsing.open_requests(self.viewer), ("asked_at", "pk"))

    @extend_schema(operation_id="decide_request", request=AdmissionSerializer, responses={204: None})
    def decide(self, request: Request, pk: int) -> Response:
        """Let somebody in or not; a request is decided once."""
        waiting = self.find(browsing.open_requests(self.viewer), pk=pk)
        membership.decide_request(self.viewer, waiting, **self.given(AdmissionSerializer))
        return self.done()


urlpatterns = [
    path("communities/", Communities.as_view({"get": "list", "post": "create"}), name="communities"),
    path("communities/<id:pk>/", Communities.as_view({"get": "show", "patch": "edit"}), name="community"),
    path(
        "communities/<id:pk>/membership/",
        Communities.as_view({"put": "join", "delete": "leave"}),
        name="membership",
    ),
    path(
        "communities/<id:pk>/request/",
        Communities.as_view({"put": "ask", "delete": "withdraw"}),
        name="request",
    ),
    path("communities/<id:pk>/members/", Members.as_view({"get": "list", "post": "create"}), name="members"),
    path(
        "communities/<id:pk>/members/<id:person>/",
        Members.as_view({"get": "show", "patch": "edit", "delete": "remove"}),
        name="member",
    ),
    path("join-requests/", JoinRequests.as_view({"get": "list"}), name="join_requests"),
    path("join-requests/<id:pk>/decision/", JoinRequests.as_view({"put": "decide"}), name="decision"),
]
