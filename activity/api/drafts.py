"""Drafts for programs: kept, scheduled, sent, and what was just sent taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity import drafts as read
from activity.actions import drafting, scheduling, sending
from activity.api.shapes import ThreadSerializer, dress_threads
from activity.api.shapes_of_writing import (
    DraftFieldsSerializer,
    DraftQuery,
    DraftSerializer,
    MomentSerializer,
    NewDraftSerializer,
)
from activity.kind_forms import read_draft
from activity.models import Comment, Draft, Thread
from esn.api.endpoint import Endpoint


class Drafts(Endpoint):
    """Your own drafts; nobody else's are there."""

    def own(self, pk: int) -> Draft:
        """Return one of the viewer's drafts."""
        return self.find(read.of(self.viewer), pk=pk)

    @extend_schema(operation_id="list_drafts", parameters=[DraftQuery], responses=DraftSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List your drafts, the last changed first; with `scheduled`, what will be published, the next first."""
        if self.asked(DraftQuery)["scheduled"]:
            return self.paged(DraftSerializer, read.of(self.viewer).scheduled(), ("due_at", "pk"))
        return self.paged(DraftSerializer, read.of(self.viewer).waiting(), ("-updated_at", "-pk"))

    @extend_schema(operation_id="keep_draft", request=NewDraftSerializer, responses={201: DraftSerializer})
    def create(self, request: Request) -> Response:
        """Keep what is typed at a place; an earlier draft of the same place gives way."""
        given = self.given(NewDraftSerializer)
        return self.kept(given["key"], given["fields"], given["version"])

    def kept(self, key: str, fields: dict[str, Any], version: int) -> Response:
        """Keep a draft and answer with it."""
        place = read.place_of(self.viewer, key)
        if place is None:
            raise Http404
        kept = drafting.keep_draft(self.viewer, place, fields=fields, base=version)
        if kept.draft is None:
            return self.done()
        return self.made(DraftSerializer, kept.draft, "api:draft")

    @extend_schema(operation_id="show_draft", responses=DraftSerializer)
    def show(self, request: Request, pk: int) -> Response:
        """Show one of your drafts."""
        return self.shown(DraftSerializer, self.own(pk))

    @extend_schema(
        operation_id="change_draft", request=DraftFieldsSerializer, responses={201: DraftSerializer}
    )
    def change(self, request: Request, pk: int) -> Response:
        """Replace the fields of a draft; a scheduled one is changed where it stands."""
        draft, given = self.own(pk), self.given(DraftFieldsSerializer)
        if draft.due_at:
            draft.fields = given["fields"]
            return self.planned(draft, draft.due_at)
        return self.kept(draft.key, given["fields"], given["version"])

    @extend_schema(operation_id="discard_draft", responses={204: None})
    def discard(self, request: Request, pk: int) -> Response:
        """Throw a draft away."""
        drafting.discard_draft(self.viewer, self.own(pk))
        return self.done()

    @extend_schema(operation_id="schedule_draft", request=MomentSerializer, responses=DraftSerializer)
    def schedule(self, request: Request, pk: int) -> Response:
        """Have a draft of a post published at a time, by the rights of that moment."""
        return self.planned(self.own(pk), self.given(MomentSerializer)["at"])

    def planned(self, draft: Draft, at: Any) -> Response:
        """Schedule a draft and answer with it."""
        if draft.place != Draft.Place.POST:
            raise ValidationError({"draft": ["Only a post can be scheduled."]})
        place = read_draft(draft)["community"]
        planned = scheduling.schedule_post(
            self.viewer, at=at, fields=draft.fields, community=place, scheduled=draft
        )
        return self.shown(DraftSerializer, planned)

    @extend_schema(operation_id="unschedule_draft", responses={204: None})
    def unschedule(self, request: Request, pk: int) -> Response:
        """Keep a scheduled post as a draft."""
        scheduling.unschedule_post(self.viewer, self.own(pk))
        return self.done()

    @extend_schema(operation_id="send_draft", request=None, responses={201: ThreadSerializer})
    def send(self, request: Request, pk: int) -> Response:
        """Publish a draft of a post at once."""
        post = scheduling.send_now(self.viewer, self.own(pk), read_draft)
        thread = dress_threads(self.viewer, [post.thread_id])[0]
        return self.made(ThreadSerializer, thread, "api:thread")


class Undo(Endpoint):
    """What was sent less than half a minute ago."""

    @extend_schema(operation_id="undo_post", request=None, responses={201: DraftSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Take your post back within 30 seconds; it becomes a draft again."""
        thread = self.find(Thread.objects.visible_to(self.viewer).select_related("community"), pk=pk)
        draft, _said = sending.take_back_post(self.viewer, thread)
        return self.made(DraftSerializer, draft, "api:draft")

    @extend_schema(operation_id="undo_comment", request=None, responses={201: DraftSerializer})
    def comment(self, request: Request, pk: int) -> Response:
        """Take your comment back within 30 seconds; it becomes a draft again."""
        rows = Comment.objects.visible_to(self.viewer).select_related("thread__community")
        draft, _said = sending.take_back_comment(self.viewer, self.find(rows, pk=pk))
        return self.made(DraftSerializer, draft, "api:draft")
