"""A list of people as CSV: read line by line, shown before anything happens, added whole or not at all."""

import csv
import io
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communities import events as verbs
from communities.actions.admitting import changed, count
from communities.actions.noting import enter, note
from communities.models import Community, Departure, Invitation, JoinRequest, Membership
from communities.policies import may_be_added
from esn.kit import clock
from people.models import Person

NEW, ALREADY, PROBLEM = "new", "already", "problem"
MOST_LINES = 20_000
CHUNK = 500
NAMES = {
    "username": "username", "user name": "username", "user": "username", "e-mail": "email", "email": "email",
    "mail": "email", "external id": "external_id", "external_id": "external_id", "id": "external_id",
    "role": "role",
}  # fmt: skip
Line = dict[str, Any]


class BadList(ValidationError):  # noqa: N818  (named as the other refusals are)
    """The list cannot be read at all; the sentence says why."""


def has_problems(lines: list[Line]) -> bool:
    """Whether any line stands in the way of importing the list."""
    return any(line["state"] == PROBLEM for line in lines)


def read(by: Person, community: Community, text: str) -> list[Line]:
    """Return what each line means: whom it names, in which role, and what would happen. Raises BadList."""
    rows = _rows(text)
    people = _find(by, [who for _number, who, _role in rows])
    inside = set(Membership.objects.filter(community=community).values_list("person_id", flat=True))
    lines: list[Line] = []
    seen: set[int] = set()
    for number, who, role in rows:
        person = people.get(_key(who))
        state, remark = _judge(person, role, inside, seen)
        if person:
            seen.add(person.pk)
        lines.append({
            "number": number, "who": who[:120], "name": person.display_name if person else "",
            "person": person.pk if person else None, "role": role or Membership.Role.MEMBER,
            "state": state, "remark": remark,
        })  # fmt: skip
    return lines


def _rows(text: str) -> list[tuple[int, str, str]]:
    """Return (line, name or address or number, role) of each line that says something."""
    text = text.lstrip("\ufeff").replace("\x00", "")
    mark = max(",;\t", key=text[:4000].count)
    try:
        table = [
            (number, [cell.strip() for cell in row])
            for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1)
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as error:
        raise BadList(_("This is no list that can be read: use CSV with one person a line.")) from error
    if not table:
        raise BadList(_("The list is empty."))
    if len(table) > MOST_LINES:
        raise BadList(_("The list is longer than 20,000 lines. Send it in parts."))
    columns = [NAMES.get(cell.casefold(), "") for cell in table[0][1]]
    if not any(columns):
        return [(number, row[0], _cell(row, 1).casefold()) for number, row in table]
    return [(number, _who(row, columns), _role(row, columns)) for number, row in table[1:]]


def _cell(row: list[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _who(row: list[str], columns: list[str]) -> str:
    wanted = ("username", "email", "external_id")
    return next(
        (_cell(row, place) for name in wanted for place, column in enumerate(columns)
         if column == name and _cell(row, place)),
        "",
    )  # fmt: skip


def _role(row: list[str], columns: list[str]) -> str:
    return _cell(row, columns.index("role")).casefold() if "role" in columns else ""


def _key(who: str) -> str:
    return who.lstrip("@'").casefold()


def _find(by: Person, names: list[str]) -> dict[str, Person]:
    """Return people by user name, e-mail address or number in the directory, as far as whoever asks may see them."""
    keys = sorted({_key(name) for name in names if name})
    raw = {_key(name): name.lstrip("@'") for name in names}
    found: dict[str, Person] = {}
    seen = Person.objects.visible_to(by)
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        for person in seen.filter(external_id__in=[raw[key] for key in some]):
            found[person.external_id.casefold()] = person
        for person in seen.filter(email__in=some):
            found[person.email.casefold()] = person
        for person in seen.filter(username__in=some):
            found[person.username] = person
    return found


def _judge(person: Person | None, role: str, inside: set[int], seen: set[int]) -> tuple[str, str]:
    if person is None:
        return PROBLEM, _("Nobody is known by this name, address or number.")
    if role and role not in {Membership.Role.MEMBER, Membership.Role.GUEST}:
        return PROBLEM, _("A list gives the role member or guest.")
    if person.is_external and role != Membership.Role.GUEST:
        return PROBLEM, _("Somebody from outside can only be a guest.")
    if person.pk in seen:
        return ALREADY, _("Named twice.")
    return (ALREADY, _("Belongs already.")) if person.pk in inside else (NEW, "")


def add_all(by: Person, community: Community, lines: list[Line]) -> tuple[int, int]:
    """Add everybody whom the lines name, in the caller's transaction; return how many came and how many did not."""
    Community.objects.select_for_update().get(pk=community.pk)
    wanted = {line["person"]: line["role"] for line in reversed(lines) if line["state"] == NEW}
    inside = set(Membership.objects.filter(community=community).values_list("person_id", flat=True))
    fresh: list[Person] = []
    for start in range(0, len(wanted), CHUNK):
        some = Person.objects.filter(pk__in=list(wanted)[start : start + CHUNK])
        fresh += [p for p in some if p.pk not in inside and may_be_added(p, community)]
    now = clock.now()
    Membership.objects.bulk_create(
        [
            Membership(
                community=community, person=person, role=wanted[person.pk], via=Membership.Via.IMPORT,
                since_at=now, last_active_at=now,
            )
            for person in fresh
        ],
        batch_size=CHUNK,
    )  # fmt: skip
    _close_what_waited(community, fresh)
    count(community, len(fresh))
    for person in fresh:
        changed(person)
        note(verbs.MEMBER_ADDED, by, community, owner=person)
    enter("communities.members_imported", by, community, after={"added": len(fresh)})
    return len(fresh), len(wanted) - len(fresh)


def _close_what_waited(community: Community, people: list[Person]) -> None:
    now = clock.now()
    for start in range(0, len(people), CHUNK):
        some = {"community": community, "person__in": people[start : start + CHUNK]}
        Departure.objects.filter(**some).delete()
        JoinRequest.objects.filter(**some, decided_at=None).update(is_accepted=True, decided_at=now)
        Invitation.objects.filter(**some, answered_at=None).update(is_accepted=True, answered_at=now)
