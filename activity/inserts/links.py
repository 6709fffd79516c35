"""The piece of a link to a thread of this site: a small card for whoever may see that thread, nothing for others."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from activity.inserts import register
from activity.kinds import links
from people.models import Person


@register("thread")
def pieces(viewer: Person, keys: Sequence[int]) -> dict[int, str]:
    """Return small cards of the threads that the viewer may see."""
    return {
        pk: render_to_string("activity/_linked_thread.html", {"thread": thread})
        for pk, thread in links.targets(viewer, keys).items()
    }
