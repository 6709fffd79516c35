"""From decision to benefit: building an adopted idea, measuring what it brought, having it checked by somebody else."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from activity.actions.noting import note
from communities.models import Community
from communities.policies import may_read
from esn.kit import audit, clock
from ideas import events as verbs
from ideas.actions.moving import GuardRefused, locked, put
from ideas.models import FIRST_READING_AFTER_DAYS, Delivery, Idea, Milestone, Outcome, Reading
from ideas.policies import is_author, is_in_charge, may_move, require
from people.models import Person


def may_deliver(person: Person, idea: Idea) -> bool:
    """Whether the person may report on the delivery: who owns it, and who is in charge."""
    delivery = Delivery.objects.filter(idea=idea).first()
    return is_in_charge(person, idea.challenge) or (delivery is not None and delivery.owner_id == person.pk)


def may_verify(person: Person, outcome: Outcome) -> bool:
    """Whether the person may confirm the figure: who is in charge or a manager, neither its owner nor an author."""
    is_other = person.pk != outcome.owner_id and not is_author(person, outcome.idea)
    challenge = outcome.idea.challenge
    is_manager = person.level >= Person.Level.MANAGER and may_read(person, challenge.community)
    return is_other and (is_manager or is_in_charge(person, challenge))


@transaction.atomic
def start_delivery(
    actor: Person,
    idea: Idea,
    *,
    owner: Person,
    promise: str = "",
    due_on: date | None = None,
    community: Community | None = None,
) -> Delivery:
    """Name who builds an adopted idea and by when; the community is the room where the work is talked about."""
    require(community is None or may_read(actor, community))
    idea = locked(idea)
    require(may_move(actor, idea, Idea.Stage.DELIVERING), _("Only an adopted idea is built."))
    delivery = Delivery.objects.create(
        idea=idea, owner=owner, promise=promise, started_at=clock.now(), due_on=due_on, community=community
    )
    put(actor, idea, Idea.Stage.DELIVERING)
    note(verbs.DELIVERY_STARTED, actor, idea.thread, idea, owner=owner)
    return delivery


@transaction.atomic
def add_milestone(actor: Person, delivery: Delivery, *, title: str, due_on: date | None = None) -> Milestone:
    """Add a step to a delivery."""
    require(may_deliver(actor, delivery.idea))
    return Milestone.objects.create(delivery=delivery, title=title, due_on=due_on)


@transaction.atomic
def finish_milestone(actor: Person, milestone: Milestone, *, is_done: bool = True) -> Milestone:
    """Note that a step is done, or that it is not after all."""
    require(may_deliver(actor, milestone.delivery.idea))
    milestone.done_at, milestone.done_by = (clock.now(), actor) if is_done else (None, None)
    milestone.save(update_fields=["done_at", "done_by"])
    return milestone


@transaction.atomic
def record_outcome(
    actor: Person, idea: Idea, *, baseline: Decimal, baseline_on: date, **fields: Any
) -> Outcome:
    """Say which number the idea shall change and where it stood before."""
    require(idea.decision_id is not None and may_deliver(actor, idea))
    owner = idea.delivery.owner if hasattr(idea, "delivery") else actor
    made = Outcome.objects.create(
        idea=idea, owner=owner, baseline=baseline, baseline_on=baseline_on, created_at=clock.now(), **fields
    )
    note(verbs.OUTCOME_RECORDED, actor, idea.thread, made, owner=owner)
    return made


@transaction.atomic
def add_reading(
    actor: Person, outcome: Outcome, *, value: Decimal, on: date, source: str, **of: bool
) -> Reading:
    """Write down a measurement; `is_comparison` and `is_before` place it in a comparison."""
    require(may_deliver(actor, outcome.idea))
    if on > clock.today():
        raise GuardRefused(_("A measurement is not of the future."))
    made = Reading.objects.create(
        outcome=outcome, value=value, on=on, source=source, by=actor, at=clock.now(), **of
    )
    note(verbs.READING_ADDED, actor, outcome.idea.thread, made, owner=outcome.owner)
    return made


@transaction.atomic
def implement(actor: Person, idea: Idea) -> Idea:
    """Say that an idea is built. Raises GuardRefused without an outcome with its baseline."""
    idea = locked(idea)
    is_allowed = idea.stage == Idea.Stage.DELIVERING and may_deliver(actor, idea)
    require(is_allowed, _("Who delivers the idea says that it is built."))
    if not Outcome.objects.filter(idea=idea).exists():
        raise GuardRefused(_("First say which number it shall change and where that stood before."))
    Delivery.objects.filter(idea=idea).update(finished_at=clock.now())
    put(actor, idea, Idea.Stage.IMPLEMENTED)
    note(verbs.IDEA_IMPLEMENTED, actor, idea.thread, idea, owner=idea.author)
    return idea


@transaction.atomic
def verify_outcome(actor: Person, outcome: Outcome, *, verification: str) -> Outcome:
    """Confirm a benefit that somebody else reports. Raises GuardRefused without a reading from a month after.

    The last guard of the life of an idea: with it, it is measured.
    """
    idea = locked(outcome.idea)
    require(
        idea.stage in {Idea.Stage.IMPLEMENTED, Idea.Stage.MEASURED}, _("Only what is built is confirmed.")
    )
    require(
        may_verify(actor, outcome), _("Somebody else than who reports and who wrote it confirms a benefit.")
    )
    if not _has_late_reading(idea, outcome):
        raise GuardRefused(
            _("A reading from at least %(n)d days after it was built is missing.")
            % {"n": FIRST_READING_AFTER_DAYS}
        )
    outcome.verified_by, outcome.verified_at, outcome.verification = actor, clock.now(), verification
    outcome.save(update_fields=["verified_by", "verified_at", "verification"])
    audit.record(
        verbs.OUTCOME_VERIFIED, actor=actor, about=outcome, community_id=idea.challenge.community_id,
        reason=verification,
    )  # fmt: skip
    note(verbs.OUTCOME_VERIFIED, actor, idea.thread, outcome, owner=outcome.owner)
    if idea.stage == Idea.Stage.IMPLEMENTED:
        put(actor, idea, Idea.Stage.MEASURED)
        note(verbs.BENEFIT_CONFIRMED, actor, idea.thread, idea, owner=idea.author)
    return outcome


def _has_late_reading(idea: Idea, outcome: Outcome) -> bool:
    built = (
        idea.stage_changes.filter(after=Idea.Stage.IMPLEMENTED).order_by("-at").values_list("at", flat=True)
    )
    first = built[0].date() + timedelta(days=FIRST_READING_AFTER_DAYS)
    return outcome.readings.filter(on__gte=first, is_comparison=False).exists()


@transaction.atomic
def close_idea(actor: Person, idea: Idea, *, said: str = "") -> Idea:
    """End the story of a measured idea."""
    idea = locked(idea)
    require(may_move(actor, idea, Idea.Stage.CLOSED), _("Only a measured idea is closed."))
    put(actor, idea, Idea.Stage.CLOSED, said=said)
    note(verbs.IDEA_CLOSED, actor, idea.thread, idea, owner=idea.author)
    return idea
