"""Answering many ideas with one decision: all of them or none."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ideas.actions.deciding import check_own, decide_idea
from ideas.models import Challenge, Idea
from ideas.policies import is_in_charge, require
from people.models import Person


@transaction.atomic
def decide_many(  # noqa: PLR0913  (a decision, all named)
    actor: Person,
    challenge: Challenge,
    ideas: Sequence[Idea],
    *,
    outcome: str,
    reason_code: str,
    reason_text: str,
    review_on: date | None = None,
    is_meant: bool = False,
) -> int:
    """Answer several ideas of one challenge alike; return how many.

    Raises TemplateReason for a reason that then stands at more than three, unless it is meant so; ReasonMissing,
    ReviewMissing. Everybody who took part in any of them hears it.
    """
    is_theirs = all(idea.challenge_id == challenge.pk for idea in ideas)
    require(is_theirs and is_in_charge(actor, challenge), _("Only the sponsor or manager decides."))
    if not ideas:
        raise ValidationError({"ideas": [_("Choose at least one idea.")]})
    if not is_meant:
        check_own(challenge, reason_text, len(ideas))
    # In the order of their numbers: two who decide at once wait for each other.
    for idea in sorted(ideas, key=lambda idea: idea.pk):
        decide_idea(
            actor,
            idea,
            outcome=outcome,
            reason_code=reason_code,
            reason_text=reason_text,
            review_on=review_on,
            is_meant=True,
        )
    return len(ideas)
