"""What threads, comments and streams look like to programs, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activity import feed
from activity import threads as read
from activity.models import Comment, Post, Reaction, Thread, Watch
from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.fields import PageField, VisibleField
from esn.kit.markup import MAX_LENGTH
from people.api import PersonRefSerializer
from people.models import Person, StreamOrder

REACTIONS = {"type": "object", "additionalProperties": {"type": "integer"}, "examples": [{"like": 2}]}


@extend_schema_field(REACTIONS)
class CountsField(serializers.DictField):
    """How many people reacted with which sign."""


class PostSerializer(serializers.ModelSerializer[Post]):
    """The opening words of a thread."""

    kind = serializers.ChoiceField(choices=Post.Kind.choices)
    accepted_answer = serializers.IntegerField(source="accepted_answer_id", allow_null=True)

    class Meta:
        model = Post
        fields = ["kind", "body", "body_html", "edited_at", "accepted_answer"]


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """A discussion in a community; `post` is null when something else opens it, such as an idea."""

    page = PageField()
    kind = serializers.ChoiceField(choices=Thread.Kind.choices)
    community = CommunityRefSerializer()
    starter = PersonRefSerializer()
    post = serializers.SerializerMethodField()
    reactions = CountsField(source="reaction_counts")
    my_reaction = serializers.ChoiceField(choices=Reaction.Kind.choices, allow_null=True)
    new_comments = serializers.IntegerField(help_text="By others, since you read it.")
    is_unread = serializers.BooleanField(source="unread")
    is_bookmarked = serializers.BooleanField(source="is_kept")
    watch = serializers.ChoiceField(choices=Watch.Level.choices, allow_null=True)

    class Meta:
        model = Thread
        fields = [
            "id", "kind", "title", "community", "starter", "created_at", "last_activity_at", "comment_count",
            "reactions", "my_reaction", "new_comments", "is_unread", "is_bookmarked", "watch", "post", "page",
        ]  # fmt: skip

    @extend_schema_field(PostSerializer(allow_null=True))
    def get_post(self, thread: Thread) -> Any:
        post = getattr(thread, "post", None)
        return PostSerializer(post).data if post else None


class StreamSerializer(serializers.Serializer[Any]):
    """One page of a stream, newest first."""

    next = serializers.URLField(allow_null=True, help_text="The address of what follows.")
    newest = serializers.CharField(allow_blank=True, help_text="What to ask `since` from next time.")
    results = ThreadSerializer(many=True)


class NewThreadSerializer(serializers.Serializer[Any]):
    """A post to a community."""

    community = VisibleField(Community.objects.readable_by)
    body = serializers.CharField(
        max_length=MAX_LENGTH, help_text="Markdown; @names and #tags are recognised."
    )
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=Post.Kind.choices, default=Post.Kind.UPDATE)


class ThreadWordsSerializer(serializers.Serializer[Any]):
    """New words for a post; an empty title is drawn from the text."""

    body = serializers.CharField(max_length=MAX_LENGTH)
    title = serializers.CharField(max_length=200, allow_blank=True)


class CommentSerializer(serializers.ModelSerializer[Comment]):
    """An answer; one that was removed keeps its place without its words."""

    author = PersonRefSerializer()
    thread = serializers.IntegerField(source="thread_id")
    parent = serializers.IntegerField(source="parent_id", allow_null=True)  # type: ignore[assignment]  # a column
    body = serializers.SerializerMethodField()
    body_html = serializers.SerializerMethodField()
    is_removed = serializers.SerializerMethodField()
    reactions = CountsField(source="reaction_counts")
    my_reaction = serializers.ChoiceField(choices=Reaction.Kind.choices, allow_null=True)

    class Meta:
        model = Comment
        fields = [
            "id", "thread", "parent", "author", "body", "body_html", "created_at", "edited_at", "is_removed",
            "reactions", "my_reaction",
        ]  # fmt: skip

    def get_body(self, comment: Comment) -> str:
        return "" if comment.removed_at else comment.body

    def get_body_html(self, comment: Comment) -> str:
        return "" if comment.removed_at else comment.body_html

    def get_is_removed(self, comment: Comment) -> bool:
        return comment.removed_at is not None


class NewCommentSerializer(serializers.Serializer[Any]):
    """An answer, perhaps to another comment of the same thread."""

    body = serializers.CharField(max_length=MAX_LENGTH)
    parent = VisibleField(Comment.objects.visible_to, required=False, allow_null=True)  # type: ignore[assignment]  # a column


class BodySerializer(serializers.Serializer[Any]):
    """New words."""

    body = serializers.CharField(max_length=MAX_LENGTH)


class SignSerializer(serializers.Serializer[Any]):
    """One sign; another takes its place."""

    kind = serializers.ChoiceField(choices=Reaction.Kind.choices)


class StreamQuery(serializers.Serializer[Any]):
    """Which part of a stream."""

    cursor = serializers.CharField(
        max_length=1400, required=False, allow_blank=True, default="", help_text="From `next`."
    )
    since = serializers.CharField(
        max_length=400,
        required=False,
        allow_blank=True,
        default="",
        help_text="From `newest`: only what began after it.",
    )


class HomeQuery(StreamQuery):
    """Which part of home, and in which order."""

    order = serializers.ChoiceField(
        choices=StreamOrder.choices,
        required=False,
        default=StreamOrder.NEWEST,
        help_text="Page by page the order stays the one of the first page.",
    )


def dress_threads(viewer: Person, ids: Sequence[int]) -> list[Thread]:
    """Return threads in this order with what the answer shows of them besides their own row."""
    rows = feed.dressed(viewer, Thread.objects.for_display()).in_bulk(ids)
    counts = read.thread_reactions(ids)
    thread: Any
    for thread in rows.values():
        thread.reaction_counts = counts.get(thread.pk, {})
        thread.my_reaction, thread.new_comments = thread.own_sign, thread.news
        thread.unread = feed.is_unread(viewer, thread) or bool(thread.news)
    return [rows[pk] for pk in ids if pk in rows]


def dress_comments(viewer: Person, comments: Sequence[Comment]) -> Sequence[Comment]:
    """Give comments what the answer shows of them besides their own row."""
    read.count_reactions(comments)
    mine = read.own_comment_reactions(viewer, [comment.pk for comment in comments])
    for comment in comments:
        comment.my_reaction = mine.get(comment.pk)  # type: ignore[attr-defined]
    return comments
