"""What threads, comments and streams look like to programs, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from activity import feed, files
from activity import threads as read
from activity.actions.attaching import MOST
from activity.api.kind_shapes import (
    LinkCardSerializer,
    MustReadSerializer,
    NewMustReadSerializer,
    NewPollSerializer,
    NewPraiseSerializer,
    PollSerializer,
    PraiseSerializer,
)
from activity.forms import LANGUAGE
from activity.kinds import announcements, polls, praises
from activity.models import Attachment, AttachmentQuerySet, Comment, Post, Thread, Watch
from communities.api import CommunityRefSerializer
from communities.models import Community
from esn.api.fields import PageField, VisibleField
from esn.kit.markup import MAX_LENGTH
from people.api import PersonRefSerializer
from people.models import Person, StreamOrder

REACTIONS = {"type": "object", "additionalProperties": {"type": "integer"}, "examples": [{"like": 2}]}


def own_unsent(viewer: Person) -> AttachmentQuerySet:
    """Return the viewer's uploads that are not sent yet."""
    return Attachment.objects.unsent().filter(uploader=viewer)


@extend_schema_field(REACTIONS)
class CountsField(serializers.DictField):
    """How many people reacted with which sign."""


class FileSerializer(serializers.ModelSerializer[Attachment]):
    """A file beside an opening or a comment; its bytes are at `url`, by the same token and for who sees the text."""

    url = PageField()

    class Meta:
        model = Attachment
        fields = ["id", "name", "content_type", "size", "width", "height", "alt", "url"]


class PostSerializer(serializers.ModelSerializer[Post]):
    """The opening words of a thread."""

    kind = serializers.ChoiceField(choices=Post.Kind.choices)
    accepted_answer = serializers.IntegerField(source="accepted_answer_id", allow_null=True)
    poll = PollSerializer(source="poll_result", allow_null=True)
    praise = PraiseSerializer(source="praise_given", allow_null=True)
    must_read = MustReadSerializer(source="asked", allow_null=True)
    link = LinkCardSerializer(source="link_shown", allow_null=True)

    class Meta:
        model = Post
        fields = [
            "kind", "body", "body_html", "edited_at", "revision", "accepted_answer", "poll", "praise",
            "must_read", "link",
        ]  # fmt: skip


