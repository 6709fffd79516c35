"""How a community does, for those who run it: whether people come, write and are answered; see docs/communities.md.

Only what everybody there can see is counted, never who read what.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from django.core.cache import cache
from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import TruncWeek

from activity.models import Comment, Mention, Reaction, Thread
from communities.models import Community, Membership
from esn.kit import clock

PERIODS = (30, 90, 365)
# An answer counts if it came within so many days, as in the measure of the whole company (M-31).
ANSWERED_WITHIN = timedelta(days=28)
NEW_FOR = timedelta(days=30)
MOST_THREADS, MOST_NEWCOMERS, SHOWN = 5000, 200, 10
LIFETIME = 300
QUIET = timedelta(days=14)


@dataclass(frozen=True)
class Numbers:
    """The figures of one period."""

    members: int = 0
    joined: int = 0
    active: int = 0
    contributors: int = 0
    threads: int = 0
    answered: int = 0
    median_hours: float | None = None
    # Contributions of each week, the oldest first.
    weeks: list[tuple[datetime, int]] = field(default_factory=list)

    @property
    def response_rate(self) -> float | None:
        """The share of threads that somebody else answered or reacted to."""
        return self.answered / self.threads if self.threads else None


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: questions, and newcomers."""

    question_count: int
    questions: Sequence[Thread]
    unanswered_newcomers: Sequence[Thread]
    ungreeted: Sequence[Membership]
    last_thread_at: datetime | None
    owners: int

    @property
    def is_quiet(self) -> bool:
        """Whether nobody started anything for two weeks."""
        return self.last_thread_at is None or self.last_thread_at < clock.now() - QUIET


def numbers(community: Community, days: int) -> Numbers:
    """Return the figures of the last days; kept for five minutes."""
    key = f"health:{community.pk}:{days}"
    kept: Numbers | None = cache.get(key)
    if kept is None:
        kept = _numbers(community, clock.now() - timedelta(days=days))
        cache.set(key, kept, LIFETIME)
    return kept


def _numbers(community: Community, since: datetime) -> Numbers:
    inside = Membership.objects.current().filter(community=community, person__is_active=True)
    counts = inside.aggregate(
        members=Count("pk"),
        joined=Count("pk", filter=Q(since_at__gte=since)),
        active=Count("pk", filter=Q(last_active_at__gte=since, last_active_at__gt=F("since_at"))),
    )
    threads = _threads(community).filter(created_at__gte=since)
    rows = list(threads.order_by("-created_at").values_list("pk", "created_at")[:MOST_THREADS])
    comments = Comment.objects.public().filter(
        thread__community=community, thread__removed_at=None, created_at__gte=since
    )
    waits = _waits(dict(rows))
    writers = set(threads.order_by().values_list("starter_id", flat=True).distinct())
    writers |= set(comments.order_by().values_list("author_id", flat=True).distinct())
    return Numbers(
        **counts,
        contributors=len(writers),
        threads=len(rows),
        answered=len(waits.keys() | _reacted(dict(rows))),
        median_hours=median(waits.values()) if waits else None,
        weeks=_weeks(threads, comments),
    )


def _threads(community: Community) -> QuerySet[Thread]:
    return Thread.objects.public().filter(community=community)


def _waits(started: dict[int, datetime]) -> dict[int, float]:
    """Return how many hours each thread waited for the first answer by somebody else, as far as one came in time."""
    found: dict[int, float] = {}
    keys = list(started)
    for start in range(0, len(keys), 500):
        others = Comment.objects.public().filter(thread__in=keys[start : start + 500])
        first = others.exclude(author=F("thread__starter")).order_by().values_list("thread_id")
        for pk, at in first.annotate(at=Min("created_at")):
            if at - started[pk] <= ANSWERED_WITHIN:
                found[pk] = (at - started[pk]).total_seconds() / 3600
    return found


def _reacted(started: dict[int, datetime]) -> set[int]:
    found: set[int] = set()
    keys = list(started)
    for start in range(0, len(keys), 500):
        rows = Reaction.objects.filter(comment=None, thread__in=keys[start : start + 500])
        by_others = rows.exclude(person=F("thread__starter")).values_list("thread_id", "at")
        found |= {pk for pk, at in by_others if at - started[pk] <= ANSWERED_WITHIN}
    return found


def _weeks(threads: QuerySet[Thread], comments: QuerySet[Comment]) -> list[tuple[datetime, int]]:
    """Return how many threads and answers each week brought, with the empty weeks between."""
    counted: Counter[datetime] = Counter()
    for rows in (threads, comments):
        weekly = rows.order_by().annotate(week=TruncWeek("created_at")).values_list("week")
        counted.update(dict(weekly.annotate(number=Count("pk"))))
    if not counted:
        return []
    week, last, found = min(counted), max(counted), []
    while week <= last:
        found.append((week, counted[week]))
        week += timedelta(days=7)
    return found


def waiting(community: Community) -> Waiting:
    """Return what waits for somebody in a community now."""
    open_questions = _threads(community).filter(is_question=True, comment_count=0, post__accepted_answer=None)
    newest = _threads(community).order_by("-created_at").values_list("created_at", flat=True).first()
    fresh = _newcomers(community)
    return Waiting(
        question_count=open_questions.count(),
        questions=list(open_questions.select_related("starter").order_by("created_at")[:SHOWN]),
        unanswered_newcomers=_unanswered(community, fresh),
        ungreeted=_ungreeted(community, fresh),
        last_thread_at=newest,
        owners=Membership.objects.filter(
            community=community, role=Membership.Role.OWNER, person__is_active=True
        ).count(),
    )


def _newcomers(community: Community) -> list[Membership]:
    rows = Membership.objects.current().filter(community=community, since_at__gte=clock.now() - NEW_FOR)
    plain = rows.filter(person__is_active=True, role__in=["member", "guest"]).select_related(
        "person__department"
    )
    return list(plain.order_by("-since_at", "-pk")[:MOST_NEWCOMERS])


def _unanswered(community: Community, fresh: list[Membership]) -> list[Thread]:
    """Return threads of newcomers that nobody else answered."""
    mine = _threads(community).filter(
        starter__in=[row.person_id for row in fresh], created_at__gte=clock.now() - NEW_FOR
    )
    heard = Comment.objects.public().filter(thread__in=mine.values("pk")).exclude(author=F("thread__starter"))
    left = mine.exclude(pk__in=heard.values("thread"))
    return list(left.select_related("starter").order_by("created_at")[:SHOWN])


def _ungreeted(community: Community, fresh: list[Membership]) -> list[Membership]:
    """Return newcomers whom nobody has mentioned or answered there since they came, the longest waiting first."""
    people = [row.person_id for row in fresh]
    greeted = set(
        Mention.objects.filter(
            thread__community=community,
            person__in=people,
            thread__last_activity_at__gte=clock.now() - NEW_FOR,
        ).values_list("person_id", flat=True)
    )
    answers = Comment.objects.public().filter(
        thread__community=community, created_at__gte=clock.now() - NEW_FOR
    )
    replied = answers.filter(thread__starter__in=people).exclude(author=F("thread__starter"))
    greeted |= set(replied.values_list("thread__starter_id", flat=True))
    to_comments = answers.filter(parent__author__in=people).exclude(author=F("parent__author"))
    greeted |= set(to_comments.values_list("parent__author_id", flat=True))
    return [row for row in reversed(fresh) if row.person_id not in greeted]
