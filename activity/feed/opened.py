"""What only one viewer knows of an opened thread: their marks, and where the unread comments begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Subquery

from activity.feed import rows
from activity.models import Bookmark, Comment, Reaction, Thread
from people.models import Person


@dataclass(frozen=True)
class Opened:
    """The viewer's state of one thread.

    `first` is the first unread comment, `newest` the last of all, 0 if there is none; `has_held`: own ones wait.
    """

    state: dict[str, Any]
    first: int = 0
    count: int = 0
    newest: int = 0
    has_held: bool = False


def opened(viewer: Person, thread: Thread) -> Opened:
    """Return the viewer's marks of a thread; comments are unread only in a thread that was read before."""
    fresh = (
        Comment.objects.public()
        .filter(thread=OuterRef("pk"), pk__gt=OuterRef("read_from"), created_at__gt=rows.floor(viewer))
        .exclude(author=viewer)
    )
    first = Subquery(fresh.order_by("pk").values("pk")[:1])
    last = Comment.objects.filter(thread=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    asked = rows.dressed(viewer, Thread.objects.filter(pk=thread.pk))
    held = Comment.objects.filter(
        thread=OuterRef("pk"), author=viewer, removed_at=None, held_at__isnull=False
    )
    row: Any = asked.annotate(first=first, newest=Subquery(last), has_held=Exists(held)).get()
    return Opened(rows.state_of(viewer, [row]), row.first or 0, row.news, row.newest or 0, row.has_held)


def comment_marks(viewer: Person, comment_ids: Iterable[int]) -> dict[str, Any]:
    """Return the viewer's own signs on these comments, and which of them they keep."""
    sign = Reaction.objects.filter(person=viewer, comment=OuterRef("pk")).values("kind")[:1]
    is_kept = Exists(Bookmark.objects.filter(person=viewer, comment=OuterRef("pk")))
    asked = Comment.objects.filter(pk__in=list(comment_ids))
    marks = list(asked.values_list("pk", Subquery(sign), is_kept))
    return {
        "reacted_comments": {str(pk): kind for pk, kind, _kept in marks if kind},
        "kept_comments": [pk for pk, _kind, kept in marks if kept],
    }