class ThreadSerializer(serializers.ModelSerializer[Thread]):
    """A discussion in a community; `post` is null when something else opens it, such as an idea."""

    page = PageField()
    kind = serializers.ChoiceField(choices=Thread.Kind.choices)
    community = CommunityRefSerializer()
    starter = PersonRefSerializer()
    post = serializers.SerializerMethodField()
    reactions = CountsField(source="reaction_counts")
    my_reaction = serializers.CharField(allow_null=True)
    new_comments = serializers.IntegerField(help_text="By others, since you read it.")
    is_unread = serializers.BooleanField(source="unread")
    is_bookmarked = serializers.BooleanField(source="is_kept")
    watch = serializers.ChoiceField(choices=Watch.Level.choices, allow_null=True)
    files = FileSerializer(many=True)
    shared_from = serializers.IntegerField(source="origin_id", allow_null=True)

    class Meta:
        model = Thread
        fields = [
            "id", "kind", "title", "language", "community", "starter", "created_at", "last_activity_at",
            "comment_count", "reactions", "my_reaction", "new_comments", "is_unread", "is_bookmarked", "watch",
            "post", "files", "sharing", "shared_from", "closed_at", "held_because", "page",
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
    poll = NewPollSerializer(required=False, allow_null=True, help_text="For the kind `poll`.")
    praise = NewPraiseSerializer(required=False, allow_null=True, help_text="For the kind `praise`.")
    must_read = NewMustReadSerializer(
        required=False, allow_null=True, help_text="For an announcement that must be confirmed."
    )
    attachments = serializers.ListField(
        child=VisibleField(own_unsent), required=False, max_length=MOST, help_text="Uploaded before."
    )
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
    files = serializers.SerializerMethodField()
    reactions = CountsField(source="reaction_counts")
    my_reaction = serializers.CharField(allow_null=True)

    class Meta:
        model = Comment
        fields = [
            "id", "thread", "parent", "author", "body", "body_html", "created_at", "edited_at", "revision",
            "is_removed", "held_because", "files", "reactions", "my_reaction",
        ]  # fmt: skip

    def get_body(self, comment: Comment) -> str:
        return "" if comment.removed_at else comment.body

    def get_body_html(self, comment: Comment) -> str:
        return "" if comment.removed_at else comment.body_html

    @extend_schema_field(FileSerializer(many=True))
    def get_files(self, comment: Comment) -> Any:
        files = [] if comment.removed_at else comment.files  # type: ignore[attr-defined]
        return FileSerializer(files, many=True, context=self.context).data

    def get_is_removed(self, comment: Comment) -> bool:
        return comment.removed_at is not None


class NewCommentSerializer(serializers.Serializer[Any]):
    """An answer, perhaps to another comment of the same thread."""

    body = serializers.CharField(max_length=MAX_LENGTH)
    parent = VisibleField(Comment.objects.visible_to, required=False, allow_null=True)  # type: ignore[assignment]  # a column
    attachments = serializers.ListField(
        child=VisibleField(own_unsent), required=False, max_length=MOST, help_text="Uploaded before."
    )


class BodySerializer(serializers.Serializer[Any]):
    """New words."""

    body = serializers.CharField(max_length=MAX_LENGTH)
    is_minor = serializers.BooleanField(help_text="A small correction: nobody is notified.")
    version = RevisionField(source="base")


class SignSerializer(serializers.Serializer[Any]):
    """One sign; another takes its place."""

    kind = serializers.CharField(max_length=12, help_text="The `key` of a sign; see `reaction-signs`.")


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
    files.add_to_threads(rows.values())
    counts = read.thread_reactions(ids)
    # The number of an origin that the viewer may not see says nothing.
    origins = {thread.shared_from_id for thread in rows.values() if thread.shared_from_id}
    seen = (
        set(Thread.objects.visible_to(viewer).filter(pk__in=origins).values_list("pk", flat=True))
        if origins
        else set()
    )
    thread: Any
    for thread in rows.values():
        thread.reaction_counts = counts.get(thread.pk, {})
        thread.origin_id = thread.shared_from_id if thread.shared_from_id in seen else None
        thread.my_reaction, thread.new_comments = thread.own_sign, thread.news
        thread.unread = feed.is_unread(viewer, thread) or bool(thread.news)
    _dress_posts(viewer, [thread.post for thread in rows.values() if hasattr(thread, "post")])
    return [rows[pk] for pk in ids if pk in rows]


def _dress_posts(viewer: Person, posts: Sequence[Post]) -> None:
    """Give posts what their kinds are to this viewer."""
    poll_ids = [post.poll.pk for post in posts if hasattr(post, "poll")]
    asked_ids = [post.must_read.pk for post in posts if hasattr(post, "must_read")]
    praise_ids = [post.praise.pk for post in posts if hasattr(post, "praise")]
    results = polls.results(viewer, poll_ids) if poll_ids else {}
    asked = announcements.asked(viewer, asked_ids) if asked_ids else {}
    people = praises.people_of(praise_ids) if praise_ids else {}
    for post in posts:
        made: Any = post
        made.poll_result = results.get(post.poll.pk) if hasattr(post, "poll") else None
        made.asked = asked.get(post.must_read.pk) if hasattr(post, "must_read") else None
        made.praise_given = None
        if hasattr(post, "praise"):
            made.praise_given = {"value": post.praise.value, "people": people.get(post.praise.pk, [])}
        card = getattr(post, "link", None)
        made.link_shown = card if card and card.state == "ready" and not card.target_id else None


def dress_comments(viewer: Person, comments: Sequence[Comment]) -> Sequence[Comment]:
    """Give comments what the answer shows of them besides their own row."""
    read.count_reactions(comments)
    mine = read.own_comment_reactions(viewer, [comment.pk for comment in comments])
    for comment in comments:
        comment.my_reaction = mine.get(comment.pk)  # type: ignore[attr-defined]
    return comments
