"""The tables of activity."""

from activity.models.attention import Bookmark, Muting, Reading, Watch
from activity.models.comment import Comment
from activity.models.filters import SavedFilter
from activity.models.post import Mention, Post, Tag, Tagging
from activity.models.reaction import Reaction
from activity.models.thread import Held, Thread, ThreadQuerySet

__all__ = [
    "Bookmark",
    "Comment",
    "Held",
    "Mention",
    "Muting",
    "Post",
    "Reaction",
    "Reading",
    "SavedFilter",
    "Tag",
    "Tagging",
    "Thread",
    "ThreadQuerySet",
    "Watch",
]
