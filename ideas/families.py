"""Ideas that became one: whose support counts for which, without a row being moved.

A merged idea points at the one it went into (`canonical`). Its supports and ballot lines stay where they are, and every
count follows the pointer; taking the pointer away therefore restores everything exactly.
"""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet

from ideas.models import Idea, Merge, MergeObjection, Support
from people.models import Person


def roots_of(challenge_id: int) -> dict[int, int]:
    """Return for each merged idea of a challenge the idea that stands for it at the end of the chain."""
    into: dict[int, int] = dict(
        Idea.objects.filter(challenge=challenge_id, canonical__isnull=False).values_list("pk", "canonical_id")
    )
    return {pk: root(pk, into) for pk in into}


def root(pk: int, into: Mapping[int, int]) -> int:
    """Follow the chain to its end."""
    seen = {pk}
    while pk in into and into[pk] not in seen:
        pk = into[pk]
        seen.add(pk)
    return pk


def family_of(idea: Idea) -> list[int]:
    """Return the idea and all that went into it, directly or on the way."""
    found, fresh = [idea.pk], [idea.pk]
    while fresh:
        fresh = list(Idea.objects.filter(canonical__in=fresh).values_list("pk", flat=True))
        found += fresh
    return found


def counted(supports: QuerySet[Support]) -> QuerySet[Support]:
    """Leave out support that its giver does not want to count for the other idea."""
    objections = MergeObjection.objects.filter(
        person=OuterRef("person"), merge__source=OuterRef("idea"), merge__undone_at=None
    )
    return supports.exclude(Exists(objections))


def supporters_of(idea: Idea) -> QuerySet[Support, int]:
    """Return the numbers of everybody who supports the idea, or one that went into it; each once."""
    rows = Support.objects.filter(idea__in=family_of(idea))
    own = Q(idea=idea)
    return rows.filter(own | Q(pk__in=counted(rows).values("pk"))).values_list("person", flat=True).distinct()


def recount_support(idea: Idea) -> int:
    """Count the supporters of an idea anew and keep the number."""
    number = supporters_of(idea).count()
    Idea.objects.filter(pk=idea.pk).update(support_count=number)
    return number


def merges_with(idea: Idea, person: Person) -> list[int]:
    """Return the merges by which the person's support came to the idea."""
    others = [pk for pk in family_of(idea) if pk != idea.pk]
    given = Support.objects.filter(idea__in=others, person=person).values("idea")
    objected = MergeObjection.objects.filter(person=person).values("merge")
    merges = Merge.objects.filter(source__in=given, undone_at=None).exclude(pk__in=objected)
    return list(merges.values_list("pk", flat=True))


def drifted(counts: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return those of (idea, kept, rows) whose kept count is wrong, following merges."""
    merged = set(Idea.objects.exclude(merged_ideas=None).values_list("pk", flat=True))
    found = []
    for pk, kept, rows in counts:
        now = supporters_of(Idea(pk=pk)).count() if pk in merged else rows
        if kept != now:
            found.append((pk, kept, now))
    return found
