"""Read model: whether a challenge can be decided at all, said before anybody writes an idea."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from communities.policies import may_read
from ideas.models import BallotRule, Challenge

TIME_TO_DECIDE = timedelta(days=3)


@dataclass(frozen=True)
class Check:
    """One question to a plan: whether it holds, and what to do."""

    is_good: bool
    said: str
    # Without it nobody could decide: the challenge is not opened.
    is_needed: bool = False


def checks(challenge: Challenge) -> list[Check]:
    """Return what speaks for and against deciding the challenge as it is planned."""
    kinds = set(challenge.ballot_rules.values_list("kind", flat=True))
    return checks_of(challenge, kinds, has_criteria=challenge.criteria.exists())


def checks_of(challenge: Challenge, kinds: set[str], *, has_criteria: bool) -> list[Check]:
    """Return the same of a challenge that may not be stored yet, with its kinds of ballots."""
    return [
        *_sponsor(challenge),
        *_dates(challenge),
        *_money(challenge, kinds),
        Check(
            bool(challenge.good_answer.strip()),
            _("It says what a good answer holds, so that people know by what they are judged."),
        ),
        Check(
            challenge.baseline is not None and challenge.target is not None,
            _(
                "The number that shall change has a value today and a target, so that the benefit can be shown."
            ),
        ),
        Check(bool(kinds), _("There is a kind of ballot: support alone does not find the best ideas.")),
        Check(
            challenge.evaluate_by is None or has_criteria,
            _("Where a panel evaluates, it has criteria."),
        ),
    ]


def _sponsor(challenge: Challenge) -> list[Check]:
    sponsor = challenge.sponsor
    is_there = sponsor.is_active and may_read(sponsor, challenge.community)
    return [
        Check(is_there, _("The sponsor has an account and may read the challenge."), is_needed=True),
        Check(bool(challenge.pledge.strip()), _("The sponsor has said what they promise.")),
        Check(
            challenge.is_box or challenge.sponsor_id != challenge.manager_id,
            _("Sponsor and manager are two people, so that an idea of one is decided by the other."),
        ),
    ]


def _dates(challenge: Challenge) -> list[Check]:
    ends, owed = challenge.voting_close_at, challenge.decide_by
    if not ends or not owed:
        return []
    return [
        Check(
            owed - ends >= TIME_TO_DECIDE,
            _("Between the end of voting and the promised answer lie three days or more."),
        ),
        Check(
            challenge.evaluate_by is None or ends <= challenge.evaluate_by <= owed,
            _("The panel ends after voting and before the promised answer."),
        ),
    ]


def _money(challenge: Challenge, kinds: set[str]) -> list[Check]:
    has_ballot, has_budget = BallotRule.Kind.APPROVAL in kinds, challenge.budget_cents is not None
    if not has_budget:
        return []
    return [
        Check(
            has_ballot,
            _("A budget is shared out by the ballot “Choose some”: without it, it stays undivided."),
        )
    ]
