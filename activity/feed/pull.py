"""Candidates for a stream: (moment, id) of the newest threads of some communities or people, from indexes alone.

Home is pulled, tip first: from the freshest communities only (`tip_at`), so that it costs the same for somebody in three
quiet communities as for somebody in two hundred busy ones; see docs/performance.md for the designs compared.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists

from activity.models import Muting, Watch
from communities.models import Community
from esn.kit import clock, pages
from people.models import Follow, Person

MOST_FOLLOWED = 500
# SQLite joins at most 500 selects in one statement.
COMPOUND = 400
# With more communities than this, so many of the newest threads of all are looked through first.
MANY, WALK = 60, 100
Candidate = tuple[datetime, int]


@dataclass(frozen=True)
class Condition:
    """A piece of SQL about thread `t`, with its values."""

    sql: str
    values: tuple[Any, ...] = ()

    def __and__(self, other: "Condition") -> "Condition":
        return Condition(f"{self.sql} AND {other.sql}", self.values + other.values)


# What is held back is in no stream, not even its author's.
STANDING = Condition("t.removed_at IS NULL AND t.held_at IS NULL")

MUTED = (
    (
        "NOT EXISTS (SELECT 1 FROM activity_watch w"
        " WHERE w.thread_id = t.id AND w.person_id = %s AND w.level = 'muted')"
    ),
    (
        "t.starter_id NOT IN (SELECT m.muted_person_id FROM activity_muting m"
        " WHERE m.person_id = %s AND m.muted_person_id IS NOT NULL)"
    ),
    (
        "NOT EXISTS (SELECT 1 FROM activity_tagging g JOIN activity_muting m ON m.tag_id = g.tag_id"
        " WHERE g.thread_id = t.id AND m.person_id = %s)"
    ),
)


@dataclass(frozen=True)
class Reach:
    """How far is pulled: at most `limit` rows under a condition, older than a candidate, by one of two moments."""

    limit: int
    where: Condition = STANDING
    before: Candidate | None = None
    by: str = "created_at"


@dataclass(frozen=True)
class Ground:
    """What a viewer's streams are drawn from: their communities with their tips, and whom they follow."""

    joined: dict[int, datetime | None]
    followed: list[int]


def ground(viewer: Person, own: Iterable[Community] | None = None) -> Ground:
    """Look up the viewer's communities, unless they are given, and followed people."""
    places = joined(viewer) if own is None else {place.pk: place.tip_at for place in own}
    return Ground(places, followed(viewer))


def joined(viewer: Person) -> dict[int, datetime | None]:
    """Return the viewer's communities with their tips."""
    own = Community.objects.joined_by(viewer).order_by("-tip_at")
    return dict(own.values_list("pk", "tip_at"))


def followed(viewer: Person) -> list[int]:
    """Return whom the viewer follows, the latest first."""
    own = Follow.objects.filter(follower=viewer).order_by("-pk")
    return list(own.values_list("followed_id", flat=True)[:MOST_FOLLOWED])


def unmuted(viewer: Person) -> Condition:
    """Return the condition "not muted": neither the thread, nor who began it, nor one of its tags."""
    own = {"person": viewer}
    asked = Person.objects.filter(pk=viewer.pk).values_list(
        Exists(Watch.objects.filter(**own, level=Watch.Level.MUTED)),
        Exists(Muting.objects.filter(**own, tag=None)),
        Exists(Muting.objects.filter(**own, muted_person=None)),
    )
    condition = STANDING
    # Whoever muted nothing, nearly everybody, pays nothing for it.
    for is_used, sql in zip(asked.get(), MUTED, strict=True):
        if is_used:
            condition &= Condition(sql, (viewer.pk,))
    return condition


def home_candidates(viewer: Person, own: Ground, reach: Reach) -> list[Candidate]:
    """Return the newest candidates of the viewer's communities and of the people they follow."""
    found = of_many(freshest(own, reach), reach)
    inside = replace(reach, where=reach.where & within(viewer))
    found += newest("starter_id", own.followed, inside)
    return sorted(set(found), reverse=True)[: reach.limit]


def freshest(own: Ground, reach: Reach) -> list[int]:
    """Return the communities that can hold one of the next rows.

    Each of the next rows lies in a community whose tip is at least as new; so of those whose tip is older than the
    cursor only the first `limit` matter, and of the others any may.
    """
    dated = sorted(((tip, pk) for pk, tip in own.joined.items() if tip is not None), reverse=True)
    if reach.before is None:
        return [pk for _tip, pk in dated[: reach.limit]]
    running = [pk for tip, pk in dated if tip >= reach.before[0]]
    return running + [pk for tip, pk in dated if tip < reach.before[0]][: reach.limit]


