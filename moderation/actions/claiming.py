"""Taking a case on, giving it back, and hiding what it is about while it is looked at."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from esn.kit import clock
from moderation import events as verbs
from moderation.actions.noting import enter, note
from moderation.actions.opening import Meanwhile, hold, release
from moderation.models import Case, Cause
from moderation.policies import may_rule, require
from people.models import Person


def no_judge() -> str:
    """Return why somebody may not decide a case that they may see."""
    return _("You wrote or reported this yourself: somebody else decides it.")


@transaction.atomic
def claim_case(actor: Person, case: Case) -> None:
    """Say that one looks at it; raises Meanwhile if somebody else does already, or it is decided."""
    require(may_rule(actor, case), no_judge())
    free = Case.objects.filter(Q(claimed_by=None) | Q(claimed_by=actor), pk=case.pk, closed_at=None)
    is_mine = free.filter(claimed_by=actor).exists()
    if not free.update(claimed_by=actor, claimed_at=clock.now()):
        raise Meanwhile(taken(case))
    if not is_mine:
        note(verbs.CASE_CLAIMED, case, owner=actor, community=case.community)


def taken(case: Case) -> str:
    """Return who was quicker, as a sentence."""
    row = Case.objects.select_related("claimed_by").get(pk=case.pk)
    if not row.is_open:
        return _("Somebody decided this meanwhile.")
    who = row.claimed_by.display_name if row.claimed_by else _("Somebody")
    return _("%(name)s looks at this already.") % {"name": who}


@transaction.atomic
def unclaim_case(actor: Person, case: Case) -> None:
    """Give a case back to the queue; also one that another left lying, which is entered in the log."""
    require(may_rule(actor, case), no_judge())
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.claimed_by_id is None or not row.is_open:
        return
    if row.claimed_by_id != actor.pk:
        before = {"claimed_by": row.claimed_by_id}
        enter("moderation.claim_released", actor, case, community=case.community, before=before)
    Case.objects.filter(pk=case.pk).update(claimed_by=None, claimed_at=None)
    gave_back = actor if row.claimed_by_id == actor.pk else None
    note(verbs.CASE_RELEASED, case, owner=gave_back, community=case.community)


@transaction.atomic
def hide_case(actor: Person, case: Case) -> None:
    """Hide what a case is about until it is decided."""
    require(may_rule(actor, case), no_judge())
    hidden = Case.objects.filter(pk=case.pk, hidden_at=None, closed_at=None).update(
        hidden_at=clock.now(), hidden_by=actor
    )
    if hidden:
        hold(case)
        enter("moderation.thing_hidden", actor, case, community=case.community, after={"hidden": True})


@transaction.atomic
def show_case(actor: Person, case: Case) -> None:
    """Show it again while it is still looked at; what waits for approval stays back."""
    require(may_rule(actor, case), no_judge())
    shown = Case.objects.filter(pk=case.pk, hidden_at__isnull=False, closed_at=None).update(
        hidden_at=None, hidden_by=None
    )
    if shown:
        if case.cause != Cause.APPROVAL:
            release(case)
        enter("moderation.thing_shown", actor, case, community=case.community, before={"hidden": True})
