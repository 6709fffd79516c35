"""The tables of people."""

from people.models.access import ApiToken, RoleGrant, SignInLink
from people.models.following import Follow
from people.models.holding import HeldWords
from people.models.person import Person, PersonQuerySet, StreamOrder, fold
from people.models.units import Leave, OrgUnit, Placement, Site

__all__ = [
    "ApiToken",
    "Follow",
    "HeldWords",
    "Leave",
    "OrgUnit",
    "Person",
    "PersonQuerySet",
    "Placement",
    "RoleGrant",
    "SignInLink",
    "Site",
    "StreamOrder",
    "fold",
]
