"""What only one viewer knows of an opened thread: their marks, and where the unread comments begin."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min

from activity.feed import rows
from activity.models import Comment, Thread
from people.models import Person


@dataclass(frozen=True)
class Opened:
    """The viewer's state of one thread; `first` is the first unread comment, 0 if there is none."""

    state: dict[str, Any]
    first: int = 0
    count: int = 0


def opened(viewer: Person, thread: Thread) -> Opened:
    """Return the viewer's marks of a thread; comments are unread only in a thread that was read before."""
    row: Any = rows.dressed(viewer, Thread.objects.filter(pk=thread.pk)).get()
    state = rows.state_of(viewer, [row])
    if not row.news:
        return Opened(state)
    fresh = Comment.objects.public().filter(
        thread=thread, pk__gt=row.read_from, created_at__gt=rows.floor(viewer)
    )
    found = fresh.exclude(author=viewer).aggregate(first=Min("pk"), count=Count("pk"))
    return Opened(state, found["first"] or 0, found["count"])
