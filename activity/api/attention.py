"""What one pays attention to, for programs: bookmarks, watching, reading marks, muting, and how one reads."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from activity import feed
from activity.actions import keeping, muting, reading, watching
from activity.models import Bookmark, Comment, Muting, Tag, Thread, Watch
from communities.api import CommunityRefSerializer
from esn.api.endpoint import Endpoint
from esn.api.fields import MAX_ID, PageField
from people.actions import profiles
from people.api import PersonRefSerializer
from people.models import Person, StreamOrder


class ThreadRefSerializer(serializers.ModelSerializer[Thread]):
    """Which thread."""

    page = PageField()
    community = CommunityRefSerializer()

    class Meta:
        model = Thread
        fields = ["id", "title", "community", "page"]


class BookmarkSerializer(serializers.ModelSerializer[Bookmark]):
    """What is kept for later; `comment` is null when the thread itself is."""

    thread = ThreadRefSerializer()
    comment = serializers.IntegerField(source="comment_id", allow_null=True)

    class Meta:
        model = Bookmark
        fields = ["id", "thread", "comment", "note", "created_at", "remind_at", "reminded_at"]


class KeepSerializer(serializers.Serializer[Any]):
    """A note, and when to be reminded; without a moment there is no reminder."""

    note = serializers.CharField(max_length=200, required=False, allow_blank=True)
    remind_at = serializers.DateTimeField(required=False, allow_null=True)


class WordsQuery(serializers.Serializer[Any]):
    """Words that all must occur."""

    q = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")


class WatchSerializer(serializers.Serializer[Any]):
    """Follow a thread, mute it, or neither."""

    level = serializers.ChoiceField(choices=Watch.Level.choices)


class ReadSerializer(serializers.Serializer[Any]):
    """How far a thread was read: to its end unless a comment is named."""

    last_comment = serializers.IntegerField(min_value=0, max_value=MAX_ID, required=False)


class UnreadQuery(serializers.Serializer[Any]):
    """From which comment on a thread is unread; from its beginning unless one is named."""

    comment = serializers.IntegerField(min_value=1, max_value=MAX_ID, required=False)


class MutedSerializer(serializers.Serializer[Any]):
    """What is left out of one's streams."""

    people = PersonRefSerializer(many=True)
    tags = serializers.ListField(child=serializers.CharField())
    threads = ThreadRefSerializer(many=True)


class ReadingSerializer(serializers.Serializer[Any]):
    """How one reads: the order of home, and whether single keys do something on the pages."""

    stream_order = serializers.ChoiceField(choices=StreamOrder.choices)
    has_shortcuts = serializers.BooleanField()


class ReasonSerializer(serializers.Serializer[Any]):
    """Points of a thread, and for what."""

    points = serializers.IntegerField()
    text = serializers.CharField()


class Attention(Endpoint):
    """One's own marks on threads and comments; nobody else sees them."""

    def thread(self, pk: int) -> Thread:
        """Return a thread that the viewer may see."""
        return self.find(Thread.objects.visible_to(self.viewer).for_display(), pk=pk)

    def comment(self, pk: int) -> Comment:
        """Return a comment that the viewer may see."""
        return self.find(Comment.objects.visible_to(self.viewer).select_related("thread__community"), pk=pk)

    @extend_schema(
        operation_id="list_bookmarks", parameters=[WordsQuery], responses=BookmarkSerializer(many=True)
    )
    def bookmarks(self, request: Request) -> Response:
        """List what you keep for later, the latest first."""
        rows = feed.kept(self.viewer, self.asked(WordsQuery)["q"])
        return self.paged(BookmarkSerializer, rows, ("-created_at", "-pk"))

    @extend_schema(operation_id="keep_thread", request=KeepSerializer, responses=BookmarkSerializer)
    def keep_thread(self, request: Request, pk: int) -> Response:
        """Keep a thread for later; keeping it again changes note and reminder."""
        bookmark = keeping.keep(self.viewer, self.thread(pk), **self.given(KeepSerializer))
        return self.shown(BookmarkSerializer, bookmark)

    @extend_schema(operation_id="drop_thread", responses={204: None})
    def drop_thread(self, request: Request, pk: int) -> Response:
        """Keep a thread no longer."""
        keeping.drop(self.viewer, self.thread(pk))
        return self.done()

    @extend_schema(operation_id="keep_comment", request=KeepSerializer, responses=BookmarkSerializer)
    def keep_comment(self, request: Request, pk: int) -> Response:
        """Keep a comment for later; keeping it again changes note and reminder."""
        comment = self.comment(pk)
        given = self.given(KeepSerializer)
        return self.shown(
            BookmarkSerializer, keeping.keep(self.viewer, comment.thread, comment=comment, **given)
        )

    @extend_schema(operation_id="drop_comment", responses={204: None})
    def drop_comment(self, request: Request, pk: int) -> Response:
        """Keep a comment no longer."""
        comment = self.comment(pk)
        keeping.drop(self.viewer, comment.thread, comment=comment)
        return self.done()

    @extend_schema(operation_id="watch_thread", request=WatchSerializer, responses={204: None})
    def watch(self, request: Request, pk: int) -> Response:
        """Follow a thread, mute it, or do neither whatever you do in it."""
        watching.watch_thread(self.viewer, self.thread(pk), **self.given(WatchSerializer))
        return self.done()

    @extend_schema(operation_id="mark_read", request=ReadSerializer, responses={204: None})
    def read(self, request: Request, pk: int) -> Response:
        """Count a thread as read, to its end or as far as a comment."""
        thread, given = self.thread(pk), self.given(ReadSerializer)
        if "last_comment" in given:
            reading.note_read(self.viewer, cards={}, threads={thread.pk: given["last_comment"]})
        else:
            reading.mark_read(self.viewer, thread)
        return self.done()

    @extend_schema(operation_id="mark_unread", parameters=[UnreadQuery], responses={204: None})
    def unread(self, request: Request, pk: int) -> Response:
        """Count a thread as unread, from its beginning or from a comment on."""
        thread, number = self.thread(pk), self.asked(UnreadQuery).get("comment")
        comment = self.find(thread.comments.all(), pk=number) if number else None
        reading.mark_unread(self.viewer, thread, comment=comment)
        return self.done()


