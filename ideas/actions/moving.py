"""Taking an idea from stage to stage: one function an arrow, each with its guard, a row and an event."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions.noting import note
from activity.models import Thread
from esn.kit import clock, live
from ideas import events as verbs
from ideas.models import FEWEST_EVALUATORS, Assignment, Idea, StageChange
from ideas.policies import may_move, require
from people.models import Person


class GuardRefused(ValidationError):  # noqa: N818  (says what is wrong)
    """An idea cannot go to that stage yet; the message says what is missing."""


def locked(idea: Idea) -> Idea:
    """Return the idea under its lock: whoever moves it at the same moment waits, and sees what was done."""
    rows = Idea.objects.select_for_update(of=("self",))
    return rows.select_related("challenge__community", "thread__community", "decision", "author").get(
        pk=idea.pk
    )


def put(actor: Person | None, idea: Idea, stage: str, *, said: str = "", **fields: Any) -> None:
    """Write the new stage with its row, and hint at it; the caller holds the lock and records the event."""
    StageChange.objects.create(
        idea=idea, before=idea.stage, after=stage, by=actor, at=clock.now(), note=said.strip()
    )
    idea.stage = stage
    for name, value in fields.items():
        setattr(idea, name, value)
    idea.save(update_fields=["stage", *fields])
    Thread.objects.filter(pk=idea.thread_id).update(version=F("version") + 1)
    hint(idea)


def hint(idea: Idea) -> None:
    """Have open boards and pages look at the idea again; the hint carries no number, for not everybody sees them."""
    live.publish(f"challenge.{idea.challenge_id}", {"hint": "piece", "piece": f"idea-{idea.pk}"})


def _move(  # noqa: PLR0913  (an arrow, all named)
    actor: Person,
    idea: Idea,
    stage: str,
    verb: str,
    *,
    said: str = "",
    guard: Callable[[Idea], None] | None = None,
) -> Idea:
    idea = locked(idea)
    require(may_move(actor, idea, stage), _("This idea cannot go there now."))
    if guard is not None:
        guard(idea)
    put(actor, idea, stage, said=said)
    note(verb, actor, idea.thread, idea, owner=idea.author)
    return idea


@transaction.atomic
def ask_for_information(actor: Person, idea: Idea, *, question: str) -> Idea:
    """Send an idea back to its authors with a question. Raises GuardRefused without one."""
    if not question.strip():
        raise GuardRefused(_("Say what the author should add."))
    return _move(actor, idea, Idea.Stage.NEEDS_INFO, verbs.INFO_ASKED, said=question)


@transaction.atomic
def give_information(actor: Person, idea: Idea, *, said: str = "") -> Idea:
    """Tell that the question is answered; the idea is open again."""
    require(idea.stage == Idea.Stage.NEEDS_INFO, _("Nobody has asked for more."))
    return _move(actor, idea, Idea.Stage.OPEN, verbs.INFO_GIVEN, said=said)


@transaction.atomic
def shortlist(actor: Person, idea: Idea) -> Idea:
    """Put an idea on the short list: where there is one, only its ideas are voted on."""
    return _move(actor, idea, Idea.Stage.SHORTLISTED, verbs.IDEA_SHORTLISTED)


@transaction.atomic
def leave_shortlist(actor: Person, idea: Idea) -> Idea:
    """Take an idea off the short list, or out of evaluation."""
    return _move(actor, idea, Idea.Stage.OPEN, verbs.SHORTLIST_LEFT)


@transaction.atomic
def start_evaluating(actor: Person, idea: Idea) -> Idea:
    """Hand an idea to the panel. Raises GuardRefused with fewer than three evaluators without a conflict."""
    return _move(actor, idea, Idea.Stage.EVALUATING, verbs.EVALUATION_STARTED, guard=_has_evaluators)


def _has_evaluators(idea: Idea) -> None:
    free = Assignment.objects.filter(idea=idea, has_conflict=False).values("evaluator").distinct().count()
    if free < FEWEST_EVALUATORS:
        raise GuardRefused(
            _("%(n)d evaluators without a conflict are needed; there are %(free)d.")
            % {"n": FEWEST_EVALUATORS, "free": free}
        )
