"""The tables of communities."""

from communities.models.about import CommunityAddress, DismissedSuggestion, Resource, Topic
from communities.models.community import Community, CommunityQuerySet
from communities.models.inviting import Invitation, InvitationLink, JoinRule
from communities.models.membership import RANKS, Departure, JoinRequest, Membership, MembershipQuerySet
from communities.models.shared import Shared, SharedQuerySet
from communities.models.work import MemberWork, Merge

__all__ = [
    "RANKS",
    "Community",
    "CommunityAddress",
    "CommunityQuerySet",
    "Departure",
    "DismissedSuggestion",
    "Invitation",
    "InvitationLink",
    "JoinRequest",
    "JoinRule",
    "MemberWork",
    "Membership",
    "MembershipQuerySet",
    "Merge",
    "Resource",
    "Shared",
    "SharedQuerySet",
    "Topic",
]