def of_many(keys: list[int], reach: Reach, *, walk: int | None = None) -> list[Candidate]:
    """Return the same as `newest` of communities, without asking each of them when there are very many.

    Who reads most communities finds the next rows among the newest of all. Otherwise one row of each comes
    first: a community whose newest row is not among the `limit` newest of these has nothing to give.
    `walk` is how many of the newest of all are looked through; none under a condition that few threads meet.
    """
    if len(keys) <= MANY:
        return newest("community_id", keys, reach)
    if steps := WALK if walk is None else walk:
        found = _walked(set(keys), reach, steps)
        if len(found) == reach.limit:
            return found
    first = _pulled("community_id", keys, reach, each=1)
    return newest("community_id", [key for _candidate, key in first], reach)


def _walked(keys: set[int], reach: Reach, steps: int) -> list[Candidate]:
    where = _after(reach)
    sql = f"SELECT t.{reach.by}, t.id, t.community_id FROM activity_thread t WHERE {where.sql}"
    rows = _rows(f"{sql} ORDER BY t.{reach.by} DESC, t.id DESC LIMIT %s", [*where.values, steps])
    return [candidate for candidate, key in rows if key in keys][: reach.limit]


def _after(reach: Reach) -> Condition:
    """Return the condition with the place to go on from."""
    if reach.before is None:
        return reach.where
    moment = connection.ops.adapt_datetimefield_value(reach.before[0])
    return reach.where & Condition(f"(t.{reach.by}, t.id) < (%s, %s)", (moment, reach.before[1]))


def newest(column: str, keys: list[int], reach: Reach) -> list[Candidate]:
    """Return the newest candidates of each key, from the index alone; at most `limit` in all."""
    return [candidate for candidate, _key in _pulled(column, keys, reach, each=reach.limit)]


def _pulled(column: str, keys: list[int], reach: Reach, *, each: int) -> list[tuple[Candidate, int]]:
    """Return candidates with the key that each was found by."""
    if not keys:
        return []
    where = _after(reach)
    if connection.vendor == "postgresql":
        sql = _lateral(column, where.sql, reach.by)
        return _rows(sql, [keys, *where.values, each, reach.limit])
    found: list[tuple[Candidate, int]] = []
    for start in range(0, len(keys), COMPOUND):
        some = keys[start : start + COMPOUND]
        sql = " UNION ALL ".join([f"SELECT * FROM ({_one(column, where.sql, reach.by)})"] * len(some))
        bound = [value for key in some for value in (key, *where.values, each)]
        found += _rows(f"SELECT * FROM ({sql}) ORDER BY 1 DESC, 2 DESC LIMIT %s", [*bound, reach.limit])
    return found


def within(viewer: Person) -> Condition:
    """Return the condition "in a community that is open (for employees) or one's own"."""
    is_open = "" if viewer.is_external else "c.kind = 'open' OR "
    own = (
        "SELECT 1 FROM communities_membership n WHERE n.community_id = c.id AND n.person_id = %s"
        " AND (n.until_at IS NULL OR n.until_at > %s)"
    )
    return Condition(
        f"EXISTS (SELECT 1 FROM communities_community c WHERE c.id = t.community_id AND ({is_open}EXISTS ({own})))",
        (viewer.pk, connection.ops.adapt_datetimefield_value(clock.now())),
    )


def since(moment: datetime, by: str = "created_at") -> Condition:
    """Return the condition "not before a moment"."""
    return Condition(f"t.{by} >= %s", (connection.ops.adapt_datetimefield_value(moment),))


def until(moment: datetime) -> Condition:
    """Return the condition "begun before a moment"."""
    return Condition("t.created_at < %s", (connection.ops.adapt_datetimefield_value(moment),))


def moment_and_id(cursor: str) -> Candidate | None:
    """Read a candidate out of a cursor; raise CursorError if it is none."""
    if not cursor:
        return None
    moment, number = pages.decode(cursor, 2)
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 2**63:
        raise pages.CursorError
    return pages.parse_moment(moment), number


def _rows(sql: str, values: list[Any]) -> list[tuple[Candidate, int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [((_aware(at), pk), key) for at, pk, key in cursor.fetchall()]


def _one(column: str, where: str, by: str) -> str:
    return (
        f"SELECT t.{by}, t.id, t.{column} FROM activity_thread t WHERE t.{column} = %s AND {where} "
        f"ORDER BY t.{by} DESC, t.id DESC LIMIT %s"
    )


def _lateral(column: str, where: str, by: str) -> str:
    inner = _one(column, where, by).replace(f"t.{column} = %s", f"t.{column} = k.key", 1)
    return (
        f"SELECT n.{by}, n.id, n.{column} FROM unnest(%s::bigint[]) AS k(key), LATERAL ({inner}) n "
        f"ORDER BY n.{by} DESC, n.id DESC LIMIT %s"
    )


def _aware(value: Any) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
