"""Appealing a ruling, once and in time, and deciding the appeal: by somebody else than who ruled."""

from django.db import transaction
from django.utils.translation import gettext as _

from esn.kit import clock
from moderation import events as verbs
from moderation.actions.noting import enter, note
from moderation.actions.opening import Meanwhile
from moderation.actions.ruling import undo
from moderation.models import Appeal, Ruling
from moderation.policies import may_appeal, may_decide_appeal, require
from people.models import Person


@transaction.atomic
def appeal_ruling(actor: Person, ruling: Ruling, *, text: str) -> Appeal:
    """Ask somebody else to look again; sending it twice is the same as once."""
    sent = Appeal.objects.filter(ruling=ruling).first()
    if sent is not None and ruling.case.author_id == actor.pk:
        return sent
    require(
        may_appeal(actor, ruling),
        _("This cannot be appealed: it took nothing from you, or the time for it is over."),
    )
    appeal, is_new = Appeal.objects.get_or_create(ruling=ruling, defaults={"text": text, "at": clock.now()})
    if is_new:
        note(verbs.RULING_APPEALED, appeal, community=ruling.case.community)
    return appeal


@transaction.atomic
def decide_appeal(actor: Person, appeal: Appeal, *, overturn: bool, reason: str = "") -> None:
    """Uphold or overturn a ruling; raises Meanwhile if somebody else decided."""
    case = appeal.ruling.case
    waits = Appeal.objects.filter(pk=appeal.pk, decided_at=None)
    if not waits.exists():
        raise Meanwhile(_("Somebody decided this meanwhile."))
    require(
        may_decide_appeal(actor, appeal),
        _("Somebody decides this who has neither ruled in it nor reported or written it."),
    )
    require(bool(reason.strip()), _("Give a reason: whom it concerns has a right to it."))
    decided = waits.update(
        is_overturned=overturn, reason=reason[:400], decided_by=actor, decided_at=clock.now()
    )
    if not decided:
        raise Meanwhile(_("Somebody decided this meanwhile."))
    if overturn:
        undo(actor, appeal.ruling)
    enter(
        "moderation.appeal_decided", actor, case, community=case.community, reason=reason,
        before={"outcome": appeal.ruling.outcome, "measure": appeal.ruling.measure},
        after={"overturned": overturn},
    )  # fmt: skip
    note(verbs.APPEAL_DECIDED, appeal, owner=case.author, community=case.community)
