"""THE STREAM: which threads a viewer reads, newest first, by pulling the tips of what they follow.

Home is drawn from the freshest communities only (`tip_at`), so that it costs the same for somebody in three quiet
communities as for somebody in two hundred busy ones; see docs/performance.md for the designs compared.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from activity.kinds import praises
from activity.models import Reaction, Thread, ThreadQuerySet
from communities.models import Community, Membership
from esn.kit import pages
from people.models import Follow, Person

PAGE = 20
KEYS = ("-created_at", "-pk")
MOST_FOLLOWED = 500
# SQLite joins at most 500 selects in one statement.
COMPOUND = 400
# With more communities than this, so many of the newest threads of all are looked through first.
MANY, WALK = 60, 100
Cursor = tuple[datetime, int]
# A thread that may be on the page: its moment, its number, and whose it is.
Candidate = tuple[datetime, int, int]
# What is held back is in no stream, not even its author's.
STANDING = "t.removed_at IS NULL AND t.held_at IS NULL"


@dataclass(frozen=True)
class Stream:
    """One page of threads, the cursor of the next, and what the viewer did with them."""

    threads: Sequence[Thread]
    next: str = ""
    reacted: dict[int, str] = field(default_factory=dict)

    @property
    def newest(self) -> str:
        """The cursor of the first row: what `since` asks from."""
        return pages.encode([self.threads[0].created_at, self.threads[0].pk]) if self.threads else ""


def home(viewer: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the viewer's communities and followed people, newest first."""
    before = _moment_and_id(cursor)
    joined = list(Community.objects.joined_by(viewer).order_by("-tip_at").values_list("pk", "tip_at"))
    followed = list(
        Follow.objects.filter(follower=viewer)
        .order_by("-pk")
        .values_list("followed_id", flat=True)[:MOST_FOLLOWED]
    )
    found = _of_many(_freshest(joined, before, size), before, size + 1)
    found += _newest(
        "starter_id", followed, before, size + 1, within=[pk for pk, _tip in joined], viewer=viewer
    )
    newest = sorted({(at, pk) for at, pk, _key in found}, reverse=True)[: size + 1]
    more = pages.encode(list(newest[size - 1])) if len(newest) > size else ""
    chosen = Thread.objects.visible_to(viewer).filter(pk__in=[pk for _at, pk in newest[:size]])
    return _stream(viewer, chosen.newest_first(), more)


