"""What somebody missed: what is unread since a moment, one row a thread; bounded work however long they were away."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce

from activity.feed import rows
from activity.feed.pull import Reach, joined, newest, since, unmuted
from activity.models import Comment, Reading, Thread, Watch
from esn.kit import clock
from people.models import Person

# So many of the latest threads are looked at, and shown.
MOST_READ, MOST_SHOWN = 200, 100
WEEK = timedelta(days=7)
NAMED = 3


@dataclass
class Missed:
    """One thread with what is unread in it: its opening, or so many comments by these people."""

    thread: Thread
    is_new: bool
    count: int
    names: list[str] = field(default_factory=list)
    first: int = 0

    @property
    def more(self) -> int:
        """How many people are not named."""
        return max(len(self.names) - NAMED, 0)

    @property
    def named(self) -> str:
        """The first few names."""
        return ", ".join(self.names[:NAMED])


@dataclass(frozen=True)
class CatchUp:
    """What was missed between two moments: what concerns the viewer, and the rest; whether there was more."""

    since: datetime
    until: datetime
    yours: list[Missed]
    others: list[Missed]
    is_cut: bool = False


def since_when(viewer: Person, asked: str = "") -> datetime:
    """Return where a catch-up begins: the end of the last visit, a week ago, or as far as anything is kept unread."""
    now = clock.now()
    moments = {"week": now - WEEK, "all": now - rows.CUT_OFF}
    begin = moments.get(asked) or viewer.left_at or now - WEEK
    return max(begin, rows.floor(viewer))


def missed(viewer: Person, begin: datetime) -> CatchUp:
    """Return what the viewer has not read since a moment, freshest first."""
    now = clock.now()
    where = unmuted(viewer) & since(begin, "last_activity_at")
    reach = Reach(MOST_READ, where, by="last_activity_at")
    found = [pk for _at, pk in newest("community_id", list(joined(viewer)), reach)]
    watched = Watch.objects.filter(
        person=viewer, level=Watch.Level.FOLLOWING, thread__last_activity_at__gte=begin
    )
    found += watched.order_by("-thread").values_list("thread_id", flat=True)[:MOST_READ]
    visible = Thread.objects.visible_to(viewer).for_display().filter(pk__in=found, held_at=None)
    threads = rows.with_talk(viewer, rows.dressed(viewer, visible, since=begin))
    latest = threads.order_by("-last_activity_at", "-pk")
    unread = [row for row in latest if _is_unread(viewer, row, begin)]
    shown = [_missed(viewer, row, begin) for row in unread[:MOST_SHOWN]]
    _name(viewer, shown, begin)
    yours = [one for one in shown if _concerns(one.thread)]
    others = [one for one in shown if not _concerns(one.thread)]
    return CatchUp(begin, now, yours, others, len(unread) > MOST_SHOWN)


def _is_unread(viewer: Person, row: Any, begin: datetime) -> bool:
    return bool(row.news or row.is_marked or _is_new(viewer, row, begin))


def _is_new(viewer: Person, row: Any, begin: datetime) -> bool:
    return row.read_to is None and row.starter_id != viewer.pk and bool(row.created_at >= begin)


def _missed(viewer: Person, row: Any, begin: datetime) -> Missed:
    return Missed(row, _is_new(viewer, row, begin), row.news)


def _concerns(row: Any) -> bool:
    return bool(row.watch == Watch.Level.FOLLOWING or row.is_mentioned)


def _name(viewer: Person, shown: Iterable[Missed], begin: datetime) -> None:
    """Say who wrote the unread comments, and which is the first of them."""
    by_thread = {one.thread.pk: one for one in shown if one.count}
    read = Reading.objects.filter(person=viewer, thread=OuterRef("thread")).values("last_comment_id")[:1]
    fresh = (
        Comment.objects.public()
        .filter(thread__in=by_thread, created_at__gt=begin)
        .exclude(author=viewer)
        .annotate(read_to=Coalesce(Subquery(read), 0))
        .filter(pk__gt=F("read_to"))
    )
    grouped = fresh.values("thread_id", "author__display_name").annotate(first=Min("pk"), n=Count("pk"))
    firsts: dict[int, list[int]] = defaultdict(list)
    for line in grouped.order_by("-n", "first"):
        by_thread[line["thread_id"]].names.append(line["author__display_name"])
        firsts[line["thread_id"]].append(line["first"])
    for pk, numbers in firsts.items():
        by_thread[pk].first = min(numbers)
