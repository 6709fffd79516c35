"""Polls: asking, voting, changing one's mind, and ending early."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.models import Poll, PollOption, Post, Vote
from activity.models.poll import FEWEST, MOST
from activity.policies import NotAllowed, may_close_poll, may_vote, require
from communities.models import Community
from esn.kit import clock, live
from people.models import Person

LONGEST = timedelta(days=366)
# Many may vote at once, and each hint reaches many: pages wait a little longer than this before they look.
HINT_EVERY = 2


class PollClosed(NotAllowed):
    """Nobody votes in a poll that has ended."""


@dataclass(frozen=True)
class PollPlan:
    """What a poll shall be: two to twelve different options, and how they are chosen among."""

    options: Sequence[str]
    is_multiple: bool = False
    is_hidden: bool = False
    closes_at: datetime | None = None

    def check(self, actor: Person, community: Community) -> None:
        """Raise ValidationError by field where this is no poll."""
        texts = [text.strip() for text in self.options]
        wrong: dict[str, str] = {}
        if not FEWEST <= len(texts) <= MOST or not all(texts):
            wrong["options"] = _("A poll has two to twelve options.")
        elif len({text.casefold() for text in texts}) < len(texts):
            wrong["options"] = _("Two options say the same.")
        if self.closes_at and not clock.now() < self.closes_at <= clock.now() + LONGEST:
            wrong["closes_at"] = _("The end lies in the future, at most a year from now.")
        if wrong:
            raise ValidationError(wrong)

    def keep(self, actor: Person, post: Post) -> None:
        """Write the poll of a fresh post."""
        poll = Poll.objects.create(
            post=post, is_multiple=self.is_multiple, is_hidden=self.is_hidden, closes_at=self.closes_at
        )
        PollOption.objects.bulk_create(
            PollOption(poll=poll, place=place, text=text.strip()[:140])
            for place, text in enumerate(self.options)
        )


@transaction.atomic
def vote(actor: Person, poll: Poll, *, options: Iterable[int]) -> None:
    """Choose among the options; another choice takes the place of the first. Raises PollClosed."""
    poll = _locked(poll)
    if poll.is_closed:
        raise PollClosed(_("This poll has ended."))
    require(may_vote(actor, poll))
    chosen = set(options)
    known = set(poll.options.values_list("pk", flat=True))
    if not chosen or not chosen <= known or (len(chosen) > 1 and not poll.is_multiple):
        raise ValidationError({"options": _("Choose one of the options.")})
    own = Vote.objects.filter(poll=poll, person=actor)
    before = set(own.values_list("option_id", flat=True))
    if before == chosen:
        return
    own.exclude(option__in=chosen).delete()
    Vote.objects.bulk_create(
        Vote(poll=poll, option_id=pk, person=actor, is_single=not poll.is_multiple, at=clock.now())
        for pk in sorted(chosen - before)
    )
    if not before:
        # Neither the choice nor, for the author's bell, the voter: a poll is secret.
        note(verbs.POLL_VOTED, actor, poll.post.thread, poll)
    _hint(poll)


@transaction.atomic
def withdraw_vote(actor: Person, poll: Poll) -> None:
    """Take back one's choice. Raises PollClosed."""
    poll = _locked(poll)
    if poll.is_closed:
        raise PollClosed(_("This poll has ended."))
    gone, _rows = Vote.objects.filter(poll=poll, person=actor).delete()
    if gone:
        _hint(poll)


@transaction.atomic
def close_poll(actor: Person, poll: Poll) -> None:
    """End a poll now; the results are shown to everybody who can read it."""
    poll = _locked(poll)
    if poll.is_closed:
        return
    require(may_close_poll(actor, poll), _("Only its author or who leads the community ends a poll."))
    poll.closed_at, poll.closed_by = clock.now(), actor
    poll.save(update_fields=["closed_at", "closed_by"])
    note(verbs.POLL_CLOSED, actor, poll.post.thread, poll, owner=poll.post.author)
    _hint(poll, at_once=True)


def _locked(poll: Poll) -> Poll:
    """Return the poll under its lock: votes of one moment are counted one after the other."""
    rows = Poll.objects.select_for_update(of=("self",)).select_related("post__thread__community")
    return rows.get(pk=poll.pk)


def _hint(poll: Poll, *, at_once: bool = False) -> None:
    """Tell open pages that the counts changed; each looks for itself, as far as it may."""
    if at_once or cache.add(f"poll-hint:{poll.pk}", 1, HINT_EVERY):
        live.publish(f"poll.{poll.pk}", {"hint": "piece", "piece": f"poll-{poll.pk}"})
