"""Members for programs: who belongs, roles, deeds for many, lists to add, and who asks to join."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities import administering, browsing
from communities.actions import membership, working
from communities.administering import INACTIVE, ORDERS, Sieve
from communities.api.places import SearchQuery
from communities.api.shapes import (
    FullMemberSerializer,
    JoinRequestSerializer,
    MemberSerializer,
    MemberWorkSerializer,
)
from communities.models import Community, Membership, MemberWork
from communities.models.inviting import INVITED_ROLES
from communities.policies import may_lead, require
from esn.api.endpoint import Endpoint
from esn.api.fields import MAX_ID, VisibleField
from people.models import Person


class MembersQuery(SearchQuery):
    """Which members; what narrows beyond `search` is for those who run the community."""

    role = serializers.ChoiceField(choices=Membership.Role.choices, required=False)
    department = serializers.IntegerField(min_value=1, max_value=MAX_ID, required=False)
    site = serializers.IntegerField(min_value=1, max_value=MAX_ID, required=False)
    external = serializers.ChoiceField(choices=["yes", "no"], required=False)
    inactive = serializers.IntegerField(
        min_value=1,
        max_value=3650,
        required=False,
        help_text=f"Days without a sign of life, such as {INACTIVE}.",
    )
    sort = serializers.ChoiceField(choices=sorted(ORDERS), required=False)


def sieve_of(asked: dict[str, Any]) -> Sieve:
    """Return the sieve that a program asks for."""
    return Sieve.of({**asked, "q": asked.get("search", "")})


class NewMemberSerializer(serializers.Serializer[Any]):
    """Who is to be added, and as what."""

    person = VisibleField(Person.objects.visible_to)
    role = serializers.ChoiceField(choices=INVITED_ROLES, required=False, default="member")


class RoleSerializer(serializers.Serializer[Any]):
    """A member's role."""

    role = serializers.ChoiceField(choices=Membership.Role.choices)


class WorkSerializer(serializers.Serializer[Any]):
    """A deed for chosen members, or for all that `all` finds."""

    deed = serializers.ChoiceField(choices=[("role", "change role"), ("remove", "remove")])
    role = serializers.ChoiceField(choices=Membership.Role.choices, required=False, default="")
    chosen = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MAX_ID),
        max_length=working.MOST_CHOSEN,
        required=False,
        help_text="Ids of memberships.",
    )
    all = MembersQuery(required=False)


class ListSerializer(serializers.Serializer[Any]):
    """A list of people as CSV: user name, e-mail address or external id, perhaps with a role."""

    text = serializers.CharField(max_length=900_000)


class AdmissionSerializer(serializers.Serializer[Any]):
    """Whether somebody is let in."""

    accept = serializers.BooleanField()


class Led(Endpoint):
    """What those who run a community may look at."""

    def readable(self, pk: int) -> Community:
        """Return a community whose contents the viewer may read."""
        return self.find(Community.objects.readable_by(self.viewer), pk=pk)

    def led(self, pk: int) -> Community:
        """Return a community that the viewer runs."""
        community = self.find(Community.objects.visible_to(self.viewer), pk=pk)
        require(may_lead(self.viewer, community))
        return community


class Members(Led):
    """Who belongs to a community that the viewer may read."""

    def shape(self, community: Community) -> type[MemberSerializer]:
        """Return how much of a membership the viewer is shown."""
        return FullMemberSerializer if may_lead(self.viewer, community) else MemberSerializer

    def member(self, community: Community, person: int) -> Membership:
        """Return somebody's membership, if the viewer may see them."""
        return self.find(browsing.members(self.viewer, community), person_id=person)

    @extend_schema(
        operation_id="list_members", parameters=[MembersQuery], responses=FullMemberSerializer(many=True)
    )
    def list(self, request: Request, pk: int) -> Response:
        """List the members, in the order in which they came into the table unless `sort` says otherwise."""
        community, asked = self.readable(pk), self.asked(MembersQuery)
        may = may_lead(self.viewer, community)
        sieve = sieve_of(asked) if may else Sieve(q=asked["search"])
        keys = sieve.order if may and "sort" in asked else ("pk",)
        rows = administering.members(self.viewer, community, sieve)
        return self.paged(self.shape(community), rows, keys)

    @extend_schema(operation_id="add_member", request=NewMemberSerializer, responses={201: MemberSerializer})
    def create(self, request: Request, pk: int) -> Response:
        """Add somebody without asking them."""
        community = self.readable(pk)
        require(may_lead(self.viewer, community))
        given = self.given(NewMemberSerializer)
        membership.add_member(self.viewer, community, given["person"], role=given["role"])
        row = self.member(community, given["person"].pk)
        return self.made(self.shape(community), row, "api:member", pk=pk, person=row.person_id)

    @extend_schema(operation_id="show_member", responses=FullMemberSerializer)
    def show(self, request: Request, pk: int, person: int) -> Response:
        """Show somebody's membership."""
        community = self.readable(pk)
        return self.shown(self.shape(community), self.member(community, person))

    @extend_schema(operation_id="change_role", request=RoleSerializer, responses=MemberSerializer)
    def edit(self, request: Request, pk: int, person: int) -> Response:
        """Give a member another role."""
        community = self.readable(pk)
        somebody = self.member(community, person).person
        membership.change_role(self.viewer, community, somebody, **self.given(RoleSerializer))
        return self.shown(self.shape(community), self.member(community, person))

    @extend_schema(operation_id="remove_member", responses={204: None})
    def remove(self, request: Request, pk: int, person: int) -> Response:
        """Take a member out."""
        community = self.readable(pk)
        membership.remove_member(self.viewer, community, self.member(community, person).person)
        return self.done()


class MemberWorks(Led):
    """Deeds for many members, and lists of people to add."""

    def work(self, pk: int, work: int) -> MemberWork:
        """Return a deed that the viewer began."""
        return self.find(MemberWork.objects.filter(community=self.led(pk), actor=self.viewer), pk=work)

    def begun(self, pk: int, work: MemberWork) -> Response:
        """Answer with a deed that was just begun."""
        return self.made(MemberWorkSerializer, work, "api:member_work", pk=pk, work=work.pk)

    @extend_schema(
        operation_id="start_member_work", request=WorkSerializer, responses={201: MemberWorkSerializer}
    )
    def create(self, request: Request, pk: int) -> Response:
        """Change the role of many members, or take them out; more than 200 are done in the background."""
        given = self.given(WorkSerializer)
        sieve = sieve_of(given.pop("all")) if "all" in given else None
        return self.begun(pk, working.start_member_work(self.viewer, self.led(pk), sieve=sieve, **given))

    @extend_schema(
        operation_id="read_member_list", request=ListSerializer, responses={201: MemberWorkSerializer}
    )
    def read(self, request: Request, pk: int) -> Response:
        """Look at a list of people without adding anybody; confirm it to add them all."""
        return self.begun(pk, working.start_import(self.viewer, self.led(pk), **self.given(ListSerializer)))

    @extend_schema(operation_id="show_member_work", responses=MemberWorkSerializer)
    def show(self, request: Request, pk: int, work: int) -> Response:
        """Show how far it is."""
        return self.shown(MemberWorkSerializer, self.work(pk, work))

    @extend_schema(operation_id="confirm_member_list", request=None, responses=MemberWorkSerializer)
    def confirm(self, request: Request, pk: int, work: int) -> Response:
        """Add everybody on a list that has no wrong line."""
        return self.shown(MemberWorkSerializer, working.confirm_import(self.viewer, self.work(pk, work)))


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
