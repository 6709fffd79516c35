"""Making directory entries of the names in an export: people matched or added in bulk, departments placed.

A table of departments has no dates: for people whose place came from such a table before, a changed line
corrects it; everybody else is moved as of today, and what they did before stays where it happened.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain, count

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from analytics.actions.inserting import insert_rows
from esn.kit import clock
from esn.kit.models import Event
from people import events as people
from people.actions import joining
from people.models import OrgUnit, Person, Placement, fold

LETTERS = re.compile(r"[^a-z0-9]+")
CODE = "import:"


@dataclass
class Enrolled:
    """Who stands for each name of the export, and what had to be added or changed for it."""

    person_of: dict[str, Person] = field(default_factory=dict)
    added: int = 0
    departments_added: int = 0
    moved: list[Person] = field(default_factory=list)


def enrol(names: list[str], department_of: dict[str, str]) -> Enrolled:
    """Return a person for every name, in the departments that the table states."""
    enrolled = Enrolled()
    units = _units(dict.fromkeys(department_of.values()), enrolled)
    known = _known(names)
    strangers = [name for name in _distinct(names) if name.casefold() not in known]
    known |= _added(strangers, units=units, department_of=department_of)
    enrolled.added = len(strangers)
    enrolled.person_of = {name: known[name.casefold()] for name in names}
    fresh = {name.casefold() for name in strangers}
    for name, unit_name in department_of.items():
        person, unit = enrolled.person_of[name], units[unit_name]
        if name.casefold() not in fresh and person.department_id != unit.pk:
            _move(person, unit)
            enrolled.moved.append(person)
    return enrolled


def _distinct(names: Iterable[str]) -> list[str]:
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def _known(names: list[str]) -> dict[str, Person]:
    """Return the people that are on the directory under an external id or an address."""
    wanted = {name.casefold() for name in names}
    found: dict[str, Person] = {}
    people = Person.objects.filter(Q(external_id__isnull=False) | Q(email__isnull=False)).select_related(
        "unit"
    )
    for person in people.iterator(chunk_size=5_000):
        for key in (person.email, person.external_id):
            if key and key.casefold() in wanted:
                found[key.casefold()] = person
    return found


def _units(names: Iterable[str], enrolled: Enrolled) -> dict[str, OrgUnit]:
    departments = OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT)
    by_code = {unit.code: unit for unit in OrgUnit.objects.all()}
    by_name = {unit.name.casefold(): unit for unit in departments}
    units: dict[str, OrgUnit] = {}
    for name in names:
        code = f"{CODE}{name}"[:80]
        unit = by_code.get(code) or by_name.get(name.casefold())
        if unit is None:
            shown = f"Department {name}" if name.isdecimal() else name
            unit = by_code[code] = OrgUnit.objects.create(name=shown[:120], code=code)
            enrolled.departments_added += 1
        units[name] = unit
    return units


def _added(
    names: list[str], *, units: dict[str, OrgUnit], department_of: dict[str, str]
) -> dict[str, Person]:
    """Add people in bulk; nobody of them can sign in until they are given a way to."""
    taken = set(Person.objects.values_list("username", flat=True)) if names else set()
    locked = make_password(None)
    unit_of = {name.casefold(): units[unit] for name, unit in department_of.items()}
    people = [
        _person(name, _username(name, taken), unit=unit_of.get(name.casefold()), locked=locked)
        for name in names
    ]
    Person.objects.bulk_create(people, batch_size=500)
    _place(people)
    _record_joining(people)
    return {name.casefold(): person for name, person in zip(names, people, strict=True)}


def _person(name: str, username: str, *, unit: OrgUnit | None, locked: str) -> Person:
    shown = _shown(name)
    return Person(
        username=username,
        password=locked,
        display_name=shown,
        sort_name=fold(shown)[:240],
        search_text=fold(f"{shown} {username}"),
        email=name.casefold() if "@" in name and " " not in name else None,
        external_id=name,
        unit=unit,
        department=unit,
    )


def _shown(name: str) -> str:
    if re.fullmatch(r"[-+.\d]+", name):
        return f"Person {name}"
    if "@" in name:
        return re.sub(r"[._\-+]+", " ", name.split("@", maxsplit=1)[0]).strip().title() or name
    return name


def _username(name: str, taken: set[str]) -> str:
    stem = LETTERS.sub("-", fold(name.split("@", maxsplit=1)[0])).strip("-")[:30] or "person"
    stem = f"person-{stem}" if stem.isdecimal() else stem
    free = next(tried for tried in chain([stem], (f"{stem}-{n}" for n in count(2))) if tried not in taken)
    taken.add(free)
    return free


def _place(people: list[Person]) -> None:
    rows = [
        (person.pk, person.unit_id, person.department_id, person.level, None, None)
        for person in people
        if person.unit_id
    ]
    insert_rows(Placement, ("person_id", "unit_id", "department_id", "level", "since_on", "until_on"), rows)


def _record_joining(added: list[Person]) -> None:
    now = clock.now()
    columns = (
        "at", "verb", "actor_id", "object_type", "object_id", "department_id", "level", "scope", "kind",
        "is_automated", "is_mandatory",
    )  # fmt: skip
    rows = [
        (now, people.PERSON_JOINED, person.pk, "person", person.pk, person.department_id, person.level,
         Event.Scope.CROSS, Event.Kind.INFORMAL, True, False)
        for person in added
    ]  # fmt: skip
    insert_rows(Event, columns, rows)


def _move(person: Person, unit: OrgUnit) -> None:
    is_from_a_table = not person.placements.exclude(since_on=None, until_on=None).exists()
    if person.external_id is None or not is_from_a_table:
        joining.move_person(None, person, unit=unit)
        return
    person.placements.all().delete()
    person.unit = person.department = unit
    person.save(update_fields=["unit", "department"])
    _place([person])
