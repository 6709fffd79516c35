"""A community's cover picture for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from communities.actions import picturing
from communities.api.places import Communities
from communities.api.shapes import FullCommunitySerializer
from communities.policies import may_own, require


class CoverSerializer(serializers.Serializer[Any]):
    """A picture, and what it shows; without a file the present picture stays."""

    file = serializers.FileField(max_length=400, required=False)
    alt = serializers.CharField(
        max_length=picturing.ALT, required=False, allow_blank=True, default="", trim_whitespace=True
    )


class Covers(Communities):
    """The picture of a community, which comes as a form instead of JSON."""

    parser_classes = [MultiPartParser]
    takes_files = True

    @extend_schema(
        operation_id="set_cover",
        request={"multipart/form-data": CoverSerializer},
        responses=FullCommunitySerializer,
    )
    def set_cover(self, request: Request, pk: int) -> Response:
        """Show a picture instead of the drawn cover of a community that you own."""
        community = self.known(pk)
        require(may_own(self.viewer, community))  # before a large body is read
        given = self.given(CoverSerializer)
        picturing.show_picture(self.viewer, community, upload=given.get("file"), alt=given["alt"])
        return self.shown(FullCommunitySerializer, self.known(pk))

    @extend_schema(operation_id="remove_cover", responses={204: None})
    def remove_cover(self, request: Request, pk: int) -> Response:
        """Show the drawn cover again."""
        picturing.remove_picture(self.viewer, self.known(pk))
        return self.done()
