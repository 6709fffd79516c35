"""Launching and changing challenges."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from activity.actions.wording import word
from communities.models import Community
from esn.kit import clock, events, live
from esn.kit.models import Event
from ideas import events as verbs
from ideas.models import CLOSINGS, Challenge
from ideas.policies import may_edit_challenge, may_launch, require
from people.models import Person

# What everybody relies on once it has opened.
FIXED = ("incubate", "count_visibility")
BRIEF = ("problem", "why_now", "in_scope", "out_of_scope", "good_answer")


class TooLate(ValidationError):  # noqa: N818  (says what is wrong)
    """The rules do not change once people rely on them."""


class DatesOutOfOrder(ValidationError):  # noqa: N818  (says what is wrong)
    """A challenge opens, then stops taking ideas, then votes, then is decided."""


@transaction.atomic
def launch_challenge(  # noqa: PLR0913  (a brief, all named)
    actor: Person,
    *,
    community: Community,
    title: str,
    problem: str,
    opens_at: datetime,
    submissions_close_at: datetime,
    voting_close_at: datetime,
    decide_by: datetime,
    sponsor: Person | None = None,
    **brief: Any,
) -> Challenge:
    """Ask a community a question; raises DatesOutOfOrder."""
    require(may_launch(actor, community), _("Only those who run a community launch challenges in it."))
    challenge = Challenge(
        community=community,
        title=title,
        problem=problem,
        opens_at=opens_at,
        submissions_close_at=submissions_close_at,
        voting_close_at=voting_close_at,
        decide_by=decide_by,
        sponsor=sponsor or actor,
        manager=actor,
        created_at=clock.now(),
        **brief,
    )
    _put(actor, challenge)
    note(verbs.CHALLENGE_LAUNCHED, actor, challenge)
    live.publish(
        f"community.{community.pk}", {"hint": "challenge", "challenge": challenge.pk, "by": actor.pk}
    )
    return challenge


@transaction.atomic
def edit_challenge(actor: Person, challenge: Challenge, **fields: Any) -> Challenge:
    """Change the brief or the dates; raises DatesOutOfOrder, TooLate."""
    require(may_edit_challenge(actor, challenge))
    if challenge.state != Challenge.State.UPCOMING:
        _refuse_late(challenge, fields)
    for name, value in fields.items():
        setattr(challenge, name, value)
    _put(actor, challenge)
    note(verbs.CHALLENGE_EDITED, actor, challenge)
    return challenge


def _refuse_late(challenge: Challenge, fields: Mapping[str, Any]) -> None:
    """Raise TooLate for a change of what everybody relied on when they wrote."""
    if any(fields.get(name, was) != was for name in FIXED if (was := getattr(challenge, name)) is not None):
        raise TooLate(_("What is hidden until when is fixed once a challenge has opened."))


def _put(actor: Person, challenge: Challenge) -> None:
    if challenge.is_box:
        for name in CLOSINGS:
            setattr(challenge, name, None)
    elif not dates_follow(challenge):
        raise DatesOutOfOrder(
            _("The dates must follow each other: opens, ideas until, support until, decided by.")
        )
    challenge.brief_html = word(actor, brief_of(challenge)).html
    challenge.save()


def dates_follow(challenge: Challenge) -> bool:
    """Whether a challenge opens, stops taking ideas, then votes, then is decided."""
    closes, ends, decided = challenge.submissions_close_at, challenge.voting_close_at, challenge.decide_by
    ballots = challenge.ballots_open_at
    if not (closes and ends and decided and ballots):
        return False
    is_in_order = challenge.opens_at < closes <= ballots <= ends <= decided
    return is_in_order and (challenge.voting_opens_at is None or ballots < ends)


def brief_of(challenge: Challenge) -> str:
    """Return the brief as one text with a heading for each part that was filled in."""
    parts = [(name, getattr(challenge, name).strip()) for name in BRIEF]
    heading = {name: str(Challenge._meta.get_field(name).verbose_name).capitalize() for name in BRIEF}  # type: ignore[union-attr]
    return "\n\n".join(
        text if name == "problem" else f"# {heading[name]}\n\n{text}" for name, text in parts if text
    )


def note(
    verb: str,
    actor: Person,
    challenge: Challenge,
    *,
    about: Model | None = None,
    owner: Person | None = None,
) -> None:
    """Record what happened to a challenge, or to something of it that no thread may tell of."""
    events.record(
        verb,
        actor=actor,
        about=about or challenge,
        owner=owner,
        community_id=challenge.community_id,
        community_department_id=challenge.community.department_id,
        kind=Event.Kind.FORMAL,
    )
