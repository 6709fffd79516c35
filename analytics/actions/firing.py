"""Keeping what fired, with its inputs and sentence, and after eight weeks what became of it."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from analytics.detectors import rules, wording
from analytics.detectors.sight import LEVEL_NAMES, Sight
from analytics.detectors.states import Looks
from analytics.maths.levels import Level
from analytics.models import Firing
from analytics.release import released_evidence

JUDGED_AFTER = timedelta(weeks=8)


@transaction.atomic
def keep_firings(looks: Looks) -> int:
    """Keep every rise to a level that is not kept yet, and judge those that are eight weeks old; return how many are new.

    A firing once kept stays: a formula that changed fires anew from its first look on, under its own version.
    """
    known = set(Firing.objects.values_list("detector", "department_id", "on"))
    fresh = []
    for detector, units in looks.items():
        version = rules.version(detector)
        for unit, sights in units.items():
            rises = [sight for before, sight in _pairs(sights) if _is_rise(before, sight)]
            fresh += [
                _firing(detector, unit, sight, version=version)
                for sight in rises
                if (detector, unit, sight.on) not in known
            ]
    Firing.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    for detector, units in looks.items():
        for unit, sights in units.items():
            _judge(detector, unit, sights)
    return len(fresh)


def _pairs(sights: list[Sight]) -> list[tuple[Sight | None, Sight]]:
    return list(zip([None, *sights], sights, strict=False))


def _is_rise(before: Sight | None, sight: Sight) -> bool:
    return sight.level > (before.level if before else Level.CALM)


def _firing(detector: str, unit: int | None, sight: Sight, *, version: str) -> Firing:
    told = released_evidence(sight.evidence, settings.MINIMUM_GROUP, is_unit=unit is not None)
    return Firing(
        detector=detector,
        department_id=unit,
        on=sight.on,
        level=int(sight.level),
        version=version,
        sentence=wording.sentence(detector, told, LEVEL_NAMES[sight.level]),
        advice=wording.advice(detector, told),
        evidence=sight.evidence,
    )


def _judge(detector: str, unit: int | None, sights: list[Sight]) -> None:
    """Say of each firing that is old enough whether the first look after eight weeks was calm."""
    for firing in Firing.objects.filter(detector=detector, department_id=unit, outcome=Firing.Outcome.OPEN):
        due = firing.on + JUDGED_AFTER
        after = next((sight for sight in sights if sight.on >= due), None)
        if after is not None:
            calm = after.level == Level.CALM
            firing.outcome = Firing.Outcome.RECOVERED if calm else Firing.Outcome.STANDS
            firing.outcome_on = after.on
            firing.save(update_fields=["outcome", "outcome_on"])
