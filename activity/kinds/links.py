"""Links below posts: threads of this site as their readers may see them, and the pictures of pages elsewhere."""

from collections.abc import Iterable

from activity.models import LinkCard, LinkImage, Thread
from people.models import Person


def targets(viewer: Person, ids: Iterable[int]) -> dict[int, Thread]:
    """Return the linked threads that the viewer may see, by id."""
    rows = Thread.objects.visible_to(viewer).filter(pk__in=list(ids), held_at=None)
    return {row.pk: row for row in rows.select_related("community", "starter", "post")}


def image(viewer: Person, card_id: int) -> bytes | None:
    """Return the picture of a card below a post that the viewer may see."""
    seen = LinkCard.objects.visible_to(viewer).ready().filter(pk=card_id)
    content = LinkImage.objects.filter(card__in=seen.values("pk")).values_list("content", flat=True).first()
    return bytes(content) if content is not None else None
