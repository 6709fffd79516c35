"""The tables of the inbox."""

from inbox.models.fanning import FanOut
from inbox.models.kinds import ADDRESSED, ALWAYS, FORMAL, SWITCHED, WAITING, Kind
from inbox.models.notification import Cause, Notification, NotificationQuerySet, register_sight
from inbox.models.preference import Channel, CommunityLevel, Default, Preference

__all__ = [
    "ADDRESSED",
    "ALWAYS",
    "FORMAL",
    "SWITCHED",
    "WAITING",
    "Cause",
    "Channel",
    "CommunityLevel",
    "Default",
    "FanOut",
    "Kind",
    "Notification",
    "NotificationQuerySet",
    "Preference",
    "register_sight",
]
