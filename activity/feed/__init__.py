"""THE STREAM: which threads a viewer reads, in which order, and what is new in them.

`pull` finds candidates by index entries alone, `rows` dresses a page for its viewer and folds duplicates, `ranking`
orders home by the published formula, `streams` are the chronological ones, `missed` is the catch-up.
"""

from activity.feed.keeping import kept
from activity.feed.missed import CatchUp, Missed, missed, since_when
from activity.feed.opened import Opened, comment_marks, opened
from activity.feed.pull import Ground, ground
from activity.feed.ranking import POINTS, Reason, front, ranked, why
from activity.feed.rows import PAGE, Stream, dressed, is_unread
from activity.feed.streams import (
    community,
    count_since,
    filtered,
    following,
    home,
    person,
    pinned,
    praise,
    tagged,
    unanswered,
    waiting,
)

__all__ = [
    "PAGE",
    "POINTS",
    "CatchUp",
    "Ground",
    "Missed",
    "Opened",
    "Reason",
    "Stream",
    "comment_marks",
    "community",
    "count_since",
    "dressed",
    "filtered",
    "following",
    "front",
    "ground",
    "home",
    "is_unread",
    "kept",
    "missed",
    "opened",
    "person",
    "pinned",
    "praise",
    "ranked",
    "since_when",
    "tagged",
    "unanswered",
    "waiting",
    "why",
]
