"""Who may find what: the documents' side of the one rule of sight.

Things of a community are seen by whoever may read it (`Community.readable_by`, asked now, never stored); people and
communities by their own rules. What is shown in the end is asked of its source once more.
"""

from django.db.models import Q

from communities.models import Community
from esn.search.models import Document, DocumentQuerySet
from esn.search.sources import SOURCES
from people.models import Person


def visible_to(viewer: Person) -> DocumentQuerySet:
    """Return the documents that the viewer may know of; what is hidden takes no part in any count or order."""
    readable = Community.objects.readable_by(viewer).values("pk")
    seen = Q(kind__in=_inside(), community_id__in=readable)
    for kind, source in SOURCES.items():
        if not source.is_by_community:
            seen |= Q(kind=kind, object_id__in=source.visible_to(viewer).values("pk"))
    return Document.objects.shown().filter(seen)


def told_by(viewer: Person) -> DocumentQuerySet:
    """Return those of them that stand in communities.

    The communities are named one by one: where somebody sees few, the database goes to these instead of through everything.
    """
    readable = list(Community.objects.readable_by(viewer).values_list("pk", flat=True))
    return Document.objects.shown().unnamed().filter(kind__in=_inside(), community_id__in=readable)


def _inside() -> list[str]:
    return [kind for kind, source in SOURCES.items() if source.is_by_community]
