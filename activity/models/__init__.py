"""The tables of activity."""

from activity.models.comment import Comment
from activity.models.post import Mention, Post, Tag, Tagging
from activity.models.reaction import Reaction
from activity.models.thread import Thread, ThreadQuerySet

__all__ = ["Comment", "Mention", "Post", "Reaction", "Tag", "Tagging", "Thread", "ThreadQuerySet"]
