"""Writing a challenge step by step, kept at each, until it is launched whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Community
from esn.kit import clock
from ideas.actions.challenging import launch_challenge
from ideas.actions.planning import ask_questions, choose_ballots, set_criteria
from ideas.models import Challenge, ChallengePlan
from ideas.policies import may_launch_somewhere, require
from people.models import Person

# So many unfinished ones, and nobody finds theirs any more.
MOST = 20
Said = Mapping[str, Sequence[str]]


@transaction.atomic
def begin_plan(actor: Person, *, step: str, said: Said) -> ChallengePlan:
    """Begin to write a challenge; only its author sees it."""
    require(may_launch_somewhere(actor), _("Only those who run a community launch challenges in it."))
    kept = ChallengePlan.objects.filter(author=actor).count()
    require(kept < MOST, _("You have twenty unfinished challenges. Finish one, or throw one away."))
    now = clock.now()
    return ChallengePlan.objects.create(
        author=actor, said={step: _plain(said)}, created_at=now, changed_at=now
    )


@transaction.atomic
def keep_step(actor: Person, plan: ChallengePlan, *, step: str, said: Said) -> ChallengePlan:
    """Keep what was typed at a step, right or wrong; the other steps stay."""
    require(plan.author_id == actor.pk)
    plan = ChallengePlan.objects.select_for_update().get(pk=plan.pk)
    plan.said, plan.changed_at = {**plan.said, step: _plain(said)}, clock.now()
    plan.save(update_fields=["said", "changed_at"])
    return plan


def _plain(said: Said) -> dict[str, list[str]]:
    # PostgreSQL keeps no NUL; nobody typed one.
    return {name: [value.replace("\x00", "") for value in values] for name, values in said.items()}


@transaction.atomic
def discard_plan(actor: Person, plan: ChallengePlan) -> None:
    """Throw an unfinished challenge away."""
    require(plan.author_id == actor.pk)
    plan.delete()


@transaction.atomic
def launch_plan(  # noqa: PLR0913  (a whole challenge, all named)
    actor: Person,
    plan: ChallengePlan,
    *,
    community: Community,
    brief: Mapping[str, Any],
    ballots: Mapping[str, Mapping[str, Any]],
    criteria: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]],
) -> Challenge:
    """Ask the community the question with everything that was planned, and forget the plan; raises DatesOutOfOrder."""
    require(plan.author_id == actor.pk)
    # Whoever presses twice waits here, and then there is no plan any more.
    plan = ChallengePlan.objects.select_for_update().get(pk=plan.pk)
    challenge = launch_challenge(actor, community=community, **brief)
    choose_ballots(actor, challenge, ballots)
    set_criteria(actor, challenge, criteria)
    ask_questions(actor, challenge, questions)
    plan.delete()
    return challenge
