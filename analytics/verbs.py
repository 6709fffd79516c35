"""What each verb of the ledger is worth: its tier, what it counts as, and which edge it draws (metrics.md
1.3, 1.4).

A verb that is not listed here counts for nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

from activity import events as activity
from ideas import events as ideas
from people import events as people


class Tier(StrEnum):
    """Rising worth: active is passive or more, interactive light or more, contributor contribute or more."""

    PASSIVE = "passive"
    LIGHT = "light"
    CONTRIBUTE = "contribute"
    OUTCOME = "outcome"


class Edge(StrEnum):
    """How an act ties its actor to the owner of what it is about."""

    REPLY = "replies"
    MENTION = "mentions"
    REACTION = "reactions"


# Strength of a tie (metrics.md 1.4).
WEIGHTS = {Edge.REPLY: 3, Edge.MENTION: 2, Edge.REACTION: 1}


@dataclass(frozen=True)
class Worth:
    """One verb; `object_type` narrows it to one kind of object, empty means any."""

    verb: str
    tier: Tier | None
    edge: Edge | None = None
    is_post: bool = False
    is_reply: bool = False
    object_type: str = ""


LEDGER = (
    Worth(activity.THREAD_SEEN, Tier.PASSIVE),
    Worth(activity.REACTION_ADDED, Tier.LIGHT, Edge.REACTION),
    # Who voted for what ties nobody to anybody: a poll is secret.
    Worth(activity.POLL_VOTED, Tier.LIGHT),
    Worth(people.PERSON_FOLLOWED, Tier.LIGHT),
    Worth(ideas.IDEA_SUPPORTED, Tier.LIGHT, Edge.REACTION),
    Worth(activity.POST_PUBLISHED, Tier.CONTRIBUTE, is_post=True),
    Worth(activity.QUESTION_ASKED, Tier.CONTRIBUTE, is_post=True),
    Worth(ideas.IDEA_SUBMITTED, Tier.CONTRIBUTE, is_post=True),
    Worth(activity.COMMENT_ADDED, Tier.CONTRIBUTE, Edge.REPLY, is_reply=True),
    # The text that names somebody is counted already; the mention adds only the edge.
    Worth(activity.PERSON_MENTIONED, None, Edge.MENTION),
    # So is the post that praises; each person praised adds an edge.
    Worth(activity.PRAISE_GIVEN, None, Edge.MENTION),
    Worth(activity.ANSWER_ACCEPTED, Tier.OUTCOME, Edge.MENTION),
    Worth(ideas.IDEA_DECIDED, Tier.OUTCOME, Edge.MENTION),
    Worth(activity.MESSAGE_IMPORTED, Tier.CONTRIBUTE, Edge.REPLY, is_reply=True, object_type="reply"),
    Worth(activity.MESSAGE_IMPORTED, Tier.CONTRIBUTE, Edge.MENTION, is_reply=True, object_type="mention"),
    Worth(activity.MESSAGE_IMPORTED, Tier.LIGHT, Edge.REACTION, object_type="reaction"),
)

# How an imported line names what it was; anything else is a plain message.
IMPORTED_KINDS = ("reply", "mention", "reaction")
