"""The tables of communities."""

from communities.models.community import Community, CommunityQuerySet
from communities.models.membership import JoinRequest, Membership
from communities.models.shared import Shared, SharedQuerySet

__all__ = ["Community", "CommunityQuerySet", "JoinRequest", "Membership", "Shared", "SharedQuerySet"]
