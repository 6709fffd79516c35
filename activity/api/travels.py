"""What is done with whole threads, for programs: sharing, wider audiences, pins, closing, moving."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from activity.actions import moving, promoting, sharing, standing
from activity.api.shapes import ThreadSerializer, dress_threads
from activity.models import Promotion, Thread
from communities.models import Community
from esn.api.endpoint import Endpoint
from esn.api.fields import VisibleField
from esn.kit.markup import MAX_LENGTH


class ShareSerializer(serializers.Serializer[Any]):
    """Where an opening is carried, with your words."""

    community = VisibleField(Community.objects.readable_by)
    body = serializers.CharField(max_length=MAX_LENGTH, required=False, allow_blank=True, default="")


class SharingSerializer(serializers.Serializer[Any]):
    """How far the opening may travel."""

    sharing = serializers.ChoiceField(choices=Thread.Sharing.choices)


class PlaceSerializer(serializers.Serializer[Any]):
    """A community, and why."""

    community = VisibleField(Community.objects.readable_by)
    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


class PinSerializer(serializers.Serializer[Any]):
    """Until when; without it until somebody unpins."""

    until = serializers.DateTimeField(required=False, allow_null=True, default=None)


class AcceptSerializer(serializers.Serializer[Any]):
    """Yes or no."""

    accept = serializers.BooleanField()


class PromotionSerializer(serializers.ModelSerializer[Promotion]):
    """A question to an author: may more people read this?"""

    class Meta:
        model = Promotion
        fields = ["id", "thread", "target", "note", "asked_at", "is_accepted", "decided_at"]


class Travels(Endpoint):
    """What is done with threads that the viewer may see."""

    def seen(self, pk: int) -> Thread:
        """Return a thread that the viewer may see."""
        return self.find(Thread.objects.visible_to(self.viewer).for_display(), pk=pk)

    def full(self, pk: int) -> Thread:
        """Return a thread as the answer shows it."""
        return dress_threads(self.viewer, [pk])[0]

    def dressed(self, rows: list[Any]) -> list[Thread]:
        return dress_threads(self.viewer, [row.pk for row in rows])

    @extend_schema(operation_id="list_shares", responses=ThreadSerializer(many=True))
    def shares(self, request: Request, pk: int) -> Response:
        """List where a thread was shared, newest first, as far as you may see it."""
        rows = Thread.objects.visible_to(self.viewer).filter(shared_from=self.seen(pk))
        return self.paged(ThreadSerializer, rows, ("-pk",))

    @extend_schema(operation_id="share_thread", request=ShareSerializer, responses={201: ThreadSerializer})
    def share(self, request: Request, pk: int) -> Response:
        """Carry an opening into another community, as far as its author allows."""
        post = sharing.share_thread(self.viewer, self.seen(pk), **self.given(ShareSerializer))
        return self.made(ThreadSerializer, self.full(post.thread_id), "api:thread")

    @extend_schema(operation_id="set_sharing", request=SharingSerializer, responses={204: None})
    def allow(self, request: Request, pk: int) -> Response:
        """Say how far the opening of your own post may travel."""
        sharing.set_sharing(self.viewer, self.seen(pk), **self.given(SharingSerializer))
        return self.done()

    @extend_schema(
        operation_id="ask_promotion", request=PlaceSerializer, responses={201: PromotionSerializer}
    )
    def promote(self, request: Request, pk: int) -> Response:
        """Ask an author to let the opening be shown to a wider audience."""
        promotion = promoting.ask_promotion(self.viewer, self.seen(pk), **self.given(PlaceSerializer))
        return self.made(PromotionSerializer, promotion, "api:promotion")

    @extend_schema(operation_id="pin_thread", request=PinSerializer, responses={204: None})
    def pin(self, request: Request, pk: int) -> Response:
        """Put a thread at the top of its community."""
        standing.pin_thread(self.viewer, self.seen(pk), **self.given(PinSerializer))
        return self.done()

    @extend_schema(operation_id="unpin_thread", responses={204: None})
    def unpin(self, request: Request, pk: int) -> Response:
        """Let a thread go back to where its time puts it."""
        standing.unpin_thread(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="close_thread", request=None, responses={204: None})
    def close(self, request: Request, pk: int) -> Response:
        """End a discussion."""
        standing.close_thread(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="reopen_thread", responses={204: None})
    def reopen(self, request: Request, pk: int) -> Response:
        """Let a closed discussion go on."""
        standing.reopen_thread(self.viewer, self.seen(pk))
        return self.done()

    @extend_schema(operation_id="move_thread", request=PlaceSerializer, responses={204: None})
    def move(self, request: Request, pk: int) -> Response:
        """Take a thread to another community; never to readers whom those who wrote in it did not address."""
        moving.move_thread(self.viewer, self.seen(pk), **self.given(PlaceSerializer))
        return self.done()


class Promotions(Endpoint):
    """Questions for a wider audience that you asked or may answer."""

    @extend_schema(operation_id="withdraw_promotion", responses={204: None})
    def withdraw(self, request: Request, pk: int) -> Response:
        """Take back a question that is not answered yet."""
        visible = Thread.objects.visible_to(self.viewer)
        own = Promotion.objects.filter(thread__in=visible, asked_by=self.viewer)
        promoting.withdraw_promotion(self.viewer, self.find(own.select_related("thread__community"), pk=pk))
        return self.done()

    @extend_schema(operation_id="decide_promotion", request=AcceptSerializer, responses={204: None})
    def decide(self, request: Request, pk: int) -> Response:
        """Answer, as the author, whether more people may read the opening."""
        visible = Thread.objects.visible_to(self.viewer)
        mine = Promotion.objects.filter(thread__in=visible, thread__starter=self.viewer)
        promoting.decide_promotion(self.viewer, self.find(mine, pk=pk), **self.given(AcceptSerializer))
        return self.done()
