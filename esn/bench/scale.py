"""A large company of rows, made by the database itself: the size of a network without its words.

Everything is arithmetic on row numbers, so the same numbers make the same company on either engine.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Model

from activity.models import Comment, Post, Thread
from esn.kit import clock

WORDS = (
    "The supplier moved the delivery of the housings to next week, so line two runs the short series first. "
    "Please check the drawing revision before you order, and say here if the customer needs the parts earlier."
)
# Person 1 is in every community, person 2 only in the quietest two, the others in a dozen or fewer.
MANY, QUIET, TYPICAL = "scale-1", "scale-2", "scale-3"
MEMBERSHIPS = 12


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


def _statements(scale: Scale) -> list[tuple[str, list[str]]]:
    yes, no, now = "true", "false", "CURRENT_TIMESTAMP"
    departments = max(scale.people // 100, 1)
    return [
        (
            _series(departments) + "INSERT INTO people_orgunit (id, name, kind, code) "
            "SELECT n, 'Department ' || n, 'department', 'scale-' || n FROM s",
            [],
        ),
        (
            _series(scale.people)
            + "INSERT INTO people_person (id, password, is_superuser, username, display_name, sort_name, title, bio, "
            "skills, phone, timezone, theme, search_text, level, is_active, is_staff, is_external, is_service, is_demo, "
            "joined_at, unit_id, department_id) SELECT n, '!', "
            + no
            + ", 'scale-' || n, 'Person ' || n, 'person ' || n, "
            "'Specialist', '', '', '', '', '', 'person ' || n || ' scale-' || n, 1, "
            + f"{yes}, {no}, {no}, {no}, {no}, {now}, "
            f"1 + n %% {departments}, 1 + n %% {departments} FROM s",
            [],
        ),
        (
            _series(scale.communities)
            + "INSERT INTO communities_community (id, name, slug, kind, description, reach, "
            f"is_everyone, is_demo, founded_at, member_count) SELECT n, 'Community ' || n, 'community-' || n, "
            f"CASE WHEN n %% 5 = 0 THEN 'private' ELSE 'open' END, '', 'company', {no}, {no}, {now}, 0 FROM s",
            [],
        ),
        *_memberships(scale),
        *_threads(scale),
        *_reset_sequences(),
    ]


def _into(model: type[Model], columns: str, select: str) -> str:
    """Return an INSERT whose other columns get what the model gives them: fields come, this stays."""
    given = {column.strip() for column in columns.split(",")}
    rest = {
        field.column: str(value).lower() if isinstance(value, bool | int) else f"'{value or ''}'"
        for field in model._meta.concrete_fields
        if field.column not in given and not field.null and not field.primary_key
        for value in [field.get_default()]
    }
    names, values = ", ".join([columns, *rest]), ", ".join([select, *rest.values()])
    return f"INSERT INTO {model._meta.db_table} ({names}) {values}"


def _memberships(scale: Scale) -> list[tuple[str, list[str]]]:
    into = "INSERT INTO communities_membership (community_id, person_id, role, since_at) "
    tail = ", 'member', CURRENT_TIMESTAMP "
    number = scale.people * MEMBERSHIPS
    person = f"3 + s.n %% {max(scale.people - 2, 1)}"
    return [
        (
            _series(number)
            + into
            + f"SELECT 1 + {_floor(_unit('s.n * 7 + s.n / 13') + f' * {scale.communities}')}, {person}"
            + tail
            + f"FROM s WHERE {person} <= {scale.people} ON CONFLICT DO NOTHING",
            [],
        ),
        (
            _series(scale.communities)
            + into
            + "SELECT n, 1"
            + tail
            + "FROM s WHERE true ON CONFLICT DO NOTHING",
            [],
        ),
        (
            _series(2)
            + into
            + f"SELECT {scale.communities} + 1 - n, 2"
            + tail
            + "FROM s WHERE true ON CONFLICT DO NOTHING",
            [],
        ),
        (
            "UPDATE communities_community SET member_count = "
            "(SELECT count(*) FROM communities_membership m WHERE m.community_id = communities_community.id)",
            [],
        ),
    ]


def _threads(scale: Scale) -> list[tuple[str, list[str]]]:
    # Busy communities come first: the cube of a uniform number gives most posts to few; the last two are all but silent.
    u = _unit("s.n * 31 + s.n / 7")
    place = f"1 + {_floor(f'({u}) * ({u}) * ({u}) * {max(scale.communities - 2, 1)}')}"
    place = f"CASE WHEN s.n %% {max(scale.posts // 40, 2)} = 1 THEN {scale.communities} - s.n %% 2 ELSE {place} END"
    author = f"1 + {_floor(_unit('s.n * 17 + 3') + f' * {scale.people}')}"
    return [
        (
            _series(scale.posts)
            + _into(
                Thread,
                "id, community_id, kind, title, starter_id, created_at, last_activity_at, "
                "is_question, comment_count",
                f"SELECT n, {place}, 'post', 'Post ' || n, {author}, {_moment(scale)}, {_moment(scale)}, "
                "n %% 10 = 3, CASE WHEN n %% 2 = 0 THEN 1 ELSE 0 END",
            )
            + " FROM s",
            [],
        ),
        (
            _into(
                Post,
                "thread_id, kind, author_id, body, body_html",
                "SELECT id, 'update', starter_id, %s, '<p>' || %s || ' ' || id || '</p>'",
            )
            + " FROM activity_thread",
            [WORDS, WORDS],
        ),
        (
            _into(
                Comment,
                "thread_id, author_id, body, body_html, created_at",
                f"SELECT id, 1 + id %% {scale.people}, 'Done, thank you.', '<p>Done, thank you.</p>', created_at",
            )
            + " FROM activity_thread WHERE id %% 2 = 0",
            [],
        ),
        (
            "INSERT INTO activity_reaction (thread_id, person_id, kind, at) "
            f"SELECT id, 1 + (id * 3) %% {scale.people}, 'like', created_at FROM activity_thread WHERE id %% 2 = 1",
            [],
        ),
        (
            "UPDATE communities_community SET tip_at = "
            "(SELECT max(created_at) FROM activity_thread t WHERE t.community_id = communities_community.id)",
            [],
        ),
    ]


def _reset_sequences() -> list[tuple[str, list[str]]]:
    if connection.vendor != "postgresql":
        return []
    tables = ["people_orgunit", "people_person", "communities_community", "activity_thread"]
    return [
        (f"SELECT setval(pg_get_serial_sequence('{t}', 'id'), (SELECT max(id) FROM {t}))", []) for t in tables
    ]