def community(viewer: Person, place: Community, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the threads of one community, newest first."""
    return _paged(viewer, Thread.objects.visible_to(viewer).in_community(place), cursor, size)


def person(viewer: Person, starter: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return what a person started, as far as the viewer may see it."""
    return _paged(viewer, Thread.objects.visible_to(viewer).filter(starter=starter), cursor, size)


def praise(viewer: Person, receiver: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the praise for a person, as far as the viewer may see it."""
    return _paged(viewer, praises.received(viewer, receiver), cursor, size)


def tagged(viewer: Person, tag: str, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the threads with a tag, as far as the viewer may see them."""
    return _paged(viewer, Thread.objects.visible_to(viewer).filter(taggings__tag__name=tag), cursor, size)


def unanswered(viewer: Person, size: int = 3) -> list[Thread]:
    """Return the latest questions by others, in the liveliest of the viewer's own communities, that nobody has answered."""
    freshest = (
        Membership.objects.current()
        .filter(person=viewer)
        .order_by(F("community__tip_at").desc(nulls_last=True))
    )
    own = list(freshest.values_list("community_id", flat=True)[:MANY])
    found = _newest("community_id", own, None, size, waiting_for=viewer)
    waiting = Thread.objects.visible_to(viewer).filter(pk__in=[pk for _at, pk, _key in found])
    return list(waiting.select_related("community", "starter").newest_first())


def count_since(viewer: Person, since: str, *, place: Community | None = None, most: int = 50) -> int:
    """Return how many threads by others began after a cursor, up to `most`; for the "new posts" pill."""
    after = _moment_and_id(since)
    if after is None:
        return 0
    moment, number = after
    if place:
        joined = [place.pk]
    else:
        fresher = Community.objects.joined_by(viewer).filter(tip_at__gte=moment)
        joined = list(fresher.values_list("pk", flat=True))
    fresh = Thread.objects.visible_to(viewer).filter(community__in=joined, created_at__gte=moment)
    return fresh.exclude(pk=number).exclude(starter=viewer).order_by()[:most].count()


def _paged(viewer: Person, threads: ThreadQuerySet, cursor: str, size: int) -> Stream:
    page = pages.page(threads.only("pk", "created_at", "version"), KEYS, cursor=cursor, size=size)
    chosen = Thread.objects.filter(pk__in=[row.pk for row in page])
    return _stream(viewer, chosen.newest_first(), page.next)


def _stream(viewer: Person, threads: QuerySet[Thread], more: str) -> Stream:
    rows = list(threads)
    own = Reaction.objects.filter(person=viewer, comment=None, thread__in=[row.pk for row in rows])
    return Stream(rows, more, dict(own.values_list("thread_id", "kind")))


def _moment_and_id(cursor: str) -> Cursor | None:
    if not cursor:
        return None
    moment, number = pages.decode(cursor, 2)
    if not isinstance(number, int) or not 0 <= number < 2**63:
        raise pages.CursorError
    return pages.parse_moment(moment), number


def _freshest(joined: list[tuple[int, datetime | None]], before: Cursor | None, size: int) -> list[int]:
    """Return the communities that can hold one of the next rows, given theirs newest first.

    Each of the next `size + 1` rows lies in a community whose tip is at least as new; so of those whose tip is
    older than the cursor only the first `size + 1` matter, and of the others any may.
    """
    dated = [(pk, tip) for pk, tip in joined if tip is not None]
    dated.sort(key=lambda pair: pair[1], reverse=True)
    if before is None:
        return [pk for pk, _tip in dated[: size + 1]]
    running = [pk for pk, tip in dated if tip >= before[0]]
    return running + [pk for pk, tip in dated if tip < before[0]][: size + 1]


def _of_many(keys: list[int], before: Cursor | None, limit: int) -> list[Candidate]:
    """Return the same as `_newest` of communities, without asking each of them when there are very many.

    Who reads most communities finds the next rows among the newest of all. Otherwise one row of each comes
    first: a community whose newest row is not among the `limit` newest of these has nothing to give.
    """
    if len(keys) <= MANY:
        return _newest("community_id", keys, before, limit)
    where, values = _restriction(None, None, before)
    wanted = set(keys)
    newest = _rows(
        _ordered("SELECT t.created_at, t.id, t.community_id FROM activity_thread t", where), [*values, WALK]
    )
    found = [row for row in newest if row[2] in wanted][:limit]
    if len(found) == limit:
        return found
    first = _newest("community_id", keys, before, limit, each=1)
    return _newest("community_id", [key for _at, _pk, key in first], before, limit)


def _newest(  # noqa: PLR0913
    column: str,
    keys: list[int],
    before: Cursor | None,
    limit: int,
    *,
    each: int | None = None,
    within: list[int] | None = None,
    viewer: Person | None = None,
    waiting_for: Person | None = None,
) -> list[Candidate]:
    """Return (created_at, id, key) of the newest threads of each key, from the index alone; at most `limit` in all.

    `within` restricts to communities that are open (for employees) or among those given, `waiting_for` to
    questions of others without an answer, which have an index of their own.
    """
    if not keys:
        return []
    where, values = _restriction(within, viewer, before)
    if waiting_for is not None:
        where += " AND t.is_question AND t.comment_count = 0 AND t.starter_id <> %s"
        values.append(waiting_for.pk)
    if connection.vendor == "postgresql":
        return _rows(_lateral(column, where), [keys, *values, each or limit, limit])
    found: list[Candidate] = []
    for start in range(0, len(keys), COMPOUND):
        some = keys[start : start + COMPOUND]
        sql = " UNION ALL ".join([f"SELECT * FROM ({_one(column, where)})"] * len(some))  # noqa: S608
        bound = [value for key in some for value in (key, *values, each or limit)]
        found += _rows(f"SELECT * FROM ({sql}) ORDER BY 1 DESC, 2 DESC LIMIT %s", [*bound, limit])  # noqa: S608
    return found


def _rows(sql: str, values: list[Any]) -> list[Candidate]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(_aware(at), pk, key) for at, pk, key in cursor.fetchall()]


def _restriction(
    within: list[int] | None, viewer: Person | None, before: Cursor | None
) -> tuple[str, list[Any]]:
    where, values = STANDING, list[Any]()
    if within is not None:
        listed = ", ".join(["%s"] * len(within)) or "NULL"
        is_open = "" if viewer and viewer.is_external else "c.kind = 'open' OR "
        place = f"SELECT 1 FROM communities_community c WHERE c.id = t.community_id AND ({is_open}c.id IN ({listed}))"  # noqa: S608
        where += f" AND EXISTS ({place})"
        values += within
    if before is not None:
        where += " AND (t.created_at, t.id) < (%s, %s)"
        values += [connection.ops.adapt_datetimefield_value(before[0]), before[1]]
    return where, values


def _ordered(select: str, where: str) -> str:
    return f"{select} WHERE {where} ORDER BY t.created_at DESC, t.id DESC LIMIT %s"


def _one(column: str, where: str) -> str:
    select = f"SELECT t.created_at, t.id, t.{column} FROM activity_thread t"  # noqa: S608
    return _ordered(select, f"t.{column} = %s AND {where}")


def _lateral(column: str, where: str) -> str:
    inner = _one(column, where).replace(f"t.{column} = %s", f"t.{column} = k.key")
    return (
        f"SELECT n.created_at, n.id, k.key FROM unnest(%s::bigint[]) AS k(key), LATERAL ({inner}) n "  # noqa: S608
        "ORDER BY n.created_at DESC, n.id DESC LIMIT %s"
    )


def _aware(value: Any) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
