"""What people set about warnings: thresholds, statements that a gate is passed, and their own view of maturity."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from analytics.detectors import rules
from analytics.maths.maturity import AXES, GATES, HIGHEST
from analytics.models import SelfAssessment, Statement, Threshold
from esn.kit import audit, clock
from people.models import Person
from people.policies import may_administer, may_see_analytics, require

STATED = {gate.key for gate in GATES if gate.is_stated}


@transaction.atomic
def set_thresholds(actor: Person, *, detector: str, values: Mapping[str, float]) -> None:
    """Change thresholds of a detector; those of the design are forgotten again. Raises ValidationError, NotAllowed."""
    require(may_administer(actor), _("Only administrators change thresholds."))
    fields = {field.name: field.default for field in rules.editable(detector)}
    if unknown := values.keys() - fields.keys():
        raise ValidationError(_("There is no threshold %(name)s.") % {"name": min(unknown)})
    if any(not 0 <= value <= 1_000 for value in values.values()):
        raise ValidationError(_("A threshold is a number from 0 to 1,000."))
    before = rules.changed(detector)
    for name, value in values.items():
        if value == fields[name]:
            Threshold.objects.filter(detector=detector, name=name).delete()
        else:
            Threshold.objects.update_or_create(
                detector=detector,
                name=name,
                defaults={"value": value, "set_by": actor, "set_at": clock.now()},
            )
    after = rules.changed(detector)
    if before != after:
        about = Threshold(pk=0)
        audit.record("analytics.thresholds_set", actor=actor, about=about, before=before, after=after)


@transaction.atomic
def state_gate(actor: Person, *, gate: str, words: str) -> Statement:
    """State that a gate is passed as of today, with the evidence in words. Raises ValidationError, NotAllowed."""
    require(may_see_analytics(actor))
    words = words.strip()
    if gate not in STATED:
        raise ValidationError(_("This gate is decided by a figure."))
    if not words:
        raise ValidationError(_("Say what the evidence is: who, what, since when."))
    withdraw_gate(actor, gate=gate)
    return Statement.objects.create(gate=gate, on=clock.today(), words=words[:400], by=actor)


@transaction.atomic
def withdraw_gate(actor: Person, *, gate: str) -> None:
    """Say that a gate is no longer passed. Raises NotAllowed."""
    require(may_see_analytics(actor))
    Statement.objects.filter(gate=gate, withdrawn_on=None).update(withdrawn_on=clock.today())


@transaction.atomic
def assess(actor: Person, *, stages: Mapping[str, int]) -> None:
    """Say how far the company has come on each axis, 0 to 4. Raises ValidationError, NotAllowed."""
    require(may_see_analytics(actor))
    if any(axis not in AXES or not 0 <= stage <= HIGHEST for axis, stage in stages.items()):
        raise ValidationError(_("A stage is a number from 0 to 4."))
    now = clock.now()
    SelfAssessment.objects.bulk_create(
        SelfAssessment(axis=axis, stage=stage, by=actor, at=now) for axis, stage in stages.items()
    )
