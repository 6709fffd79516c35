"""The tables of activity."""

from activity.models.attachment import Attachment, AttachmentQuerySet
from activity.models.attention import Bookmark, Muting, Reading, Watch
from activity.models.comment import Comment
from activity.models.post import Mention, Post, Tag, Tagging
from activity.models.reaction import Reaction
from activity.models.thread import Held, Thread, ThreadQuerySet
from activity.models.travelling import Pin, Promotion

__all__ = [
    "Attachment",
    "AttachmentQuerySet",
    "Bookmark",
    "Comment",
    "Held",
    "Mention",
    "Muting",
    "Pin",
    "Post",
    "Promotion",
    "Reaction",
    "Reading",
    "Tag",
    "Tagging",
    "Thread",
    "ThreadQuerySet",
    "Watch",
]
