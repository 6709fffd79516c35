"""The tables of activity."""

from activity.models.attention import Bookmark, Muting, Reading, Watch
from activity.models.comment import Comment
from activity.models.post import Mention, Post, Tag, Tagging
from activity.models.reaction import Reaction
from activity.models.thread import Held, Thread, ThreadQuerySet
from activity.models.writing import CommunityMention, Draft, DraftQuerySet, Revision, Sent

__all__ = [
    "Bookmark",
    "Comment",
    "CommunityMention",
    "Draft",
    "DraftQuerySet",
    "Held",
    "Mention",
    "Muting",
    "Post",
    "Reaction",
    "Reading",
    "Revision",
    "Sent",
    "Tag",
    "Tagging",
    "Thread",
    "ThreadQuerySet",
    "Watch",
]
