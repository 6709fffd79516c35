"""Planning a challenge beyond its brief: its own questions, its kinds of ballots, its criteria, its standing boxes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.wording import word
from communities.models import Community
from esn.kit import clock
from ideas import events as verbs
from ideas.actions.challenging import TooLate, brief_of, note
from ideas.models import CLOSINGS, BallotRule, Challenge, Criterion, TemplateQuestion
from ideas.policies import is_in_charge, may_launch, require
from people.models import Person

UNASKED = ("community", "sponsor", "manager", "brief_html")


@transaction.atomic
def ask_questions(actor: Person, challenge: Challenge, questions: Sequence[Mapping[str, Any]]) -> None:
    """Set the questions that every idea answers: `question`, `help`, `is_required`. Raises TooLate."""
    require(is_in_charge(actor, challenge))
    if challenge.ideas.exists() or challenge.drafts.exists():
        raise TooLate(_("Ideas answer these questions already: they stay as they are."))
    challenge.questions.all().delete()
    TemplateQuestion.objects.bulk_create(
        TemplateQuestion(challenge=challenge, place=place, **question)
        for place, question in enumerate(questions, 1)
    )
    note(verbs.CHALLENGE_PLANNED, actor, challenge)


@transaction.atomic
def choose_ballots(actor: Person, challenge: Challenge, rules: Mapping[str, Mapping[str, Any]]) -> None:
    """Set the kinds of ballots with their numbers, by kind. Raises TooLate once voting has begun."""
    challenge = (
        Challenge.objects.select_for_update(of=("self",)).select_related("community").get(pk=challenge.pk)
    )
    require(is_in_charge(actor, challenge))
    if challenge.state not in {challenge.State.UPCOMING, challenge.State.OPEN, challenge.State.SORTING}:
        raise TooLate(_("Voting has begun: its rules stay as they are."))
    challenge.ballot_rules.all().delete()
    for kind, numbers in rules.items():
        rule = BallotRule(challenge=challenge, kind=kind, **numbers)
        rule.full_clean(exclude=["challenge"])
        rule.save()
    note(verbs.CHALLENGE_PLANNED, actor, challenge)


@transaction.atomic
def set_criteria(actor: Person, challenge: Challenge, criteria: Sequence[Mapping[str, Any]]) -> None:
    """Set what evaluators score: `name`, `question`, `low`, `middle`, `high`, `weight`. Raises TooLate."""
    require(is_in_charge(actor, challenge))
    if Criterion.objects.filter(challenge=challenge, scores__isnull=False).exists():
        raise TooLate(_("Somebody has scored by these criteria already: they stay as they are."))
    challenge.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(challenge=challenge, place=place, **criterion)
        for place, criterion in enumerate(criteria, 1)
    )
    note(verbs.CHALLENGE_PLANNED, actor, challenge)


@transaction.atomic
def open_box(
    actor: Person,
    community: Community,
    *,
    area: str,
    title: str,
    problem: str,
    sponsor: Person | None = None,
    **brief: str,
) -> Challenge:
    """Open a standing idea box for an area of a community: it takes ideas and support until it is closed."""
    require(may_launch(actor, community), _("Only those who run a community open idea boxes in it."))
    if Challenge.objects.boxes().filter(community=community, area=area).exists():
        raise ValidationError({"area": [_("This community has such a box already.")]})
    box = Challenge(
        community=community,
        kind=Challenge.Kind.BOX,
        area=area,
        title=title,
        problem=problem,
        sponsor=sponsor or actor,
        manager=actor,
        created_at=clock.now(),
        opens_at=clock.now(),
        **brief,
    )
    box.brief_html = word(actor, brief_of(box)).html
    box.full_clean(exclude=[*UNASKED, *CLOSINGS], validate_constraints=False)
    box.save()
    note(verbs.CHALLENGE_LAUNCHED, actor, box)
    return box


@transaction.atomic
def close_box(actor: Person, box: Challenge) -> Challenge:
    """Take nothing more into a box; what lies in it is still answered. Closing it again changes nothing."""
    return _turn_box(actor, box, is_closed=True)


@transaction.atomic
def reopen_box(actor: Person, box: Challenge) -> Challenge:
    """Take ideas and support into a closed box again."""
    return _turn_box(actor, box, is_closed=False)


def _turn_box(actor: Person, box: Challenge, *, is_closed: bool) -> Challenge:
    box = Challenge.objects.select_for_update(of=("self",)).select_related("community").get(pk=box.pk)
    require(is_in_charge(actor, box) and box.is_box, _("Only sponsor and manager close and open a box."))
    if (box.closed_at is not None) == is_closed:
        return box
    box.closed_at = clock.now() if is_closed else None
    box.save(update_fields=["closed_at"])
    note(verbs.CHALLENGE_CLOSED if is_closed else verbs.CHALLENGE_REOPENED, actor, box)
    return box
