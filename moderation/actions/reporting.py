"""Reporting something to those who look after the place where it stands."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from esn.kit import clock
from moderation import events as verbs
from moderation.actions.noting import note
from moderation.actions.opening import hold, open_case
from moderation.models import Case, CommunityRules, Report
from moderation.policies import require
from moderation.queue import Thing
from people.models import Person


@transaction.atomic
def report_thing(actor: Person, thing: Thing, *, reason: str, text: str = "") -> Report:
    """Report what one sees; reporting it again while its case is open changes nothing. The author never learns who did."""
    require(actor.pk != thing.author.pk, _("This is your own: you can change or remove it yourself."))
    case = open_case(thing)
    report, is_new = Report.objects.get_or_create(
        case=case, reporter=actor, defaults={"reason": reason, "text": text, "at": clock.now()}
    )
    if is_new:
        Case.objects.filter(pk=case.pk).update(report_count=F("report_count") + 1)
        case.refresh_from_db(fields=["report_count"])
        note(verbs.THING_REPORTED, case, community=case.community)
        _hide_when_many(case)
    return report


def _hide_when_many(case: Case) -> None:
    """Hide it by itself once so many different people reported it as its community has set; a profile, as by default."""
    if case.is_hidden:
        return
    rules = CommunityRules.objects.filter(community=case.community).first() if case.community else None
    most = (rules or CommunityRules()).hide_after
    if most and case.report_count >= most:
        Case.objects.filter(pk=case.pk, hidden_at=None).update(hidden_at=clock.now())
        case.refresh_from_db(fields=["hidden_at"])
        hold(case)
