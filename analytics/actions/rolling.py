"""Rolling the ledger up into facts: claim the days that have something new, then do each of them whole.

Days are UTC days. A run that dies leaves its days marked dirty; the next one does them. Two runs wait for
each other.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import DateField, Max, Min, QuerySet
from django.db.models.expressions import RawSQL

from analytics.actions.filling import day_sql, fill_range
from analytics.models import FACTS, DirtyDay, UnitDay, Watermark
from analytics.population import Directory
from analytics.verbs import LEDGER
from esn.kit import clock, live
from esn.kit.models import Event
from people import events as people
from people.models import Person

# Days in a row that are done in one transaction.
STRETCH = 28
COUNTED = frozenset(worth.verb for worth in LEDGER)
Progress = Callable[[int, int], None]


def roll_up(progress: Progress | None = None) -> int:
    """Bring the facts up to the ledger; return how many days were done."""
    claim()
    done = fill(progress)
    if done:
        live.publish("insights", {"hint": "figures", "days": done})
    return done


def rebuild(first: date | None = None, last: date | None = None, progress: Progress | None = None) -> int:
    """Do the days of a span (all of the ledger when left open) again; facts of days without events go."""
    span = Event.objects.aggregate(first=Min("at"), last=Max("at"))
    first = first or (span["first"].date() if span["first"] else clock.today())
    last = last or (span["last"].date() if span["last"] else clock.today())
    with transaction.atomic():
        lock(Watermark.CLAIM)
        days = set(
            days_of(
                Event.objects.filter(at__gte=_midnight(first), at__lt=_midnight(last) + timedelta(days=1))
            )
        )
        for model in FACTS:
            days |= set(
                model._default_manager.filter(day__range=(first, last))
                .values_list("day", flat=True)
                .distinct()
            )
        mark(days)
    claim()
    return fill(progress)


@transaction.atomic
def claim() -> int:
    """Mark the days of every event beyond the watermark and move the watermark; return how many are dirty."""
    watermark = lock(Watermark.CLAIM)
    top = Event.objects.aggregate(top=Max("pk"))["top"] or 0
    if top > watermark.event_id:
        fresh = Event.objects.filter(pk__gt=watermark.event_id, pk__lte=top)
        mark(days_of(fresh.filter(verb__in=COUNTED)))
        mark(_days_of_directory_changes(fresh))
        watermark.event_id = top
        watermark.save(update_fields=["event_id"])
    return DirtyDay.objects.count()


def fill(progress: Progress | None = None) -> int:
    """Recompute every dirty day; return how many there were."""
    days = list(DirtyDay.objects.order_by("day").values_list("day", flat=True))
    if not days:
        Watermark.objects.update_or_create(name=Watermark.FILL, defaults={"rolled_at": clock.now()})
        return 0
    directory, done = Directory.load(), 0
    for stretch in _stretches(days):
        with transaction.atomic():
            watermark = lock(Watermark.FILL)
            # Whoever held the lock before may have done these days already.
            DirtyDay.objects.filter(day__in=stretch).delete()
            fill_range(stretch[0], stretch[-1], directory)
            watermark.rolled_at = clock.now()
            watermark.save(update_fields=["rolled_at"])
        done += len(stretch)
        if progress:
            progress(done, len(days))
    return done


def note_late(event: Event) -> None:
    """Mark the day of an event that became visible after the watermark had passed its number.

    Numbers are given before commits happen, so a slow transaction may surface behind the watermark. The
    lock makes this wait for a claim that is under way: either that one saw the event, or this sees the new
    watermark.
    """
    if event.verb in COUNTED and event.pk <= lock(Watermark.CLAIM).event_id:
        mark([event.at.date()])


def mark(days: Iterable[date]) -> None:
    """Say that these days must be done again."""
    DirtyDay.objects.bulk_create([DirtyDay(day=day) for day in days], ignore_conflicts=True, batch_size=500)


def lock(name: str) -> Watermark:
    """Hold a watermark's row until the transaction ends."""
    row = Watermark.objects.select_for_update().filter(name=name).first()
    if row is None:
        Watermark.objects.bulk_create([Watermark(name=name)], ignore_conflicts=True)
        row = Watermark.objects.select_for_update().get(name=name)
    return row


def days_of(events: QuerySet[Event]) -> list[date]:
    day = RawSQL(day_sql('"kit_event"."at"'), (), output_field=DateField())  # noqa: S611  (a constant)
    return list(events.order_by().annotate(day=day).values_list("day", flat=True).distinct())


def _days_of_directory_changes(fresh: QuerySet[Event]) -> list[date]:
    """Return the finished days whose headcount a late entry in the directory has changed."""

    def subjects(verb: str) -> QuerySet[Person]:
        found: QuerySet[Person] = Person.objects.filter(pk__in=fresh.filter(verb=verb).values("object_id"))
        return found

    # Who has no first day was always there.
    starts = [day or date.min for day in subjects(people.PERSON_JOINED).values_list("hired_on", flat=True)]
    starts += [
        day for day in subjects(people.PERSON_DEACTIVATED).values_list("deactivated_on", flat=True) if day
    ]
    moves = subjects(people.PERSON_MOVED).annotate(
        since=Max("placements__since_on"), until=Max("placements__until_on")
    )
    starts += [max((d for d in row if d), default=date.min) for row in moves.values_list("since", "until")]
    if not starts:
        return []
    return list(
        UnitDay.objects.filter(day__gte=min(starts), department_id=None).values_list("day", flat=True)
    )


def _stretches(days: list[date]) -> list[list[date]]:
    stretches: list[list[date]] = []
    for day in days:
        last = stretches[-1] if stretches else []
        if last and day - last[-1] == timedelta(days=1) and len(last) < STRETCH:
            last.append(day)
        else:
            stretches.append([day])
    return stretches


def _midnight(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=clock.now().tzinfo)