class Reasons(Endpoint):
    """Why a thread stands where it stands."""

    pagination_class = None

    @extend_schema(operation_id="explain_place", responses=ReasonSerializer(many=True))
    def why(self, request: Request, pk: int) -> Response:
        """Say why a thread stands where it stands in your home."""
        return Response(
            ReasonSerializer(
                feed.why(self.viewer, self.find(Thread.objects.visible_to(self.viewer), pk=pk)), many=True
            ).data
        )


class Muted(Endpoint):
    """What one muted; nobody learns that they are."""

    pagination_class = None

    @extend_schema(operation_id="list_muted", responses=MutedSerializer)
    def show(self, request: Request) -> Response:
        """List what you left out of your streams."""
        own = Muting.objects.filter(person=self.viewer).select_related("muted_person", "tag").order_by("pk")
        visible = Thread.objects.visible_to(self.viewer).select_related("community")
        threads = visible.filter(watches__person=self.viewer, watches__level=Watch.Level.MUTED)
        content = {
            "people": [row.muted_person for row in own if row.muted_person],
            "tags": [row.tag.name for row in own if row.tag],
            "threads": threads.newest_first()[:200],
        }
        return self.shown(MutedSerializer, content)

    def _person(self, pk: int) -> Person:
        person: Person = self.find(Person.objects.visible_to(self.viewer), pk=pk)
        return person

    @extend_schema(operation_id="mute_person", request=None, responses={204: None})
    def mute_person(self, request: Request, pk: int) -> Response:
        """Leave what a person begins out of your streams."""
        muting.mute_person(self.viewer, self._person(pk))
        return self.done()

    @extend_schema(operation_id="unmute_person", responses={204: None})
    def unmute_person(self, request: Request, pk: int) -> Response:
        """Let a person's posts into your streams again."""
        muting.unmute_person(self.viewer, self._person(pk))
        return self.done()

    @extend_schema(operation_id="mute_tag", request=None, responses={204: None})
    def mute_tag(self, request: Request, tag: str) -> Response:
        """Leave a tag out of your streams."""
        muting.mute_tag(self.viewer, self.find(Tag.objects.all(), name=tag.casefold()))
        return self.done()

    @extend_schema(operation_id="unmute_tag", responses={204: None})
    def unmute_tag(self, request: Request, tag: str) -> Response:
        """Let a tag into your streams again."""
        muting.unmute_tag(self.viewer, self.find(Tag.objects.all(), name=tag.casefold()))
        return self.done()

    @extend_schema(operation_id="show_reading", responses=ReadingSerializer)
    def reading(self, request: Request) -> Response:
        """Show how you read."""
        return self.shown(ReadingSerializer, self.viewer)

    @extend_schema(operation_id="choose_reading", request=ReadingSerializer, responses=ReadingSerializer)
    def choose(self, request: Request) -> Response:
        """Choose how you read; what you leave out stays."""
        profiles.choose_reading(self.viewer, **self.given(ReadingSerializer, partial=True))
        return self.shown(ReadingSerializer, self.viewer)
