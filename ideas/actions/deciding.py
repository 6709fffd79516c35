"""Deciding: every idea gets an answer with a reason."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions.noting import note
from activity.models import Thread
from esn.kit import clock, live
from ideas import events as verbs
from ideas.models import SHORTEST_REASON, Challenge, Decision, Idea, Support
from ideas.policies import may_decide, require
from ideas.scoring import effective_units
from people.models import Person

LONGEST_PARK = timedelta(days=366)


class ReasonMissing(ValidationError):  # noqa: N818  (says what is wrong)
    """A decision says why, in the sponsor's own words."""


class ReviewMissing(ValidationError):  # noqa: N818  (says what is wrong)
    """A parked idea comes back on a day within a year."""


@transaction.atomic
def decide_idea(
    actor: Person,
    idea: Idea,
    *,
    outcome: str,
    reason_code: str,
    reason_text: str,
    review_on: date | None = None,
) -> Decision:
    """Answer an idea once, for everybody to read; raises ReasonMissing, ReviewMissing."""
    idea = (
        Idea.objects.select_for_update(of=("self",))
        .select_related("challenge__community", "thread")
        .get(pk=idea.pk)
    )
    require(
        may_decide(actor, idea), _("Only the sponsor or manager decides, once, and not on their own idea.")
    )
    _check(outcome, reason_text, review_on)
    decision = Decision.objects.create(
        outcome=outcome,
        reason_code=reason_code,
        reason_text=reason_text.strip(),
        review_on=review_on if outcome == Decision.Outcome.PARK else None,
        decided_by=actor,
        decided_at=clock.now(),
        basis=basis_of(idea),
    )
    idea.stage, idea.decision = outcome, decision
    idea.save(update_fields=["stage", "decision"])
    Challenge.objects.filter(pk=idea.challenge_id).update(undecided_count=F("undecided_count") - 1)
    Thread.objects.filter(pk=idea.thread_id).update(version=F("version") + 1)
    note(verbs.IDEA_DECIDED, actor, idea.thread, idea, owner=idea.author)
    live.publish(f"challenge.{idea.challenge_id}", {"hint": "decided", "idea": idea.pk, "by": actor.pk})
    return decision


def _check(outcome: str, reason: str, review_on: date | None) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(
            _("Say why in at least %(n)d characters: its author and everybody who supported it will read it.")
            % {"n": SHORTEST_REASON}
        )
    if outcome != Decision.Outcome.PARK:
        return
    today = clock.today()
    if review_on is None or not today < review_on <= today + LONGEST_PARK:
        raise ReviewMissing(_("Say on which day within a year a parked idea is looked at again."))


def basis_of(idea: Idea) -> dict[str, float | int]:
    """Return the figures known now: supporters, their effective departments, comments."""
    departments = list(Support.objects.filter(idea=idea).values_list("person__department_id", flat=True))
    return {
        "supporters": len(departments),
        "effective_departments": round(effective_units(departments), 4),
        "comments": idea.thread.comment_count,
    }
