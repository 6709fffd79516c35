"""Files for programs: uploading them before a text, describing and discarding them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from activity.actions import attaching
from activity.api.shapes import FileSerializer
from activity.models import Attachment
from esn.api.endpoint import Endpoint


class UploadSerializer(serializers.Serializer[Any]):
    """One file, and what it shows if it is a picture."""

    file = serializers.FileField(max_length=400)
    alt = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class AltSerializer(serializers.Serializer[Any]):
    """What a picture shows, for those who cannot see it."""

    alt = serializers.CharField(max_length=500, allow_blank=True)


class Uploads(Endpoint):
    """Uploading, which takes a form instead of JSON."""

    parser_classes = [MultiPartParser]  # the only route that takes no JSON
    takes_files = True

    @extend_schema(
        operation_id="upload_file",
        request={"multipart/form-data": UploadSerializer},
        responses={201: FileSerializer},
    )
    def create(self, request: Request) -> Response:
        """Keep a file for a text that you send afterwards with its number; unsent ones are deleted after a week."""
        given = self.given(UploadSerializer)
        row = attaching.upload_file(self.viewer, given["file"], alt=given["alt"])
        return self.made(FileSerializer, row, "api:file")


class Files(Endpoint):
    """Files that the viewer may see."""

    def seen(self, pk: int) -> Attachment:
        """Return a file that the viewer may see."""
        rows = Attachment.objects.visible_to(self.viewer).select_related("thread__community")
        return self.find(rows, pk=pk)

    @extend_schema(operation_id="show_file", responses=FileSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show what is known of a file."""
        return self.shown(FileSerializer, self.seen(pk))

    @extend_schema(operation_id="describe_file", request=AltSerializer, responses=FileSerializer)
    def describe(self, request: Request, pk: int) -> Response:
        """Say in words what your own picture shows."""
        row = self.seen(pk)
        attaching.describe_file(self.viewer, row, **self.given(AltSerializer))
        row.refresh_from_db()
        return self.shown(FileSerializer, row)

    @extend_schema(operation_id="discard_file", responses={204: None})
    def discard(self, request: Request, pk: int) -> Response:
        """Take your own file away, sent or not."""
        attaching.discard_file(self.viewer, self.seen(pk))
        return self.done()
