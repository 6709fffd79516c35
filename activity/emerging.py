"""Words that many people use and that no community is about yet: a tag asks to become a place."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db.models import Count
from django.utils.text import slugify

from activity.models import Tagging, Thread
from communities.models import Community, DismissedSuggestion, Topic
from communities.policies import may_found
from esn.kit import clock
from people.models import Person

PERIOD = timedelta(days=28)
# As many different people must have used a word, in threads that the viewer may read.
ENOUGH = 5
LOOKED_AT = 40
LIFETIME = 900


@dataclass(frozen=True)
class Emerging:
    """A word and how many people used it lately."""

    name: str
    people: int


def tags(viewer: Person, limit: int = 3) -> list[Emerging]:
    """Return the words of which the viewer might make a community, the most used first."""
    if not may_found(viewer):
        return []
    used = cache.get_or_set(f"emerging:{viewer.pk}", lambda: _used(viewer), LIFETIME) or []
    if not used:
        return []
    taken = _taken(viewer, [name for name, _people in used])
    return [Emerging(name, people) for name, people in used if name not in taken][:limit]


def _used(viewer: Person) -> list[tuple[str, int]]:
    """Return (word, people) of threads that the viewer may read; what is held back counts for nobody."""
    seen = Thread.objects.visible_to(viewer).public().filter(created_at__gte=clock.now() - PERIOD)
    rows = Tagging.objects.filter(thread__in=seen.order_by().values("pk")).values_list("tag__name")
    counted = rows.annotate(people=Count("thread__starter", distinct=True)).filter(people__gte=ENOUGH)
    return list(counted.order_by("-people", "tag__name")[:LOOKED_AT])


def _taken(viewer: Person, names: list[str]) -> set[str]:
    """Return the words that a community the viewer knows of is about, or that they put away."""
    known = Community.objects.visible_to(viewer)
    about = set(
        Topic.objects.filter(community__in=known.values("pk"), name__in=names).values_list("name", flat=True)
    )
    away = DismissedSuggestion.objects.filter(person=viewer, name__in=names).values_list("name", flat=True)
    called = {slugify(name) for name in known.values_list("name", flat=True)}
    return about | set(away) | {name for name in names if slugify(name) in called}
