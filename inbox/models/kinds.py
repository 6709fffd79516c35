"""What a notification can be about: what people switch on and off, and what folds with what."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """One kind of notification."""

    MENTION = "mention", _("Somebody names me")
    REPLY = "reply", _("Somebody answers me")
    ANSWER = "answer", _("My question gets an answer")
    ACCEPTED = "accepted", _("My answer is accepted")
    COMMENT = "comment", _("New comments in threads that I follow")
    REACTION = "reaction", _("Somebody reacts to what I wrote")
    PRAISE = "praise", _("Somebody praises me")
    POST = "post", _("New posts in communities that I chose")
    ACKNOWLEDGEMENT = "acknowledge", _("I am asked to acknowledge an announcement")
    REQUEST = "request", _("Somebody asks to join a community that I lead")
    INVITATION = "invitation", _("I am invited to a community")
    MEMBERSHIP = "membership", _("I am let in, added or removed")
    ROLE = "role", _("I get another role")
    IDEA = "idea", _("An idea that I took part in is decided or merged")
    BOOKMARK = "bookmark", _("A reminder that I set is due")
    SCHEDULE = "schedule", _("A post that I scheduled could not appear")
    FOLLOWER = "follower", _("Somebody follows me")
    RULING = "ruling", _("A moderator decides something that concerns me")
    CASE = "case", _("Something waits for me as a moderator")


# About one's duties and rights: neither muting nor a community's level holds them back.
FORMAL = frozenset(
    {
        Kind.ACKNOWLEDGEMENT,
        Kind.REQUEST,
        Kind.INVITATION,
        Kind.MEMBERSHIP,
        Kind.ROLE,
        Kind.BOOKMARK,
        Kind.SCHEDULE,
        Kind.RULING,
        Kind.CASE,
    }
)
# Said to this person and not to everybody around.
ADDRESSED = frozenset({Kind.MENTION, Kind.REPLY, Kind.ANSWER, Kind.ACCEPTED, Kind.PRAISE})
# They wait until the person does something.
WAITING = frozenset({Kind.ACKNOWLEDGEMENT, Kind.REQUEST, Kind.INVITATION, Kind.CASE})
# What nobody may switch off: one has to know of it.
ALWAYS = frozenset({Kind.ACKNOWLEDGEMENT, Kind.RULING, Kind.ROLE})
SWITCHED = tuple(kind for kind in Kind if kind not in ALWAYS)
