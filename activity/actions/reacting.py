"""Reacting with one sign."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.kinds import signs
from activity.models import Comment, Reaction, Thread
from activity.policies import may_react, require
from esn.kit import clock, live
from people.models import Person


@transaction.atomic
def react(actor: Person, thread: Thread, *, kind: str, comment: Comment | None = None) -> Reaction:
    """React to a thread's opening or to a comment; another sign replaces the first."""
    require(may_react(actor, thread) and (comment is None or comment.thread_id == thread.pk))
    _require_offered(kind)
    reaction, is_new = Reaction.objects.update_or_create(
        person=actor, thread=thread, comment=comment, defaults={"kind": kind, "at": clock.now()}
    )
    _show_again(actor, thread, comment)
    if is_new:
        owner = comment.author if comment else thread.starter
        note(verbs.REACTION_ADDED, actor, thread, reaction, owner=owner)
    return reaction


@transaction.atomic
def withdraw_reaction(actor: Person, thread: Thread, *, comment: Comment | None = None) -> None:
    """Take back one's sign."""
    reaction = Reaction.objects.filter(person=actor, thread=thread, comment=comment).first()
    if reaction is None:
        return
    note(verbs.REACTION_WITHDRAWN, actor, thread, reaction)
    reaction.delete()
    _show_again(actor, thread, comment)


@dataclass(frozen=True)
class Sign:
    """A reaction as a history tells it: who, to what, with which sign, and when."""

    actor: Person
    thread: Thread
    comment: Comment | None
    kind: str
    at: datetime

    @property
    def place(self) -> tuple[int, int, int | None]:
        """Where one person has room for one sign."""
        return self.actor.pk, self.thread.pk, self.comment.pk if self.comment else None


@transaction.atomic
def react_many(history: Iterable[Sign]) -> int:
    """Bring in a history of reactions, each at its moment; return how many are new.

    The rules are those of `react`: another sign replaces the first. Nobody is shown them live.
    """
    standing: dict[tuple[int, int, int | None], Sign] = {}
    for sign in history:
        may = may_react(sign.actor, sign.thread)
        require(may and (sign.comment is None or sign.comment.thread_id == sign.thread.pk))
        _require_offered(sign.kind)
        first = standing.get(sign.place, sign)
        standing[sign.place] = replace(sign, at=first.at)
    _replace(standing)
    rows = Reaction.objects.bulk_create([_row(sign) for sign in standing.values()], batch_size=500)
    for sign, row in zip(standing.values(), rows, strict=True):
        owner = sign.comment.author if sign.comment else sign.thread.starter
        with clock.at(sign.at):
            note(verbs.REACTION_ADDED, sign.actor, sign.thread, row, owner=owner)
    _renew(Thread, Counter(sign.thread.pk for sign in standing.values()))
    _renew(Comment, Counter(sign.comment.pk for sign in standing.values() if sign.comment))
    return len(rows)


def _replace(standing: dict[tuple[int, int, int | None], Sign]) -> None:
    """Take out of the signs those whose place has one already, and let it be this one."""
    threads = {sign.thread.pk for sign in standing.values()}
    for row in Reaction.objects.filter(thread__in=threads):
        sign = standing.pop((row.person_id, row.thread_id, row.comment_id), None)
        if sign is not None:
            Reaction.objects.filter(pk=row.pk).update(kind=sign.kind, at=sign.at)
            _renew(Thread, Counter([row.thread_id]))


def _row(sign: Sign) -> Reaction:
    return Reaction(person=sign.actor, thread=sign.thread, comment=sign.comment, kind=sign.kind, at=sign.at)


def _renew(model: type[Thread] | type[Comment], changes: Counter[int]) -> None:
    """Count the versions on: one statement for all that changed equally often."""
    alike: dict[int, list[int]] = {}
    for pk, times in changes.items():
        alike.setdefault(times, []).append(pk)
    for times, keys in alike.items():
        model._default_manager.filter(pk__in=keys).update(version=F("version") + times)


def _require_offered(kind: str) -> None:
    if not signs.is_offered(kind):
        raise ValidationError({"kind": _("There is no such sign to react with.")})


def _show_again(actor: Person, thread: Thread, comment: Comment | None) -> None:
    Thread.objects.filter(pk=thread.pk).update(version=F("version") + 1)
    if comment is None:
        live.publish_fragment(f"thread.{thread.pk}", "activity.reactions", thread.pk, by=actor.pk)
    else:
        Comment.objects.filter(pk=comment.pk).update(version=F("version") + 1)
        live.publish_fragment(f"thread.{thread.pk}", "activity.comment_reactions", comment.pk, by=actor.pk)
