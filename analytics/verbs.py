"""What each verb of the ledger is worth: its tier, what it counts as, and which edge it draws (metrics.md
1.3, 1.4).

A verb that is not listed here counts for nothing.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

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


class Opening(IntEnum):
    """What kind of thread was opened, as `PostFact` keeps it."""

    POST = 0
    QUESTION = 1
    IDEA = 2


class Step(IntEnum):
    """What happened to an idea, as `IdeaFact` keeps it."""

    SUBMITTED = 1
    COAUTHORED = 2
    SUPPORTED = 3
    WITHDRAWN = 4
    CONCERNED = 5
    ASKED = 6
    SHORTLISTED = 7
    REVIEWED = 8
    DECIDED = 9
    REOPENED = 10
    MERGED = 11
    UNMERGED = 12
    BUILDING = 13
    IMPLEMENTED = 14
    CONFIRMED = 15
    CLOSED = 16
    # A ballot belongs to a challenge: which idea it is about is never written down.
    BALLOT = 17


# Strength of a tie (metrics.md 1.4).
WEIGHTS = {Edge.REPLY: 3, Edge.MENTION: 2, Edge.REACTION: 1}


@dataclass(frozen=True)
class Worth:
    """One verb; `object_type` narrows it to one kind of object, empty means any.

    `opens` is the kind of thread that a post opens; `step` counts even where a program or duty did it, for it is about
    the idea and not about a person.
    """

    verb: str
    tier: Tier | None
    edge: Edge | None = None
    is_post: bool = False
    is_reply: bool = False
    object_type: str = ""
    opens: Opening = Opening.POST
    step: Step | None = None
    is_file: bool = False
    is_ask: bool = False
    is_acceptance: bool = False


LEDGER = (
    Worth(activity.THREAD_SEEN, Tier.PASSIVE),
    Worth(activity.REACTION_ADDED, Tier.LIGHT, Edge.REACTION),
    # Who voted for what ties nobody to anybody: a poll is secret.
    Worth(activity.POLL_VOTED, Tier.LIGHT),
    Worth(people.PERSON_FOLLOWED, Tier.LIGHT),
    Worth(ideas.IDEA_SUPPORTED, Tier.LIGHT, Edge.REACTION, step=Step.SUPPORTED),
    Worth(ideas.BALLOT_CAST, Tier.LIGHT, step=Step.BALLOT),
    Worth(activity.POST_PUBLISHED, Tier.CONTRIBUTE, is_post=True),
    Worth(activity.QUESTION_ASKED, Tier.CONTRIBUTE, is_post=True, opens=Opening.QUESTION),
    Worth(ideas.IDEA_SUBMITTED, Tier.CONTRIBUTE, is_post=True, opens=Opening.IDEA, step=Step.SUBMITTED),
    Worth(ideas.COAUTHOR_JOINED, Tier.CONTRIBUTE, step=Step.COAUTHORED),
    Worth(ideas.CONCERN_RAISED, Tier.CONTRIBUTE, Edge.REPLY, step=Step.CONCERNED),
    Worth(ideas.INFO_ASKED, Tier.CONTRIBUTE, Edge.REPLY, step=Step.ASKED),
    Worth(activity.COMMENT_ADDED, Tier.CONTRIBUTE, Edge.REPLY, is_reply=True),
    # The text that names somebody is counted already; the mention adds only the edge.
    Worth(activity.PERSON_MENTIONED, None, Edge.MENTION, is_ask=True),
    # So is the post that praises; each person praised adds an edge.
    Worth(activity.PRAISE_GIVEN, None, Edge.MENTION),
    # A file comes with words that are counted already; it tells only that files are used.
    Worth(activity.FILE_ATTACHED, None, is_file=True),
    Worth(activity.ANSWER_ACCEPTED, Tier.OUTCOME, Edge.MENTION, is_acceptance=True),
    # What moves an idea on is an outcome.
    Worth(ideas.IDEA_SHORTLISTED, Tier.OUTCOME, Edge.MENTION, step=Step.SHORTLISTED),
    Worth(ideas.EVALUATION_STARTED, Tier.OUTCOME, Edge.MENTION, step=Step.REVIEWED),
    Worth(ideas.IDEA_DECIDED, Tier.OUTCOME, Edge.MENTION, step=Step.DECIDED),
    Worth(ideas.DELIVERY_STARTED, Tier.OUTCOME, Edge.MENTION, step=Step.BUILDING),
    Worth(ideas.IDEA_IMPLEMENTED, Tier.OUTCOME, Edge.MENTION, step=Step.IMPLEMENTED),
    Worth(ideas.BENEFIT_CONFIRMED, Tier.OUTCOME, Edge.MENTION, step=Step.CONFIRMED),
    # These change what an idea counts as, and are nobody's achievement.
    Worth(ideas.SUPPORT_WITHDRAWN, None, step=Step.WITHDRAWN),
    Worth(ideas.IDEA_REOPENED, None, step=Step.REOPENED),
    Worth(ideas.IDEA_MERGED, None, step=Step.MERGED),
    Worth(ideas.IDEA_UNMERGED, None, step=Step.UNMERGED),
    Worth(ideas.IDEA_CLOSED, None, step=Step.CLOSED),
    Worth(activity.MESSAGE_IMPORTED, Tier.CONTRIBUTE, Edge.REPLY, is_reply=True, object_type="reply"),
    Worth(activity.MESSAGE_IMPORTED, Tier.CONTRIBUTE, Edge.MENTION, is_reply=True, object_type="mention"),
    Worth(activity.MESSAGE_IMPORTED, Tier.LIGHT, Edge.REACTION, object_type="reaction"),
)

# How an imported line names what it was; anything else is a plain message.
IMPORTED_KINDS = ("reply", "mention", "reaction")
