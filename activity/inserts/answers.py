"""The piece of an announcement that must be read: the button to confirm, and for who made it how far it has come."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from activity.inserts import register
from activity.kinds import announcements
from people.models import Person


@register("must_read")
def pieces(viewer: Person, keys: Sequence[int]) -> dict[int, str]:
    """Return what each asks of the viewer."""
    return {
        pk: render_to_string("activity/_must_read.html", {"asked": asked})
        for pk, asked in announcements.asked(viewer, keys).items()
    }
