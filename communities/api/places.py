"""Communities for programs, and one's own place in them."""

from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities import browsing
from communities.actions import founding, membership, merging, settling, suggesting
from communities.api.shapes import (
    AskSerializer,
    CommunitySerializer,
    EditSerializer,
    FoundingSerializer,
    FullCommunitySerializer,
    JoinRequestSerializer,
)
from communities.models import Community
from communities.policies import may_archive, may_read, require
from esn.api.endpoint import Endpoint
from esn.api.fields import ReasonQuery, VisibleField
from esn.api.problems import Conflict


class SearchQuery(serializers.Serializer[Any]):
    """Words to look for."""

    search = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class ListQuery(SearchQuery):
    """Which communities."""

    mine = serializers.BooleanField(required=False, default=False)
    archived = serializers.BooleanField(required=False, default=False)
    reach = serializers.ChoiceField(choices=Community.Reach.choices, required=False)


class IntoSerializer(serializers.Serializer[Any]):
    """Into which community another goes."""

    into = VisibleField(Community.objects.visible_to)


class MergePreviewSerializer(serializers.Serializer[Any]):
    """What a merge would do: who comes, who gains sight of what."""

    coming = serializers.IntegerField(help_text="Members of this one who are not in the other yet.")
    both = serializers.IntegerField()
    threads = serializers.IntegerField(help_text="What moves: threads, and whatever else is shared in it.")
    readers_before = serializers.IntegerField()
    readers_after = serializers.IntegerField()
    gain_source = serializers.IntegerField(help_text="Who will read this one's posts for the first time.")
    gain_target = serializers.IntegerField(help_text="Who will read the other's posts for the first time.")
    outsiders = serializers.IntegerField(help_text="Guests from outside among them.")
    widens = serializers.BooleanField(help_text="Refused: the other is more open than this one.")


class Communities(Endpoint):
    """Communities, and one's own place in them."""

    def known(self, pk: int) -> Community:
        """Return a community whose existence the viewer may know."""
        both = browsing.listed(self.viewer) | browsing.listed(self.viewer, is_archived=True)
        rows = both.select_related("department", "rule").prefetch_related("topics", "resources")
        return self.find(rows, pk=pk)

    def full(self, community: Community) -> type[CommunitySerializer]:
        """Return how much of a community the viewer is shown."""
        return FullCommunitySerializer if may_read(self.viewer, community) else CommunitySerializer

    @extend_schema(
        operation_id="list_communities", parameters=[ListQuery], responses=CommunitySerializer(many=True)
    )
    def list(self, request: Request) -> Response:
        """List the communities you may know of, the company's own first, then by name; archived ones when asked for."""
        asked = self.asked(ListQuery)
        rows = browsing.listed(
            self.viewer,
            asked["search"],
            is_own=asked["mine"],
            reach=asked.get("reach", ""),
            is_archived=asked["archived"],
        )
        keys = ("-is_everyone", "name", "pk")
        return self.paged(CommunitySerializer, rows.select_related("department"), keys)

    @extend_schema(
        operation_id="found_community", request=FoundingSerializer, responses={201: FullCommunitySerializer}
    )
    def create(self, request: Request) -> Response:
        """Start a community; you become its owner."""
        community = founding.found_community(self.viewer, **self.given(FoundingSerializer))
        return self.made(FullCommunitySerializer, self.known(community.pk), "api:community")

    @extend_schema(operation_id="show_community", responses=FullCommunitySerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show a community; of one that you may not read, what its door shows."""
        community = self.known(pk)
        return self.shown(self.full(community), community)

    @extend_schema(operation_id="edit_community", request=EditSerializer, responses=FullCommunitySerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change settings; what you leave out stays."""
        given = self.given(EditSerializer, partial=True)
        try:
            settling.edit_community(self.viewer, self.known(pk), **given)
        except settling.EditConflict as error:
            raise Conflict(" ".join(error.messages)) from error
        return self.shown(FullCommunitySerializer, self.known(pk))

    @extend_schema(operation_id="join_community", request=None, responses={204: None})
    def join(self, request: Request, pk: int) -> Response:
        """Join a community that one joins at once."""
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
        """Ask to join, answering its questions; asking again returns the open request."""
        given = self.given(AskSerializer)
        asked = membership.request_to_join(
            self.viewer, self.known(pk), reason=given["note"], answers=given.get("answers")
        )
        return self.shown(JoinRequestSerializer, asked)

    @extend_schema(operation_id="withdraw_request", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back your open request to join."""
        membership.withdraw_request(self.viewer, self.known(pk))
        return self.done()

    @extend_schema(operation_id="dismiss_welcome", responses={204: None})
    def dismiss(self, request: Request, pk: int) -> Response:
        """Put the welcome away."""
        membership.dismiss_welcome(self.viewer, self.find(Community.objects.readable_by(self.viewer), pk=pk))
        return self.done()

    @extend_schema(
        operation_id="archive_community", request=None, parameters=[ReasonQuery], responses={204: None}
    )
    def archive(self, request: Request, pk: int) -> Response:
        """Close a community for writing; it stays to be read."""
        settling.archive_community(self.viewer, self.known(pk), **self.asked(ReasonQuery))
        return self.done()

    @extend_schema(operation_id="revive_community", responses={204: None})
    def revive(self, request: Request, pk: int) -> Response:
        """Open an archived community again."""
        settling.revive_community(self.viewer, self.known(pk))
        return self.done()

    @extend_schema(
        operation_id="preview_merge", parameters=[IntoSerializer], responses=MergePreviewSerializer
    )
    def weigh(self, request: Request, pk: int) -> Response:
        """Tell what moving everything into another community would do."""
        source = self.known(pk)
        require(may_archive(self.viewer, source))
        target = self.asked(IntoSerializer)["into"]
        require(may_archive(self.viewer, target))
        return self.shown(MergePreviewSerializer, asdict(merging.preview(source, target)))

    @extend_schema(operation_id="merge_community", request=IntoSerializer, responses={204: None})
    def merge(self, request: Request, pk: int) -> Response:
        """Move everything into another community; threads follow in batches."""
        source = self.known(pk)
        require(may_archive(self.viewer, source))
        merging.merge_communities(self.viewer, source, self.given(IntoSerializer)["into"])
        return self.done()


class Suggestions(Endpoint):
    """Suggested communities."""

    @extend_schema(operation_id="dismiss_suggestion", responses={204: None})
    def dismiss(self, request: Request, name: str) -> Response:
        """Have no community of this word suggested to you again."""
        suggesting.dismiss_suggestion(self.viewer, name=name)
        return self.done()
