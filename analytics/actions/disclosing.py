"""Releasing a snapshot with the memory of what was shown before, and remembering what it shows."""

from datetime import date
from typing import Any

from analytics.measures.declared import PERIOD
from analytics.models import Disclosure, Snapshot
from analytics.population import Directory
from analytics.record import Record
from analytics.release import Epoch, Past, epoch_of, released
from esn.kit import clock

Body = dict[str, Any]
# States of the directory that are remembered; whoever compares what was shown longer ago finds other people anyway.
REMEMBERED = 26


def disclose(body: Body, record: Record) -> Body:
    """Return what of a computed body may be shown after all that was shown before, and remember it.

    Call it in the transaction that keeps the snapshot: what is remembered and what is shown must not part.
    """
    roster = roster_on(record.directory, date.fromisoformat(body["as_of"]))
    rows = list(Disclosure.objects.order_by("-at", "-pk")[:REMEMBERED])
    epochs = [Epoch(row.on.isoformat(), row.roster, row.counts, row.shown) for row in rows]
    shown = released(body, past=Past(roster, epochs, newest_shown()))
    before = epochs[0] if epochs else None
    epoch = epoch_of(body, shown, roster, before)
    row = rows[0] if before and epoch.roster == before.roster else Disclosure()
    row.on, row.at = date.fromisoformat(epoch.on), clock.now()
    row.roster, row.counts, row.shown = epoch.roster, epoch.counts, epoch.shown
    row.save()
    kept = {row.pk, *(one.pk for one in rows[: REMEMBERED - 1])}
    Disclosure.objects.exclude(pk__in=kept).delete()
    return shown


def newest_shown() -> Body | None:
    """Return the released body of the newest snapshot."""
    newest = Snapshot.objects.exclude(shown=None).order_by("-computed_at").first()
    return newest.shown if newest else None


def roster_on(directory: Directory, day: date) -> dict[int, str]:
    """Return the department of everybody who is counted on a day and has not left; empty for none."""
    members = directory.counted(day.fromordinal(day.toordinal() - PERIOD + 1), day) & directory.still_here(
        day
    )
    department = directory.department_on(day)
    return {
        int(pk): str(int(unit)) if unit >= 0 else ""
        for pk, unit in zip(directory.pk[members], department[members], strict=True)
    }
