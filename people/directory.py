"""Read models of people: finding them, the reporting line, and following."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from people.models import Follow, HeldWords, OrgUnit, Person, PersonQuerySet, Site, fold

MAX_LINE = 12


def found(
    viewer: Person, words: str = "", *, department_id: int | None = None, site_id: int | None = None
) -> PersonQuerySet:
    """Return the people that the viewer may see and whose name, title or skills hold every word."""
    people = Person.objects.visible_to(viewer)
    for word in fold(words).split()[:8]:
        people = people.filter(search_text__contains=word)
    if department_id:
        people = people.filter(department_id=department_id)
    if site_id:
        people = people.filter(site_id=site_id)
    is_followed = Exists(Follow.objects.filter(follower=viewer, followed=OuterRef("pk")))
    chosen: PersonQuerySet = people.select_related("department", "unit", "site").annotate(
        is_followed=is_followed
    )
    return chosen


def named(viewer: Person, beginning: str, limit: int = 8) -> list[Person]:
    """Return people for a type-ahead: whose name or any part of it begins so."""
    start = fold(beginning).strip()
    if not start:
        return []
    condition = (
        Q(sort_name__startswith=start) | Q(sort_name__contains=f" {start}") | Q(username__startswith=start)
    )
    people = Person.objects.visible_to(viewer).filter(condition)
    return list(people.select_related("department").by_name()[:limit])


@dataclass(frozen=True)
class Line:
    """A person's place: the line above (top first), and those who report directly."""

    above: list[Person]
    reports: list[Person]


def line_of(viewer: Person, person: Person) -> Line:
    """Return the reporting line that the viewer may see."""
    above: list[Person] = []
    boss = person.reports_to
    while boss is not None and boss not in above and boss != person and len(above) < MAX_LINE:
        above.append(boss)
        boss = boss.reports_to
    seen = set(
        Person.objects.visible_to(viewer).filter(pk__in=[b.pk for b in above]).values_list("pk", flat=True)
    )
    reports = (
        Person.objects.visible_to(viewer).filter(reports_to=person).select_related("department").by_name()
    )
    return Line([b for b in reversed(above) if b.pk in seen], list(reports[:100]))


def departments() -> list[OrgUnit]:
    """Return every department that has people."""
    return list(
        OrgUnit.objects.filter(kind=OrgUnit.Kind.DEPARTMENT, department_people__isnull=False)
        .distinct()
        .order_by("name")
    )


def sites() -> list[Site]:
    """Return every site."""
    return list(Site.objects.order_by("name"))


def units(viewer: Person) -> QuerySet[OrgUnit]:
    """Return the org tree; a guest sees only the units of people whom they may see."""
    if not viewer.is_external:
        return OrgUnit.objects.all()
    seen = Person.objects.visible_to(viewer)
    return OrgUnit.objects.filter(Q(pk__in=seen.values("unit")) | Q(pk__in=seen.values("department")))


@dataclass(frozen=True)
class Place:
    """A unit as a viewer sees it: the units above (top first), and those below with their headcount."""

    unit: OrgUnit | None
    above: list[OrgUnit]
    below: list[tuple[OrgUnit, int]]


def place(viewer: Person, pk: int | None) -> Place | None:
    """Return a unit in its tree, the top without a number; None where the viewer sees no such unit."""
    seen = {unit.pk: unit for unit in units(viewer).order_by("name")}
    if pk is not None and pk not in seen:
        return None
    counts = headcounts(viewer)
    below = [u for u in seen.values() if (u.parent_id if u.parent_id in seen else None) == pk and u.pk != pk]
    above: list[OrgUnit] = []
    here = seen[pk].parent_id if pk is not None else None
    while here in seen and seen[here] not in above:
        above.insert(0, seen[here])
        here = seen[here].parent_id
    return Place(seen[pk] if pk is not None else None, above, [(unit, counts[unit.pk]) for unit in below])


def headcounts(viewer: Person) -> Counter[int]:
    """Return how many people that the viewer may see are in each unit or anywhere below it."""
    parents: dict[int, int | None] = dict(OrgUnit.objects.values_list("pk", "parent_id"))
    people = Person.objects.visible_to(viewer).exclude(unit=None)
    counts: Counter[int] = Counter()
    for start, number in people.order_by().values_list("unit").annotate(number=Count("pk", distinct=True)):
        line, unit = set[int](), start
        while unit is not None and unit not in line:
            line.add(unit)
            unit = parents.get(unit)
        counts.update(dict.fromkeys(line, number))
    return counts


def sites_of(viewer: Person) -> QuerySet[Site]:
    """Return the sites; a guest sees only those of people whom they may see."""
    seen = Person.objects.visible_to(viewer).values("site")
    return Site.objects.filter(pk__in=seen) if viewer.is_external else Site.objects.all()


def is_following(person: Person, other: Person) -> bool:
    """Whether the person follows the other."""
    return Follow.objects.filter(follower=person, followed=other).exists()


def held_words(viewer: Person, person: Person) -> dict[str, str]:
    """Return what moderators hold back of a profile, to the person whose it is and to nobody else."""
    if viewer.pk != person.pk:
        return {}
    found: dict[str, str] | None = (
        HeldWords.objects.filter(person=person).values_list("words", flat=True).first()
    )
    return found or {}
