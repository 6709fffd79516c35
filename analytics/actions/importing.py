"""Bringing in a network that existed before: its people, departments and messages, all or nothing.

The identity of a line is its content, so that a file read twice adds nothing and a longer export only what
is new.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Q

from activity import events as activity
from analytics import events as verbs
from analytics.actions import rolling
from analytics.actions.enrolling import Enrolled, enrol
from analytics.actions.inserting import insert_rows
from analytics.interchange.departments import Table
from analytics.interchange.interactions import Interaction, Reading
from analytics.models import Import
from esn.kit import clock, events
from esn.kit.models import Event
from people.models import Person

NAMESPACE = UUID("6f0e3a52-6d0f-4c1d-9a55-0d4f6b1f8a31")


@dataclass(frozen=True)
class Outcome:
    """What came in, or would come in."""

    people: int
    people_added: int
    departments: int
    departments_added: int
    moved: int
    interactions: int
    interactions_added: int
    first_at: datetime | None
    last_at: datetime | None
    # People of the messages that the table of departments names, and people who are in neither file.
    placed: int = 0
    others: int = 0


class DryRun(Exception):  # noqa: N818  (no error: it carries an answer)
    """Carries the outcome out of a transaction that is taken back."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome


def preview(reading: Reading, table: Table | None) -> Outcome:
    """Tell what an import would bring, writing nothing."""
    try:
        with transaction.atomic():
            raise DryRun(_bring_in(reading, table))
    except DryRun as dry:
        return dry.outcome


@transaction.atomic
def import_interactions(reading: Reading, table: Table | None, *, file_name: str) -> Outcome:
    """Write a reading into directory and ledger; the days it touches wait for the roll-up."""
    outcome = _bring_in(reading, table)
    if outcome.interactions_added or outcome.people_added or outcome.moved:
        row = Import.objects.create(
            at=clock.now(),
            file_name=file_name[:200],
            lines=reading.lines,
            added=outcome.interactions_added,
            people_added=outcome.people_added,
        )
        events.record(verbs.INTERACTIONS_IMPORTED, actor=None, about=row, is_automated=True)
    return outcome


def _bring_in(reading: Reading, table: Table | None) -> Outcome:
    department_of = table.department_of if table else {}
    enrolled = enrol([*dict.fromkeys([*reading.people, *department_of])], department_of)
    fresh = _unknown(reading.interactions)
    insert_rows(Event, COLUMNS, [_row(one, key, enrolled) for key, one in fresh.items()])
    if enrolled.moved:
        _redo_days_of(enrolled.moved)
    moments = [one.seconds for one in reading.interactions]
    here = {person.pk for person in enrolled.person_of.values()}
    named = {name.casefold() for name in department_of}
    return Outcome(
        people=len(here),
        people_added=enrolled.added,
        departments=len(table.departments) if table else 0,
        departments_added=enrolled.departments_added,
        moved=len(enrolled.moved),
        interactions=len(reading.interactions),
        interactions_added=len(fresh),
        first_at=_moment(min(moments)) if moments else None,
        last_at=_moment(max(moments)) if moments else None,
        placed=len({name.casefold() for name in reading.people} & named),
        others=_others(here, moments),
    )


def _others(here: set[int], moments: list[float]) -> int:
    """Return how many people who are in neither file belong to the headcount of the same days."""
    last = _moment(max(moments)).date() if moments else clock.today()
    there = Person.objects.human().filter(Q(hired_on=None) | Q(hired_on__lte=last), is_external=False)
    return len(set(there.values_list("pk", flat=True)) - here)


def _unknown(interactions: list[Interaction]) -> dict[UUID, Interaction]:
    """Return what is not in the ledger yet, by its key."""
    keyed = {_key(one): one for one in interactions}
    if not keyed:
        return keyed
    moments = [one.seconds for one in interactions]
    span = (_moment(min(moments)), _moment(max(moments)))
    known = Event.objects.filter(verb=activity.MESSAGE_IMPORTED, at__range=span).values_list("key", flat=True)
    for key in known.iterator(chunk_size=10_000):
        keyed.pop(key, None)  # type: ignore[arg-type]
    return keyed


def _key(one: Interaction) -> UUID:
    source, target = one.source.casefold(), one.target.casefold()
    words = "\x1f".join([source, target, repr(one.seconds), one.kind, str(one.ordinal)])
    return uuid5(NAMESPACE, words)


COLUMNS = (
    "at", "verb", "actor_id", "object_type", "object_id", "owner_id", "department_id", "level", "scope",
    "kind", "is_automated", "is_mandatory", "key",
)  # fmt: skip


def _row(one: Interaction, key: UUID, enrolled: Enrolled) -> tuple[object, ...]:
    source, target = enrolled.person_of[one.source], enrolled.person_of[one.target]
    return (
        _moment(one.seconds), activity.MESSAGE_IMPORTED, source.pk, one.kind, target.pk, target.pk,
        source.department_id, source.level, events.scope_between(source, target, None), Event.Kind.INFORMAL,
        False, False, key,
    )  # fmt: skip


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _redo_days_of(moved: list[Person]) -> None:
    """A corrected table of departments changes the past of whoever is in it."""
    pks = [person.pk for person in moved]
    days = Event.objects.filter(actor_id__in=pks) if len(pks) <= 500 else Event.objects.all()
    rolling.mark(rolling.days_of(days))
