"""Invitations, links and guests for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities import administering, browsing
from communities.actions import guesting, inviting
from communities.api.members import Led
from communities.api.shapes import (
    CommunityRefSerializer,
    FullMemberSerializer,
    InvitationLinkSerializer,
    InvitationSerializer,
)
from communities.models import Community, Invitation, InvitationLink, Membership
from communities.models.inviting import INVITED_ROLES
from esn.api.endpoint import Endpoint
from esn.api.fields import VisibleField
from people.models import Person


class InviteSerializer(serializers.Serializer[Any]):
    """Who is asked to come, as what, and with which words."""

    person = VisibleField(Person.objects.visible_to)
    role = serializers.ChoiceField(choices=INVITED_ROLES, required=False, default="member")
    note = serializers.CharField(max_length=400, allow_blank=True, required=False, default="")


class AcceptSerializer(serializers.Serializer[Any]):
    """Yes or no."""

    accept = serializers.BooleanField()


class NewLinkSerializer(serializers.Serializer[Any]):
    """For how long, how often and as what a link lets somebody in."""

    role = serializers.ChoiceField(choices=INVITED_ROLES, required=False, default="member")
    days = serializers.IntegerField(min_value=1, max_value=inviting.MOST_DAYS, required=False, default=7)
    uses = serializers.IntegerField(min_value=1, max_value=inviting.MOST_USES, required=False, default=25)


class FreshLinkSerializer(InvitationLinkSerializer):
    """A link with its secret, which is shown this once."""

    secret = serializers.CharField()

    class Meta(InvitationLinkSerializer.Meta):
        fields = [*InvitationLinkSerializer.Meta.fields, "secret"]


class GuestSerializer(serializers.Serializer[Any]):
    """Somebody from outside."""

    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=120, required=False, allow_blank=True, default="")
    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class UntilSerializer(serializers.Serializer[Any]):
    """When access ends; null: when somebody ends it."""

    until = serializers.DateTimeField(allow_null=True)


class Invitations(Led):
    """Personal invitations into a community."""

    @extend_schema(operation_id="list_community_invitations", responses=InvitationSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List the invitations that nobody has answered yet."""
        rows = administering.open_invitations(self.led(pk)).select_related("community")
        return self.paged(InvitationSerializer, rows, ("-invited_at", "-pk"))

    @extend_schema(operation_id="invite_person", request=InviteSerializer, responses={204: None})
    def create(self, request: Request, pk: int) -> Response:
        """Ask somebody to come; asking again keeps the first invitation."""
        community = self.led(pk)
        given = self.given(InviteSerializer)
        inviting.invite_person(
            self.viewer, community, given["person"], role=given["role"], words=given["note"]
        )
        return self.done()

    @extend_schema(operation_id="withdraw_invitation", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take an invitation back."""
        mine = Invitation.objects.filter(community__in=browsing.led(self.viewer)).select_related("community")
        inviting.withdraw_invitation(self.viewer, self.find(mine, pk=pk))
        return self.done()

    @extend_schema(operation_id="answer_invitation", request=AcceptSerializer, responses={204: None})
    def answer(self, request: Request, pk: int) -> Response:
        """Come, or say no."""
        community = self.find(Community.objects.visible_to(self.viewer), pk=pk)
        inviting.answer_invitation(self.viewer, community, **self.given(AcceptSerializer))
        return self.done()


class OwnInvitations(Endpoint):
    """Invitations that wait for the viewer."""

    @extend_schema(operation_id="list_own_invitations", responses=InvitationSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List where you are invited."""
        rows = browsing.invitations_of(self.viewer).select_related("person")
        return self.paged(InvitationSerializer, rows, ("-invited_at", "-pk"))


class InvitationLinks(Led):
    """Links into a community."""

    @extend_schema(operation_id="list_invitation_links", responses=InvitationLinkSerializer(many=True))
    def list(self, request: Request, pk: int) -> Response:
        """List the links with who made them, the newest first."""
        return self.paged(InvitationLinkSerializer, administering.links(self.led(pk)), ("-made_at", "-pk"))

    @extend_schema(operation_id="make_link", request=NewLinkSerializer, responses={201: FreshLinkSerializer})
    def create(self, request: Request, pk: int) -> Response:
        """Make a link; its secret is in this answer and nowhere else."""
        link, secret = inviting.make_link(self.viewer, self.led(pk), **self.given(NewLinkSerializer))
        link.secret = secret  # type: ignore[attr-defined]
        return self.made(FreshLinkSerializer, link, "api:invitation_link")

    @extend_schema(operation_id="revoke_link", responses={204: None})
    def revoke(self, request: Request, pk: int) -> Response:
        """Make a link useless."""
        mine = InvitationLink.objects.filter(community__in=browsing.led(self.viewer))
        inviting.revoke_link(self.viewer, self.find(mine.select_related("community"), pk=pk))
        return self.done()


class OpenLinks(Endpoint):
    """Links that somebody gave to the viewer."""

    @extend_schema(operation_id="use_link", request=None, responses=CommunityRefSerializer)
    def use(self, request: Request, secret: str) -> Response:
        """Join by a link."""
        return self.shown(CommunityRefSerializer, inviting.use_link(self.viewer, secret))


class Guests(Led):
    """People from outside the company."""

    def guest(self, pk: int, person: int) -> tuple[Community, Person]:
        """Return a guest of a community that the viewer runs."""
        community = self.led(pk)
        rows = Membership.objects.filter(community=community, person__is_external=True)
        return community, self.find(rows.select_related("person"), person=person).person

    @extend_schema(
        operation_id="invite_guest", request=GuestSerializer, responses={201: FullMemberSerializer}
    )
    def create(self, request: Request, pk: int) -> Response:
        """Let somebody from outside in by e-mail; a mail brings them a link to sign in."""
        row = guesting.invite_guest(self.viewer, self.led(pk), **self.given(GuestSerializer))
        return self.made(FullMemberSerializer, row, "api:member", pk=pk, person=row.person_id)

    @extend_schema(operation_id="prolong_guest", request=UntilSerializer, responses={204: None})
    def prolong(self, request: Request, pk: int, person: int) -> Response:
        """Let a guest's access end at another moment."""
        guesting.prolong_guest(self.viewer, *self.guest(pk, person), **self.given(UntilSerializer))
        return self.done()

    @extend_schema(operation_id="send_guest_link", request=None, responses={204: None})
    def send(self, request: Request, pk: int, person: int) -> Response:
        """Send a guest a new link to sign in."""
        guesting.send_guest_link(self.viewer, *self.guest(pk, person))
        return self.done()
