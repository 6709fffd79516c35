"""When somebody was last active in a community, and whether they wrote there: read from the log, never guessed."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Max, Q

from communities.events import WRITING
from communities.models import Membership
from esn.kit import clock
from esn.kit.models import Event

# One write in ten minutes is exact enough for "last active", and spares a busy thread the others.
PACE = timedelta(minutes=10)
BATCH = 500


def note_activity(event: Event) -> None:
    """Keep what an event tells of its actor's membership; hearing it twice changes nothing."""
    if event.community_id is None or event.actor_id is None or event.is_automated:
        return
    rows = Membership.objects.filter(community=event.community_id, person=event.actor_id)
    if event.verb in WRITING:
        rows.filter(Q(wrote_at=None) | Q(wrote_at__lt=event.at - PACE)).update(wrote_at=event.at)
    rows.filter(last_active_at__lt=event.at - PACE).update(last_active_at=event.at)


def catch_up(since: datetime | None = None, places: Iterable[int] | None = None) -> int:
    """Read the log again from a moment on, in all communities or some; return how many memberships it changed.

    For seeded and imported history, which rings no bell, and for what a listener may have missed.
    """
    told = Event.objects.filter(community_id__isnull=False, actor_id__isnull=False, is_automated=False)
    if since is not None:
        told = told.filter(at__gte=since)
    if places is not None:
        told = told.filter(community_id__in=list(places))
    pairs = told.order_by().values_list("community_id", "actor_id")
    active = {(place, who): at for place, who, at in pairs.annotate(at=Max("at"))}
    wrote = {(place, who): at for place, who, at in pairs.filter(verb__in=WRITING).annotate(at=Max("at"))}
    return _keep(active, wrote)


def _keep(active: dict[tuple[int, int], datetime], wrote: dict[tuple[int, int], datetime]) -> int:
    changed: list[Membership] = []
    rows = Membership.objects.filter(community__in={place for place, _who in active})
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        key = (row.community_id, row.person_id)
        seen, said = active.get(key), wrote.get(key)
        if (seen and seen > row.last_active_at) or (said and (row.wrote_at is None or said > row.wrote_at)):
            row.last_active_at = max(row.last_active_at, seen) if seen else row.last_active_at
            row.wrote_at = max(row.wrote_at, said) if row.wrote_at and said else said or row.wrote_at
            changed.append(row)
    Membership.objects.bulk_update(changed, ["last_active_at", "wrote_at"], batch_size=BATCH)
    return len(changed)


def catch_up_lately() -> int:
    """Read the last two days of the log again."""
    return catch_up(clock.now() - timedelta(days=2))
