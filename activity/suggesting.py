"""What is offered while somebody types a name: people, communities and tags, only those that the writer may see."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from activity.models import Tag, Tagging, Thread
from communities.models import Community, Membership
from esn.kit import clock
from people.models import Follow, Person, PersonQuerySet, fold

PEOPLE, PLACES, TAGS = 8, 3, 8
# Ordering starts from these; among the first names of one letter nobody looks further.
CANDIDATES = 24
COUNTED = 1_000


@dataclass(frozen=True)
class Offer:
    """Something that can be put into the text: what is written, how it is called, and a note."""

    kind: str
    text: str
    name: str
    note: str = ""
    is_barred: bool = False


def people(writer: Person, beginning: str, community: Community | None = None) -> list[tuple[Person, bool]]:
    """Return people whose name begins so, or has a word that does, and whether each may read the community.

    Who may read it comes first; then those whom the writer follows; then by name.
    """
    start = fold(beginning).strip()
    if not start:
        return []
    visible = Person.objects.visible_to(writer).exclude(pk=writer.pk)
    found = _named(visible, start)
    readers = _readers(found, community)
    followed = set(
        Follow.objects.filter(follower=writer, followed__in=found).values_list("followed_id", flat=True)
    )
    found.sort(key=lambda person: (person.pk not in readers, person.pk not in followed))
    return [(person, person.pk in readers) for person in found[:PEOPLE]]


def _named(visible: PersonQuerySet, start: str) -> list[Person]:
    """Return the candidates: by the index first, and only if that gives too few by looking into every name."""
    first = Q(sort_name__startswith=start) | Q(username__startswith=start)
    rows = visible.select_related("department").by_name()
    found = list(rows.filter(first)[:CANDIDATES])
    if len(found) < PEOPLE:
        inside = rows.filter(sort_name__contains=f" {start}").exclude(pk__in=[person.pk for person in found])
        found += list(inside[: CANDIDATES - len(found)])
    return found


def _readers(found: list[Person], community: Community | None) -> set[int]:
    """Return who of these may read the community; without one, everybody."""
    if community is None:
        return {person.pk for person in found}
    members = Membership.objects.filter(community=community, person__in=found)
    readers = set(members.values_list("person_id", flat=True))
    if community.is_open:
        readers |= {person.pk for person in found if not person.is_external}
    return readers


def barred(writer: Person, names: Iterable[str], community: Community) -> list[Person]:
    """Return the people named in a text who may not read the community that it is for."""
    named = list(Person.objects.visible_to(writer).filter(username__in=list(names)[:50]))
    readers = _readers(named, community)
    return [person for person in named if person.pk not in readers]


def places(writer: Person, beginning: str) -> list[Community]:
    """Return communities that the writer may know of, whose name or a word of it begins so; joined ones first."""
    start = " ".join(beginning.split())
    if not start:
        return []
    is_like = Q(name__istartswith=start) | Q(name__icontains=f" {start}") | Q(slug__startswith=start.lower())
    found = list(Community.objects.visible_to(writer).filter(is_like).by_name()[:CANDIDATES])
    own = Membership.objects.filter(person=writer, community__in=found)
    joined = set(own.values_list("community_id", flat=True))
    return sorted(found, key=lambda place: place.pk not in joined)[:PLACES]


def tags(writer: Person, beginning: str) -> list[tuple[str, int]]:
    """Return tags that begin so with the number of threads that the writer may see; never one used only elsewhere."""
    start = beginning.casefold().strip()
    if not start:
        return []
    known = list(Tag.objects.filter(name__startswith=start).values_list("pk", flat=True)[:200])
    return [(name, number) for name, number in counted(writer, known)[:TAGS]]


def counted(writer: Person, tag_ids: list[int]) -> list[tuple[str, int]]:
    """Return tags with how many threads of the last year the writer may see, the most used first.

    Of very many only the latest are counted, and only among what the writer may read: others change nothing.
    """
    since = clock.now() - clock.YEAR
    # As numbers: the database would ask the rule again for each thread instead of walking back from the latest.
    places = list(Community.objects.readable_by(writer).values_list("pk", flat=True))
    rows = Tagging.objects.filter(
        tag__in=tag_ids, thread__community__in=places, thread__created_at__gte=since,
        thread__removed_at=None, thread__held_at=None,
    )  # fmt: skip
    latest = list(rows.order_by("-pk").values_list("tag__name", "thread")[:COUNTED])
    threads = Thread.objects.visible_to(writer).filter(pk__in={thread for _name, thread in latest})
    seen = set(threads.values_list("pk", flat=True))
    numbers = Counter(name for name, thread in latest if thread in seen)
    return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))


def offers(writer: Person, sign: str, word: str, community: Community | None) -> list[Offer]:
    """Return what may stand after a sign: people and communities after @, tags after #."""
    if sign == "#":
        return [Offer("tag", f"#{name}", f"#{name}", str(number)) for name, number in tags(writer, word)]
    found = [
        Offer("person", f"@{person.username}", person.display_name, _note(person), is_barred=not may_read)
        for person, may_read in people(writer, word, community)
    ]
    return found + _of_places(writer, places(writer, word))


def _note(person: Person) -> str:
    return person.title or (person.department.name if person.department else "")


def _of_places(writer: Person, found: list[Community]) -> list[Offer]:
    """Return communities as they are written: by their short name, or by the whole one where a person has it."""
    slugs = [place.slug for place in found]
    taken = set(
        Person.objects.visible_to(writer).filter(username__in=slugs).values_list("username", flat=True)
    )
    return [
        Offer(
            "place",
            f'@"{place.name}"' if place.slug in taken and '"' not in place.name else f"@{place.slug}",
            place.name,
            place.kind,
        )
        for place in found
    ]
