"""Dressing a page of threads for its viewer: their signs, marks and what is new; and folding what was shared twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from activity.models import Bookmark, Comment, Mention, Reaction, Reading, Tagging, Thread, Watch
from communities.models import Community
from esn.kit import clock, pages
from people.models import Person

PAGE = 20
# Nothing older than this is counted as unread.
CUT_OFF = timedelta(days=60)


@dataclass(frozen=True)
class Stream:
    """One page of threads, the cursor of the next, what the viewer did with them, and what was folded into them."""

    threads: Sequence[Thread]
    next: str = ""
    state: dict[str, Any] = field(default_factory=dict)
    also: dict[int, list[Community]] = field(default_factory=dict)
    newest: str = ""


def floor(viewer: Person) -> datetime:
    """Return the moment before which nothing counts as unread for the viewer."""
    oldest = clock.now() - CUT_OFF
    return max(oldest, viewer.caught_up_at) if viewer.caught_up_at else oldest


def dressed(viewer: Person, threads: QuerySet[Thread], since: datetime | None = None) -> QuerySet[Thread]:
    """Give threads what only this viewer knows of them.

    `own_sign`, `is_kept`, `watch`, `read_to` (None: never read), `is_marked` (marked unread), and `news`: how many
    comments by others came after `read_to`. With `since`, threads never read count from then on.
    """
    own_reading = Reading.objects.filter(person=viewer, thread=OuterRef("pk"))
    opening = {"person": viewer, "thread": OuterRef("pk"), "comment": None}
    read_to: Any = Subquery(own_reading.values("last_comment_id")[:1])
    fresh = (
        Comment.objects.public()
        .filter(thread=OuterRef("pk"), created_at__gt=since or floor(viewer))
        .filter(pk__gt=OuterRef("read_from"))
        .exclude(author=viewer)
    )
    # Without a reading nothing is after it, unless everything since a moment is asked for.
    never = Value(0) if since else Value(2**62)
    return threads.annotate(
        own_sign=Subquery(Reaction.objects.filter(**opening).values("kind")[:1]),
        is_kept=Exists(Bookmark.objects.filter(**opening)),
        watch=Subquery(Watch.objects.filter(person=viewer, thread=OuterRef("pk")).values("level")[:1]),
        read_to=read_to,
        read_at=Subquery(own_reading.values("at")[:1]),
        read_from=Coalesce(read_to, never),
        is_marked=Subquery(own_reading.values("is_unread")[:1]),
        news=counted(fresh),
    )


def counted(rows: QuerySet[Any], what: Any = None) -> Coalesce:
    """Return how many of the rows belong to the outer thread."""
    grouped = rows.order_by().values("thread").annotate(n=what or Count("pk")).values("n")
    return Coalesce(Subquery(grouped[:1]), 0, output_field=IntegerField())


def with_talk(viewer: Person, threads: QuerySet[Thread]) -> QuerySet[Thread]:
    """Add what the ranking asks besides.

    `answerers`: how many other people commented; `is_mentioned`; `known_tag`: a tag that is one of the viewer's skills.
    """
    others = Comment.objects.public().filter(thread=OuterRef("pk")).exclude(author=OuterRef("starter"))
    skills = [skill.casefold() for skill in viewer.skill_list]
    known = Tagging.objects.filter(thread=OuterRef("pk"), tag__name__in=skills).values("tag__name")
    return threads.annotate(
        answerers=counted(others, Count("author", distinct=True)),
        is_mentioned=Exists(Mention.objects.filter(thread=OuterRef("pk"), person=viewer)),
        known_tag=Subquery(known[:1]) if skills else Value(""),
    )


def is_unread(viewer: Person, row: Any) -> bool:
    """Whether a dressed thread is to be shown as new: marked so, or begun since the last visit and never read."""
    if row.is_marked:
        return True
    if row.read_to is not None or row.starter_id == viewer.pk or viewer.left_at is None:
        return False
    return bool(row.created_at > max(viewer.left_at, floor(viewer)))


def state_of(viewer: Person, rows: Iterable[Any]) -> dict[str, Any]:
    """Return what the page says beside viewer-neutral cards: signs, marks, and what is new, by thread."""
    rows = list(rows)
    return {
        "me": viewer.pk,
        "reacted": {str(row.pk): row.own_sign for row in rows if row.own_sign},
        "kept": [row.pk for row in rows if row.is_kept],
        "watch": {str(row.pk): row.watch for row in rows if row.watch},
        "news": {str(row.pk): row.news for row in rows if row.news},
        "unread": [row.pk for row in rows if is_unread(viewer, row)],
    }


def stream(viewer: Person, threads: QuerySet[Thread], more: str = "") -> Stream:
    """Return a page of these threads, newest first."""
    rows = list(dressed(viewer, threads).newest_first())  # type: ignore[attr-defined]
    return of_rows(viewer, rows, more, newest=cursor_of(rows[0]) if rows else "")


def of_rows(viewer: Person, rows: list[Thread], more: str, newest: str) -> Stream:
    """Return a page of dressed rows in their order, each discussion shown once."""
    shown, also = folded(rows)
    return Stream(shown, more, state_of(viewer, shown), also, newest)


def cursor_of(row: Thread) -> str:
    """Return the cursor that stands at a thread."""
    return pages.encode([row.created_at, row.pk])


def folded(rows: Sequence[Thread]) -> tuple[list[Thread], dict[int, list[Community]]]:
    """Show a thread and its shares once: the original if it is here; and say where else the viewer could meet it."""
    groups: dict[int, list[Thread]] = defaultdict(list)
    for row in rows:
        groups[row.shared_from_id or row.pk].append(row)
    shown, elsewhere = [], {}
    for origin, group in groups.items():
        best = next((row for row in group if row.pk == origin), group[0])
        shown.append(best)
        if places := {row.community_id for row in group} - {best.community_id}:
            elsewhere[best.pk] = places
    names = Community.objects.in_bulk(set().union(*elsewhere.values())) if elsewhere else {}
    return shown, {pk: [names[place] for place in sorted(places)] for pk, places in elsewhere.items()}
