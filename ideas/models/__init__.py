"""The tables of ideas."""

from ideas.models.challenge import Challenge, ChallengeQuerySet
from ideas.models.decision import SHORTEST_REASON, Decision
from ideas.models.idea import Exposure, Idea, IdeaQuerySet, Support

__all__ = [
    "SHORTEST_REASON",
    "Challenge",
    "ChallengeQuerySet",
    "Decision",
    "Exposure",
    "Idea",
    "IdeaQuerySet",
    "Support",
]
