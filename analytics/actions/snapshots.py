"""Computing what is shown and keeping it: the snapshot of a day, and every weekly look of the detectors."""

from datetime import date

from django.db import transaction

from analytics.actions.rolling import lock, roll_up
from analytics.detectors import silos, withering
from analytics.detectors.sight import Sight
from analytics.figures import Body, Looks, as_of_day, computed, looked
from analytics.maths import silos as silos_maths
from analytics.maths import withering as withering_maths
from analytics.models import Look, Snapshot, Watermark
from analytics.record import Record
from esn.kit import clock, live

KEPT = 400


def take_snapshot(as_of: date | None = None) -> Snapshot:
    """Compute everything as of a day (the latest when left out) and keep it in one piece."""
    record = Record(as_of)
    day = as_of or as_of_day(record)
    last = Snapshot.objects.order_by("-computed_at").first()
    return _keep(day, record, looked(record, day), before=last.body if last else None)


def keep_looks(as_of: date | None = None) -> int:
    """Keep every weekly look that is not kept yet; return how many were added.

    A look once taken stays as it was, with its inputs and its formula's version; it is not taken again when
    the past is corrected, unless the formula has changed.
    """
    record = Record(as_of)
    return _store(looked(record, as_of or as_of_day(record)))


def refresh_all() -> Snapshot:
    """Roll up, look back over the whole history, and take the snapshot: what seeding and imports end with."""
    roll_up()
    record = Record()
    day = as_of_day(record)
    looks = looked(record, day)
    _store(looks)
    return _keep(day, record, looks)


def _keep(day: date, record: Record, looks: Looks, before: Body | None = None) -> Snapshot:
    body = computed(record, day, looks, before=before)
    with transaction.atomic():
        # Two at once would each write their own; the later one, which knows more, must win.
        lock(Watermark.FILL)
        snapshot, _ = Snapshot.objects.update_or_create(
            as_of=day, defaults={"computed_at": clock.now(), "body": body}
        )
        kept = Snapshot.objects.order_by("-as_of").values_list("pk", flat=True)[:KEPT]
        Snapshot.objects.exclude(pk__in=list(kept)).delete()
        live.publish("insights", {"hint": "figures"})
    return snapshot


@transaction.atomic
def _store(looks: Looks) -> int:
    versions = {withering.ID: str(withering_maths.VERSION), silos.ID: str(silos_maths.VERSION)}
    added = 0
    for detector, units in looks.items():
        version = versions[detector]
        Look.objects.filter(detector=detector).exclude(version=version).delete()
        known = set(Look.objects.filter(detector=detector).values_list("department_id", "on"))
        rows = [
            _row(detector, unit, sight, version=version)
            for unit, sights in units.items()
            for sight in sights
            if (unit, sight.on) not in known
        ]
        Look.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
        added += len(rows)
    return added


def _row(detector: str, unit: int | None, sight: Sight, *, version: str) -> Look:
    return Look(
        detector=detector,
        department_id=unit,
        on=sight.on,
        seen=int(sight.seen),
        level=int(sight.level),
        version=version,
        evidence=sight.evidence,
    )
