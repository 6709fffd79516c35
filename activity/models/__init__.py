"""The tables of activity."""

from activity.models.announcement import Acknowledgement, MustRead
from activity.models.attachment import Attachment, AttachmentQuerySet
from activity.models.attention import Bookmark, Muting, Reading, Watch
from activity.models.choice import Choice, CompanyValue, ReactionSign
from activity.models.comment import Comment
from activity.models.filters import SavedFilter
from activity.models.link import LinkCard, LinkImage
from activity.models.poll import Poll, PollOption, Vote
from activity.models.post import Mention, Post, Tag, Tagging
from activity.models.praise import Praise, Praised
from activity.models.reaction import Reaction
from activity.models.thread import Held, Thread, ThreadQuerySet
from activity.models.travelling import Pin, Promotion
from activity.models.writing import CommunityMention, Draft, DraftQuerySet, Revision, Sent

__all__ = [
    "Acknowledgement",
    "Attachment",
    "AttachmentQuerySet",
    "Bookmark",
    "Choice",
    "Comment",
    "CommunityMention",
    "CompanyValue",
    "Draft",
    "DraftQuerySet",
    "Held",
    "LinkCard",
    "LinkImage",
    "Mention",
    "MustRead",
    "Muting",
    "Pin",
    "Poll",
    "PollOption",
    "Post",
    "Praise",
    "Praised",
    "Promotion",
    "Reaction",
    "ReactionSign",
    "Reading",
    "Revision",
    "SavedFilter",
    "Sent",
    "Tag",
    "Tagging",
    "Thread",
    "ThreadQuerySet",
    "Vote",
    "Watch",
]
