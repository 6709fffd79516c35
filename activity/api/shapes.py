"""What threads, comments and streams look like to programs, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activity import threads as read
from activity.forms import LANGUAGE
from activity.models import Comment, Post, Reaction, Thread
from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.fields import PageField, VisibleField
from esn.kit.markup import MAX_LENGTH
from people.api import PersonRefSerializer
from people.models import Person

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
        fields = ["kind", "body", "body_html", "edited_at", "revision", "accepted_answer"]


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """A discussion in a community; `post` is null when something else opens it, such as an idea."""

    page = PageField()
    kind = serializers.ChoiceField(choices=Thread.Kind.choices)
    community = CommunityRefSerializer()
    starter = PersonRefSerializer()
    post = serializers.SerializerMethodField()
    reactions = CountsField(source="reaction_counts")
    my_reaction = serializers.ChoiceField(choices=Reaction.Kind.choices, allow_null=True)

    class Meta:
        model = Thread
        fields = [
            "id", "kind", "title", "language", "community", "starter", "created_at", "last_activity_at", "comment_count",
            "reactions", "my_reaction", "post", "page",
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


class LanguageField(serializers.RegexField):
    """In which language the text is written: a tag such as pt-BR."""

    def __init__(self, **options: Any) -> None:
        super().__init__(rf"^(?:{LANGUAGE.pattern})?$", max_length=12, allow_blank=True, **options)


class RevisionField(serializers.IntegerField):
    """The `revision` that the change stands on: if it is no longer the newest, the answer is 409."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=1, max_value=2**31 - 1, **options)


class NewThreadSerializer(serializers.Serializer[Any]):
    """A post to a community."""

    community = VisibleField(Community.objects.readable_by)
    body = serializers.CharField(
        max_length=MAX_LENGTH, help_text="Markdown; @names and #tags are recognised."
    )
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    kind = serializers.ChoiceField(choices=Post.Kind.choices, default=Post.Kind.UPDATE)
    language = LanguageField(required=False)


class ThreadWordsSerializer(serializers.Serializer[Any]):
    """New words for a post; an empty title is drawn from the text."""

    body = serializers.CharField(max_length=MAX_LENGTH)
    title = serializers.CharField(max_length=200, allow_blank=True)
    language = LanguageField()
    is_minor = serializers.BooleanField(help_text="A small correction: nobody is notified.")
    version = RevisionField(source="base")


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
            "id", "thread", "parent", "author", "body", "body_html", "created_at", "edited_at", "revision",
            "is_removed", "reactions", "my_reaction",
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
    is_minor = serializers.BooleanField(help_text="A small correction: nobody is notified.")
    version = RevisionField(source="base")


class SignSerializer(serializers.Serializer[Any]):
    """One sign; another takes its place."""

    kind = serializers.ChoiceField(choices=Reaction.Kind.choices)


class StreamQuery(serializers.Serializer[Any]):
    """Which part of a stream."""

    cursor = serializers.CharField(
        max_length=400, required=False, allow_blank=True, default="", help_text="From `next`."
    )
    since = serializers.CharField(
        max_length=400,
        required=False,
        allow_blank=True,
        default="",
        help_text="From `newest`: only what began after it.",
    )


def dress_threads(viewer: Person, ids: Sequence[int]) -> list[Thread]:
    """Return threads in this order with what the answer shows of them besides their own row."""
    rows = Thread.objects.for_display().in_bulk(ids)
    counts = read.thread_reactions(ids)
    own = Reaction.objects.filter(person=viewer, comment=None, thread__in=ids)
    mine = dict(own.values_list("thread_id", "kind"))
    for thread in rows.values():
        thread.reaction_counts = counts.get(thread.pk, {})  # type: ignore[attr-defined]
        thread.my_reaction = mine.get(thread.pk)  # type: ignore[attr-defined]
    return [rows[pk] for pk in ids if pk in rows]


def dress_comments(viewer: Person, comments: Sequence[Comment]) -> Sequence[Comment]:
    """Give comments what the answer shows of them besides their own row."""
    read.count_reactions(comments)
    mine = read.own_comment_reactions(viewer, [comment.pk for comment in comments])
    for comment in comments:
        comment.my_reaction = mine.get(comment.pk)  # type: ignore[attr-defined]
    return comments
