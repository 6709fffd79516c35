"""Coming, moving within, and leaving the company."""

from datetime import date
from typing import Any

from django.db import transaction

from esn.kit import clock, events, live
from people import events as verbs
from people.models import OrgUnit, Person, Placement


@transaction.atomic
def add_person(  # noqa: PLR0913  (a directory row, all named)
    actor: Person | None,
    *,
    username: str,
    display_name: str,
    email: str = "",
    password_hash: str = "",
    unit: OrgUnit | None = None,
    level: int = Person.Level.EMPLOYEE,
    hired_on: date | None = None,
    **profile: Any,
) -> Person:
    """Add somebody to the directory; without a password hash they cannot sign in with one."""
    person = Person(
        username=username.lower(),
        display_name=display_name,
        email=email or None,
        hired_on=hired_on,
        level=level,
        **profile,
    )
    person.password = password_hash
    if not password_hash:
        person.set_unusable_password()
    _stand_in(person, unit)
    person.save()
    if unit is not None:
        Placement.objects.create(
            person=person, unit=unit, department=person.department, level=level, since_on=hired_on
        )
    events.record(verbs.PERSON_JOINED, actor=person, about=person, is_automated=True)
    return person


def _stand_in(person: Person, unit: OrgUnit | None) -> None:
    person.unit = unit
    person.department = unit.department() if unit else None


@transaction.atomic
def move_person(
    actor: Person | None,
    person: Person,
    *,
    unit: OrgUnit | None,
    level: int | None = None,
    on: date | None = None,
) -> Placement | None:
    """Place a person in another unit or level from a day on; what happened before stays where it happened."""
    day = on or clock.today()
    level = person.level if level is None else level
    if person.unit == unit and person.level == level:
        return None
    current = person.placements.select_for_update().filter(until_on=None).first()
    if current and current.since_on and current.since_on >= day:
        current.delete()
    elif current:
        current.until_on = day
        current.save(update_fields=["until_on"])
    _stand_in(person, unit)
    person.level = level
    person.save()
    placement = None
    if unit is not None:
        placement = Placement.objects.create(
            person=person, unit=unit, department=person.department, level=level, since_on=day
        )
    events.record(verbs.PERSON_MOVED, actor=actor, about=person, owner=person, is_automated=True)
    return placement


@transaction.atomic
def deactivate_person(actor: Person | None, person: Person) -> None:
    """Close an account: no sign-in, no sockets, no tokens; what the person wrote stays."""
    if not person.is_active:
        return
    person.is_active = False
    person.deactivated_on = clock.today()
    person.save(update_fields=["is_active", "deactivated_on"])
    person.api_tokens.filter(revoked_at=None).update(revoked_at=clock.now())
    events.record(verbs.PERSON_DEACTIVATED, actor=actor, about=person, owner=person, is_automated=True)
    live.close(person.pk)
