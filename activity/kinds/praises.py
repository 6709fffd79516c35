"""Praise: who is praised in which post, what somebody received, and whom one may praise."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from activity.models import Praised, Thread, ThreadQuerySet
from communities import browsing
from communities.models import Community
from people.models import Person, PersonQuerySet, fold

LATEST = 3


def people_of(praise_ids: Iterable[int]) -> dict[int, list[Person]]:
    """Return who is praised, by praise, in the order in which they were named."""
    found: dict[int, list[Person]] = defaultdict(list)
    rows = Praised.objects.filter(praise__in=list(praise_ids)).select_related("person__department")
    for row in rows.order_by("pk"):
        found[row.praise_id].append(row.person)
    return found


def received(viewer: Person, person: Person) -> ThreadQuerySet:
    """Return the threads in which a person is praised, as far as the viewer may see them."""
    return Thread.objects.visible_to(viewer).filter(
        held_at=None, post__praise__praised__person=person, post__kind="praise"
    )


def latest(viewer: Person, person: Person) -> list[Thread]:
    """Return the newest praise for a profile."""
    rows = received(viewer, person).for_display().newest_first()
    return list(rows[:LATEST])


def candidates(writer: Person, community: Community) -> PersonQuerySet:
    """Return whom the writer may praise there: people whom they may see and who can read it, but not themselves."""
    seen = Person.objects.visible_to(writer).order_by().values("pk")
    return browsing.readers(community).filter(pk__in=seen).exclude(pk=writer.pk)


def named(writer: Person, community: Community, beginning: str, limit: int = 8) -> list[Person]:
    """Return candidates whose name, or any part of it, begins so."""
    start = fold(beginning).strip()
    if not start:
        return []
    begins = Q(sort_name__startswith=start) | Q(sort_name__contains=f" {start}")
    begins |= Q(username__startswith=start)
    return list(candidates(writer, community).filter(begins).select_related("department").by_name()[:limit])
