"""A large company of rows, made by the database itself: the size of a network without its words.

Everything is arithmetic on row numbers, so the same numbers make the same company on either engine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import DateTimeField, Field, Model

from activity.models import Comment, Post, Reaction, Thread
from communities.models import Community, Membership
from esn.kit import clock
from people.models import OrgUnit, Person, Placement

WORDS = (
    "The supplier moved the delivery of the housings to next week, so line two runs the short series first. "
    "Please check the drawing revision before you order, and say here if the customer needs the parts earlier."
)
# Person 1 is in every community, person 2 only in the quietest two, the others in a dozen or fewer.
MANY, QUIET, TYPICAL = "scale-1", "scale-2", "scale-3"
MEMBERSHIPS = 12
Statement = tuple[str, list[Any]]


@dataclass(frozen=True)
class Scale:
    """How many people, communities and posts, spread over how many days."""

    people: int
    communities: int
    posts: int
    days: int


def seed(scale: Scale) -> None:
    """Fill an empty database; memberships, comments and reactions follow from the numbers asked for."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement, values in _statements(scale):
            cursor.execute(statement, values)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _series(count: int) -> str:
    return (
        f"WITH RECURSIVE s(n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM s WHERE n < {count}) "
    )


def _moment(scale: Scale) -> str:
    """Return SQL for the moment of post n, evenly spread up to now."""
    start = int(clock.now().timestamp()) - scale.days * 86_400
    second = f"({start} + s.n * {scale.days * 86_400 / max(scale.posts, 1):.6f})"
    if connection.vendor == "postgresql":
        return f"to_timestamp({second})"
    return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', {second}, 'unixepoch')"


def _unit(expression: str) -> str:
    """Return SQL for a pseudo-random number in [0, 1) from a row number."""
    return f"((({expression}) * 48271 + 11) %% 1000003) / 1000003.0"


def _floor(expression: str) -> str:
    return (
        f"CAST(floor({expression}) AS bigint)"
        if connection.vendor == "postgresql"
        else f"CAST({expression} AS integer)"
    )


def _into(
    model: type[Model], columns: str, select: str, *, source: str, values: Sequence[Any] = ()
) -> Statement:
    """Return an INSERT … SELECT whose other columns get what the model gives them: fields come, this stays.

    `source` is what stands behind FROM, with the series of numbers before it where it needs one.
    """
    given = {column.strip() for column in columns.split(",")}
    rest: dict[str, Any] = {
        str(field.column): field.get_db_prep_save(_default(field), connection)
        for field in model._meta.concrete_fields
        if not (field.column in given or field.null or field.primary_key or field.generated)
        and not field.has_db_default()
    }
    names, cells = ", ".join([columns, *rest]), ", ".join([select, *["%s"] * len(rest)])
    series, behind = source.rsplit("FROM ", 1) if source.startswith("WITH") else ("", source)
    sql = f"{series}INSERT INTO {model._meta.db_table} ({names}) SELECT {cells} FROM {behind}"
    return sql, [*values, *rest.values()]


def _default(field: "Field[Any, Any]") -> Any:
    """Return what a row that says nothing gets; moments without a default are now."""
    return (
        clock.now() if isinstance(field, DateTimeField) and not field.has_default() else field.get_default()
    )


def _statements(scale: Scale) -> list[Statement]:
    departments = max(scale.people // 100, 1)
    place = f"1 + n %% {departments}"
    everybody = _series(scale.people) + "FROM s"
    return [
        _into(
            OrgUnit,
            "id, name, kind, code",
            "n, 'Department ' || n, 'department', 'scale-' || n",
            source=_series(departments) + "FROM s",
        ),
        _into(
            Person,
            "id, password, username, display_name, sort_name, title, search_text, unit_id, department_id",
            "n, '!', 'scale-' || n, 'Person ' || n, 'person ' || n, 'Specialist', "
            f"'person ' || n || ' scale-' || n, {place}, {place}",
            source=everybody,
        ),
        _into(Placement, "person_id, unit_id, department_id", f"n, {place}, {place}", source=everybody),
        _into(
            Community,
            "id, name, slug, kind",
            "n, 'Community ' || n, 'community-' || n, CASE WHEN n %% 5 = 0 THEN 'private' ELSE 'open' END",
            source=_series(scale.communities) + "FROM s",
        ),
        *_memberships(scale),
        *_threads(scale),
        *_reset_sequences(),
    ]


def _memberships(scale: Scale) -> list[Statement]:
    person = f"3 + s.n %% {max(scale.people - 2, 1)}"
    community = f"1 + {_floor(_unit('s.n * 7 + s.n / 13') + f' * {scale.communities}')}"
    return [
        _member(community, person, count=scale.people * MEMBERSHIPS, where=f"{person} <= {scale.people}"),
        _member("n", "1", count=scale.communities),
        _member(f"{scale.communities} + 1 - n", "2", count=2),
        (
            "UPDATE communities_community SET member_count = "
            "(SELECT count(*) FROM communities_membership m WHERE m.community_id = communities_community.id)",
            [],
        ),
    ]


def _member(community: str, person: str, *, count: int, where: str = "true") -> Statement:
    source = f"{_series(count)}FROM s WHERE {where} ON CONFLICT DO NOTHING"
    return _into(
        Membership, "community_id, person_id, role", f"{community}, {person}, 'member'", source=source
    )


def _threads(scale: Scale) -> list[Statement]:
    # Busy communities come first: the cube of a uniform number gives most posts to few; the last two are all but silent.
    u = _unit("s.n * 31 + s.n / 7")
    place = f"1 + {_floor(f'({u}) * ({u}) * ({u}) * {max(scale.communities - 2, 1)}')}"
    place = f"CASE WHEN s.n %% {max(scale.posts // 40, 2)} = 1 THEN {scale.communities} - s.n %% 2 ELSE {place} END"
    author = f"1 + {_floor(_unit('s.n * 17 + 3') + f' * {scale.people}')}"
    return [
        _into(
            Thread,
            "id, community_id, kind, title, starter_id, created_at, last_activity_at, is_question, comment_count",
            f"n, {place}, 'post', 'Post ' || n, {author}, {_moment(scale)}, {_moment(scale)}, n %% 10 = 3, "
            "CASE WHEN n %% 2 = 0 THEN 1 ELSE 0 END",
            source=_series(scale.posts) + "FROM s",
        ),
        _into(
            Post,
            "thread_id, kind, author_id, body, body_html",
            "id, 'update', starter_id, %s, '<p>' || %s || ' ' || id || '</p>'",
            source="activity_thread",
            values=[WORDS, WORDS],
        ),
        _into(
            Comment,
            "thread_id, author_id, body, body_html, created_at",
            f"id, 1 + id %% {scale.people}, 'Done, thank you.', '<p>Done, thank you.</p>', created_at",
            source="activity_thread WHERE id %% 2 = 0",
        ),
        _into(
            Reaction,
            "thread_id, person_id, kind, at",
            f"id, 1 + (id * 3) %% {scale.people}, 'like', created_at",
            source="activity_thread WHERE id %% 2 = 1",
        ),
        (
            "UPDATE communities_community SET tip_at = "
            "(SELECT max(created_at) FROM activity_thread t WHERE t.community_id = communities_community.id)",
            [],
        ),
    ]


def _reset_sequences() -> list[Statement]:
    if connection.vendor != "postgresql":
        return []
    tables = ["people_orgunit", "people_person", "communities_community", "activity_thread"]
    return [
        (f"SELECT setval(pg_get_serial_sequence('{t}', 'id'), (SELECT max(id) FROM {t}))", []) for t in tables
    ]
