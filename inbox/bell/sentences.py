"""The words of a notification: one sentence per kind, with {who} and {what} left open for names."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inbox.models import Kind, Notification


def sentence(row: Notification) -> str:
    """Return the sentence of a row, with its {who} and {what}."""
    return _BY_KIND[Kind(row.kind)](row)


def names(people: Sequence[str], number: int) -> str:
    """Return who did it: "Bo", "Bo and Cy", "Bo and 4 others"; {a} and {b} are left open."""
    if not people:
        return _("Somebody")
    if number == 2 and len(people) > 1:
        return _("{a} and {b}")
    if number > 1:
        return ngettext("{a} and %d other", "{a} and %d others", number - 1) % (number - 1)
    return "{a}"


def _mention(row: Notification) -> str:
    if row.count > 1:
        return _("{who} named you %d times in {what}") % row.count
    return _("{who} named you in {what}")


def _reply(row: Notification) -> str:
    return _("{who} answered you in {what}")


def _answer(row: Notification) -> str:
    return _("{who} answered your question {what}")


def _accepted(row: Notification) -> str:
    return _("{who} marked your answer as the solution of {what}")


def _comment(row: Notification) -> str:
    if row.count > 1:
        return _("{who} wrote %d comments in {what}") % row.count
    return _("{who} commented in {what}")


def _reaction(row: Notification) -> str:
    return _("{who} reacted to your comment in {what}") if row.comment_id else _("{who} reacted to {what}")


def _praise(row: Notification) -> str:
    return _("{who} praised you in {what}")


def _post(row: Notification) -> str:
    return _("{who} posted {what}")


def _acknowledgement(row: Notification) -> str:
    if not row.is_waiting:
        return _("You acknowledged {what}")
    if row.word == "reminded":
        return _("{who} reminds you to acknowledge {what}")
    return _("{who} asks you to acknowledge {what}")


def _request(row: Notification) -> str:
    return ngettext("{who} would like to join {what}", "{who} would like to join {what}", row.people)


def _invitation(row: Notification) -> str:
    return _("{who} invited you to {what}")


def _membership(row: Notification) -> str:
    words = {
        "accepted": _("{who} let you into {what}"),
        "declined": _("{who} declined your request to join {what}"),
        "added": _("{who} added you to {what}"),
    }
    return words.get(row.word, _("{who} removed you from {what}"))


def _role(row: Notification) -> str:
    words = {
        "owner": _("{who} made you an owner of {what}"),
        "moderator": _("{who} made you a moderator of {what}"),
        "member": _("{who} made you a member of {what}, without a role"),
        "guest": _("{who} made you a guest of {what}"),
        "administrator": _("You are an administrator now"),
        "executive": _("You can see the figures of the company now"),
        "analyst": _("You can see the figures of the company now"),
    }
    return words.get(row.word, _("You have another role now"))


def _idea(row: Notification) -> str:
    words = {
        "adopt": _("{who} adopted {what}"),
        "trial": _("{who} puts {what} on trial"),
        "park": _("{who} parked {what} for later"),
        "merge": _("{who} merged {what} with another idea"),
        "decline": _("{who} declined {what}"),
        "unmerge": _("{who} took the merge of {what} back"),
        "reopened": _("{what} is taken up again"),
        "delivering": _("{what} is being built"),
        "implemented": _("{what} is built"),
        "measured": _("The benefit of {what} is confirmed"),
        "needs_info": _("{who} asks you to add something to {what}"),
        "coauthor": _("{who} asks you to stand beside them as an author of {what}"),
        "evaluate": _("{who} asks you to score ideas in {what}"),
        "readings": _("{what} has stood for a while: write down what it changed"),
        "after_30": _("{what} was built 30 days ago: see what it changed"),
        "after_180": _("{what} was built half a year ago: see what it changed"),
        "appeal": _("{who} brings new evidence on {what}"),
    }
    return words.get(row.word, _("{who} decided about {what}"))


def _bookmark(row: Notification) -> str:
    return _("You wanted to come back to {what}")


def _schedule(row: Notification) -> str:
    return _("A post that you scheduled could not appear; it is kept as a draft")


def _follower(row: Notification) -> str:
    return ngettext("{who} follows you", "{who} follow you", row.people)


def _ruling(row: Notification) -> str:
    words = {
        "own-keep": _("A moderator looked at something of yours: it stays"),
        "own-remove": _("A moderator removed something of yours"),
        "own-approve": _("A moderator approved what you wrote: it can be read now"),
        "own-decline": _("A moderator declined what you wrote"),
        "own-warn": _("A moderator warns you"),
        "own-mute": _("A moderator muted you for a while"),
        "own-ban": _("A moderator banned you from a community"),
        "reported-kept": _("A moderator looked at what you reported: it stays"),
        "reported-acted": _("A moderator acted on what you reported"),
        "appeal-won": _("Your appeal was upheld: the decision is undone"),
        "appeal-lost": _("Your appeal was looked at: the decision stands"),
        "mute": _("You may not write in a community for a while"),
        "ban": _("You were banned from a community"),
        "lifted": _("What you were forbidden in a community is allowed again"),
    }
    return words.get(row.word, _("A moderator decided something that concerns you"))


def _case(row: Notification) -> str:
    if row.community_id is None:
        if row.count > 1:
            return _("%d things wait for an administrator to decide") % row.count
        return _("Something waits for an administrator to decide")
    if row.word == "more":
        return _("What you look at in {what} was reported again")
    if row.count > 1:
        return _("%d things wait for a moderator in {what}") % row.count
    if row.object_type == "appeal":
        return _("A decision in {what} is appealed")
    words = {
        "report": _("Something in {what} was reported"),
        "approval": _("Something in {what} waits for approval"),
        "back": _("A case in {what} is free again"),
    }
    return words.get(row.word, _("Something in {what} waits for a moderator"))


_BY_KIND = {
    Kind.MENTION: _mention,
    Kind.REPLY: _reply,
    Kind.ANSWER: _answer,
    Kind.ACCEPTED: _accepted,
    Kind.COMMENT: _comment,
    Kind.REACTION: _reaction,
    Kind.PRAISE: _praise,
    Kind.POST: _post,
    Kind.ACKNOWLEDGEMENT: _acknowledgement,
    Kind.REQUEST: _request,
    Kind.INVITATION: _invitation,
    Kind.MEMBERSHIP: _membership,
    Kind.ROLE: _role,
    Kind.IDEA: _idea,
    Kind.BOOKMARK: _bookmark,
    Kind.SCHEDULE: _schedule,
    Kind.FOLLOWER: _follower,
    Kind.RULING: _ruling,
    Kind.CASE: _case,
}
