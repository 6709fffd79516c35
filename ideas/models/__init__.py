"""The tables of ideas."""

from ideas.models.authoring import Contributor, Draft, IdeaDraftQuerySet
from ideas.models.ballot import Ballot, BallotLine, PairVote
from ideas.models.challenge import CLOSINGS, Challenge, ChallengeQuerySet
from ideas.models.decision import SHORTEST_REASON, Appeal, Decision
from ideas.models.delivery import FIRST_READING_AFTER_DAYS, Delivery, Milestone, Outcome, Reading
from ideas.models.idea import DECIDED, UNDECIDED, Idea, IdeaQuerySet, IdeaRevision, StageChange
from ideas.models.merging import DuplicateLink, Merge, MergeObjection
from ideas.models.panel import (
    FEWEST_EVALUATORS,
    MOST_ROUNDS,
    SHORTEST_RATIONALE,
    Assignment,
    Panel,
    RoundFeedback,
    Score,
    Tally,
)
from ideas.models.plan import BallotRule, ChallengePlan, Criterion, TemplateQuestion
from ideas.models.result import Result
from ideas.models.support import SHORTEST_CONCERN, CommentKind, Concern, Exposure, Support

__all__ = [
    "CLOSINGS",
    "DECIDED",
    "FEWEST_EVALUATORS",
    "FIRST_READING_AFTER_DAYS",
    "MOST_ROUNDS",
    "SHORTEST_CONCERN",
    "SHORTEST_RATIONALE",
    "SHORTEST_REASON",
    "UNDECIDED",
    "Appeal",
    "Assignment",
    "Ballot",
    "BallotLine",
    "BallotRule",
    "Challenge",
    "ChallengePlan",
    "ChallengeQuerySet",
    "CommentKind",
    "Concern",
    "Contributor",
    "Criterion",
    "Decision",
    "Delivery",
    "Draft",
    "DuplicateLink",
    "Exposure",
    "Idea",
    "IdeaDraftQuerySet",
    "IdeaQuerySet",
    "IdeaRevision",
    "Merge",
    "MergeObjection",
    "Milestone",
    "Outcome",
    "PairVote",
    "Panel",
    "Reading",
    "Result",
    "RoundFeedback",
    "Score",
    "StageChange",
    "Support",
    "Tally",
    "TemplateQuestion",
]
