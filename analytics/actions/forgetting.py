"""Raw views are forgotten after thirteen months; what was counted of them per day stays (metrics.md 6.3)."""

from datetime import date, timedelta

from activity.events import THREAD_SEEN
from analytics.actions.auditing import RETAINED
from analytics.models import DayFact, Viewing
from esn.kit import clock
from esn.kit.models import Event

BATCH = 5_000
PLACE = ("department_id", "level")
View = tuple[date, int, int, int | None, int | None]


def horizon() -> date:
    """Return the first day of which raw views are kept."""
    return clock.today() - RETAINED


def forget_views() -> int:
    """Remove every view older than thirteen months, and who looked at figures then; return how many views."""
    limit = clock.now() - RETAINED
    # Whole days only: the day facts of a half-forgotten day could not be told from those of a quiet one.
    limit = limit.replace(hour=0, minute=0, second=0, microsecond=0)
    Viewing.objects.filter(at__lt=limit).delete()
    forgotten = 0
    while batch := list(
        Event.objects.filter(at__lt=limit, verb=THREAD_SEEN)
        .order_by("at")
        .values_list("pk", flat=True)[:BATCH]
    ):
        Event.objects.filter(pk__in=batch).delete()
        forgotten += len(batch)
    return forgotten


def counted_views(first: date, last: date) -> list[View]:
    """Return what was counted of views on the days of a span whose views may be forgotten."""
    last = min(last, horizon() - timedelta(days=1))
    if first > last:
        return []
    rows = DayFact.objects.filter(day__range=(first, last), passive__gt=0)
    return list(rows.values_list("day", "person_id", "passive", *PLACE))


def keep_counted(views: list[View]) -> None:
    """Put back what was counted of forgotten views, after the days were written anew without them."""
    if not views:
        return
    days = {view[0] for view in views}
    rows = {(row.day, row.person_id): row for row in DayFact.objects.filter(day__in=days)}
    changed, fresh = [], []
    for day, person, passive, department, level in views:
        row = rows.get((day, person))
        if row is None:
            fresh.append(
                DayFact(day=day, person_id=person, passive=passive, department_id=department, level=level)
            )
        elif row.passive < passive:
            row.passive = passive
            changed.append(row)
    DayFact.objects.bulk_update(changed, ["passive"], batch_size=500)
    DayFact.objects.bulk_create(fresh, batch_size=500)
