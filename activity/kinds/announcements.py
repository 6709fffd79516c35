"""Announcements that must be read: whom they ask, who has read them, and what waits for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery

from activity import policies
from activity.models import Acknowledgement, MustRead, Thread
from communities import browsing
from communities.models import Community
from communities.policies import is_member
from esn.kit import clock
from people.models import Person, PersonQuerySet, fold

ONCE_IN = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What an announcement asks of one viewer."""

    must_read: MustRead
    read_at: datetime | None
    is_asked: bool
    may_follow_up: bool

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed."""
        return self.must_read.due_on is not None and self.must_read.due_on < clock.today()


@dataclass(frozen=True)
class Progress:
    """How many of those asked have read it."""

    read: int
    total: int

    @property
    def waiting(self) -> int:
        """How many have not."""
        return self.total - self.read

    @property
    def percent(self) -> int:
        """The share that has, rounded down: all means all."""
        return 100 * self.read // self.total if self.total else 100


def asked(viewer: Person, ids: Iterable[int]) -> dict[int, Asked]:
    """Return what these ask of the viewer, by id; the caller has made sure that they may see them."""
    own = Acknowledgement.objects.filter(must_read=OuterRef("pk"), person=viewer).values("at")
    rows = MustRead.objects.filter(pk__in=list(ids)).select_related("post__thread__community")
    read_at = Subquery(own, output_field=DateTimeField())
    return {row.pk: _asked(viewer, row) for row in rows.annotate(read_at=read_at)}


def _asked(viewer: Person, row: MustRead) -> Asked:
    read_at: datetime | None = row.read_at  # type: ignore[attr-defined]
    may_follow_up = policies.may_follow_up(viewer, row.post)
    return Asked(row, read_at, is_asked(viewer, row), may_follow_up)


def is_asked(person: Person, row: MustRead) -> bool:
    """Whether the announcement is for this person, who may see it; its author has written it."""
    is_reader = row.audience == MustRead.Audience.READERS
    is_for = is_reader or is_member(person, row.post.thread.community)
    return is_for and row.post.author_id != person.pk


def audience(row: MustRead) -> PersonQuerySet:
    """Return whom it asks, as of now."""
    community = row.post.thread.community
    is_wide = row.audience == MustRead.Audience.READERS
    people = browsing.readers(community) if is_wide else browsing.belonging(community)
    return people.exclude(pk=row.post.author_id)


def progress(row: MustRead) -> Progress:
    """Return how far it has come."""
    people = audience(row)
    read = Acknowledgement.objects.filter(must_read=row, person__in=people.order_by().values("pk"))
    return Progress(read.count(), people.count())


def readers(
    viewer: Person, row: MustRead, words: str = "", *, has_read: bool | None = False
) -> QuerySet[Person]:
    """Return whom it asks, as far as the viewer may see them, with `read_at`; all when `has_read` is None."""
    own = Acknowledgement.objects.filter(must_read=row, person=OuterRef("pk"))
    people = audience(row).filter(pk__in=Person.objects.visible_to(viewer).order_by().values("pk"))
    for word in fold(words).split()[:8]:
        people = people.filter(search_text__contains=word)
    if has_read is not None:
        people = people.filter(Exists(own) if has_read else ~Exists(own))
    read_at = Subquery(own.values("at"), output_field=DateTimeField())
    return people.select_related("department").annotate(read_at=read_at)


def waiting(viewer: Person, limit: int = 3) -> list[MustRead]:
    """Return what the viewer is asked to read and has not, the most urgent first."""
    own = Acknowledgement.objects.filter(must_read=OuterRef("pk"), person=viewer)
    joined = Community.objects.joined_by(viewer).values("pk")
    is_for = Q(audience=MustRead.Audience.READERS) | Q(post__thread__community__in=joined)
    standing = Thread.objects.visible_to(viewer).public().values("pk")
    rows = MustRead.objects.filter(is_for, ~Exists(own), post__thread__in=standing)
    rows = rows.exclude(post__author=viewer).select_related("post__thread__community")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "-pk")[:limit])


def may_remind(row: MustRead) -> bool:
    """Whether a day has passed since the last reminder."""
    return row.reminded_at is None or clock.now() - row.reminded_at >= ONCE_IN
