"""What a share shows of the thread that it carries, for one viewer: all of it, its opening alone, or nothing.

The opening is shown to whoever may see the origin, and to readers of the share if the origin's author lets it travel
anywhere. The way to the thread and to its comments is shown only to those who may see the origin itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.template.loader import render_to_string

from activity.models import Thread
from communities.models import Community
from people.models import Person


@dataclass(frozen=True)
class Embed:
    """The origin as far as the viewer may see it; None when it may not be shown at all."""

    origin: Thread | None
    is_readable: bool = False
    community: Community | None = None


def of_shares(viewer: Person, share_ids: Iterable[int]) -> dict[int, Embed]:
    """Return for each share, of those that the viewer sees anyway, what it shows of its origin."""
    pairs = dict(Thread.objects.filter(pk__in=list(share_ids)).values_list("pk", "shared_from_id"))
    wanted = {origin_id for origin_id in pairs.values() if origin_id}
    readable = Thread.objects.visible_to(viewer).filter(pk__in=wanted).for_display().in_bulk()
    beyond = Thread.objects.public().filter(pk__in=wanted - set(readable), sharing=Thread.Sharing.ANYONE)
    travelling = beyond.for_display().in_bulk()
    known = _known_places(viewer, [thread.community_id for thread in travelling.values()])
    found = {}
    for share_id, origin_id in pairs.items():
        origin = readable.get(origin_id or 0) or travelling.get(origin_id or 0)
        place = None if origin is None else known.get(origin.community_id)
        is_readable = origin_id in readable
        found[share_id] = Embed(origin, is_readable, origin.community if origin and is_readable else place)
    return found


def _known_places(viewer: Person, ids: list[int]) -> dict[int, Community]:
    return Community.objects.visible_to(viewer).in_bulk(ids) if ids else {}


def pieces(viewer: Person, share_ids: Iterable[int]) -> dict[int, str]:
    """Return the finished piece of each share, for the places that the cards left open."""
    return {
        share_id: render_to_string("activity/_embed.html", {"embed": embed})
        for share_id, embed in of_shares(viewer, share_ids).items()
    }
