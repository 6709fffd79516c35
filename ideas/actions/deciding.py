"""Deciding: every idea gets an answer with a reason, which new evidence may reopen once."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from activity.actions.noting import note
from esn.kit import audit, clock, events, live
from esn.kit.models import Event
from ideas import events as verbs
from ideas.actions.moving import locked, put
from ideas.desk import MOST_ALIKE, alike
from ideas.families import supporters_of
from ideas.models import SHORTEST_REASON, Appeal, Challenge, Decision, Idea
from ideas.policies import BACKERS, is_author, is_in_charge, may_appeal, may_decide, require
from ideas.scoring import effective_units
from people.models import Person

LONGEST_PARK = timedelta(days=366)


class ReasonMissing(ValidationError):  # noqa: N818  (says what is wrong)
    """A decision says why, in the sponsor's own words."""


class TemplateReason(ValidationError):  # noqa: N818  (says what is wrong)
    """The same reason for many ideas: each of their authors hopes for their own. It may be meant."""


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
    is_meant: bool = False,
) -> Decision:
    """Answer an idea once, after a trial again, for everybody to read.

    Raises ReasonMissing, ReviewMissing; TemplateReason for a reason that then stands at more than three, unless meant.
    """
    idea = locked(idea)
    require(
        may_decide(actor, idea), _("Only the sponsor or manager decides, once, and not on their own idea.")
    )
    _check(outcome, reason_text, review_on)
    if not is_meant:
        check_own(idea.challenge, reason_text)
    was_waiting = idea.decision_id is None
    decision = answer(
        actor, idea, outcome=outcome, reason_code=reason_code, reason_text=reason_text, review_on=review_on
    )
    if was_waiting:
        Challenge.objects.filter(pk=idea.challenge_id).update(undecided_count=F("undecided_count") - 1)
    note(verbs.IDEA_DECIDED, actor, idea.thread, idea, owner=idea.author)
    live.publish(f"challenge.{idea.challenge_id}", {"hint": "decided", "idea": idea.pk, "by": actor.pk})
    return decision


def answer(  # noqa: PLR0913  (a decision, all named)
    actor: Person,
    idea: Idea,
    *,
    outcome: str,
    reason_code: str,
    reason_text: str,
    review_on: date | None = None,
    canonical: Idea | None = None,
) -> Decision:
    """Write a decision and put the idea where it leads; the caller holds the lock and has checked."""
    before = Decision.objects.filter(about=idea).order_by("-pk").first()
    decision = Decision.objects.create(
        about=idea,
        outcome=outcome,
        reason_code=reason_code,
        reason_text=reason_text.strip(),
        review_on=review_on if outcome == Decision.Outcome.PARK else None,
        decided_by=actor,
        decided_at=clock.now(),
        basis=basis_of(idea),
    )
    audit.record(
        verbs.IDEA_DECIDED,
        actor=actor,
        about=idea,
        before={"decision": before.outcome if before else None},
        after={"decision": outcome, "code": reason_code},
        reason=reason_text,
        community_id=idea.challenge.community_id,
    )
    put(actor, idea, outcome, decision=decision, canonical=canonical)
    return decision


@transaction.atomic
def appeal(actor: Person, idea: Idea, *, evidence: str) -> Appeal:
    """Bring new evidence against a decision: an author's reopens it at once, a supporter's with ten behind it."""
    idea = locked(idea)
    decision = idea.decision
    require(
        decision is not None and may_appeal(actor, idea, decision),
        _("An author or supporter may appeal, once."),
    )
    if decision is None or len(evidence.strip()) < SHORTEST_REASON:
        raise ReasonMissing(_("Say in at least %(n)d characters what is new.") % {"n": SHORTEST_REASON})
    made = Appeal.objects.create(
        decision=decision, opened_by=actor, evidence=evidence.strip(), at=clock.now()
    )
    made.backers.add(actor)
    note(verbs.DECISION_APPEALED, actor, idea.thread, idea, owner=decision.decided_by)
    _grant(actor, idea, made)
    return made


@transaction.atomic
def back_appeal(actor: Person, made: Appeal) -> Appeal:
    """Stand behind an appeal as a supporter or author of the idea; ten reopen it."""
    idea = locked(made.decision.idea)
    is_open = made.granted_at is None and idea.decision_id == made.decision_id
    is_behind = is_author(actor, idea) or idea.supports.filter(person=actor).exists()
    require(is_open and is_behind, _("Supporters and authors of the idea stand behind an appeal."))
    made.backers.add(actor)
    _grant(actor, idea, made)
    return made


def _grant(actor: Person, idea: Idea, made: Appeal) -> None:
    is_enough = made.backers.count() >= BACKERS or any(is_author(p, idea) for p in made.backers.all())
    if not is_enough:
        return
    made.granted_at = clock.now()
    made.save(update_fields=["granted_at"])
    _reopen(actor, idea, made.evidence)


@transaction.atomic
def reopen(actor: Person, idea: Idea, *, said: str = "") -> Idea:
    """Take up a parked idea before its day."""
    idea = locked(idea)
    is_parked = idea.stage == Idea.Stage.PARKED
    require(is_parked and is_in_charge(actor, idea.challenge), _("Only a parked idea is taken up again."))
    _reopen(actor, idea, said)
    return idea


@transaction.atomic
def reopen_due(idea: Idea) -> Idea:
    """Take up a parked idea whose day has come: nobody's act, so that nobody can forget it."""
    idea = locked(idea)
    decision = idea.decision
    if (
        idea.stage == Idea.Stage.PARKED
        and decision
        and decision.review_on
        and decision.review_on <= clock.today()
    ):
        _reopen(None, idea, "")
    return idea


def _reopen(actor: Person | None, idea: Idea, said: str) -> None:
    put(actor, idea, Idea.Stage.OPEN, said=said, decision=None)
    Challenge.objects.filter(pk=idea.challenge_id).update(undecided_count=F("undecided_count") + 1)
    community = idea.thread.community
    events.record(
        verbs.IDEA_REOPENED,
        actor=actor,
        about=idea,
        owner=idea.author,
        thread_id=idea.thread_id,
        community_id=community.pk,
        community_department_id=community.department_id,
        kind=Event.Kind.FORMAL,
        is_automated=actor is None,
    )


def _check(outcome: str, reason: str, review_on: date | None) -> None:
    check_reason(reason)
    if outcome != Decision.Outcome.PARK:
        return
    today = clock.today()
    if review_on is None or not today < review_on <= today + LONGEST_PARK:
        raise ReviewMissing(_("Say on which day within a year a parked idea is looked at again."))


def check_own(challenge: Challenge, reason: str, number: int = 1) -> None:
    """Raise TemplateReason where so many more ideas would have a reason that others of the challenge have."""
    if alike(challenge, reason) + number > MOST_ALIKE:
        raise TemplateReason(
            _(
                "More than three ideas would have the same reason. Say what is special to each, or confirm that you mean it."
            )
        )


def check_reason(reason: str) -> None:
    """Raise ReasonMissing for a reason that is too short to be one."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissing(
            _("Say why in at least %(n)d characters: its author and everybody who supported it will read it.")
            % {"n": SHORTEST_REASON}
        )


def basis_of(idea: Idea) -> dict[str, float | int]:
    """Return the figures known now: supporters, their effective departments, comments, concerns."""
    people = Person.objects.filter(pk__in=supporters_of(idea))
    departments = list(people.values_list("department_id", flat=True))
    return {
        "supporters": len(departments),
        "effective_departments": round(effective_units(departments), 4),
        "comments": idea.thread.comment_count,
        "concerns": idea.concerns.count(),
    }
