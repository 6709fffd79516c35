"""The facts of a span of days, deleted and written anew from the ledger by set-based SQL that both engines
speak."""

# ruff: noqa: S608  (every word put into the SQL below is a constant of this program)

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Count, F, Q, Sum

from analytics.models import FACTS, DayFact, UnitDay
from analytics.population import NOWHERE, TENURE, Directory
from analytics.verbs import LEDGER, Edge, Tier

# Service accounts and guests are left out when a figure is computed, so that a changed mark needs no rebuild.
COUNTS = """NOT e.is_automated AND NOT e.is_mandatory AND e.actor_id IS NOT NULL
  AND (e.owner_id IS NULL OR e.owner_id <> e.actor_id)"""
# A step of an idea is kept whoever made it; nothing else of such an event counts.
KEPT = f"(v.step > 0 OR ({COUNTS}))"

# The ledger is read once: what the days hold, with each event's worth beside it. CROSS keeps SQLite from going
# through the events once for every verb.
ACTS = f"""
CREATE TEMPORARY TABLE act AS
SELECT {{day}} AS day, e.actor_id, e.owner_id, e.thread_id, e.department_id, e.level, e.at, e.community_id,
  e.scope, e.kind, CASE WHEN v.step = 0 THEN 1 WHEN {COUNTS} THEN 1 ELSE 0 END AS counts, v.*
FROM kit_event e CROSS JOIN ({{worth}}) v
WHERE v.verb = e.verb AND v.about IN ('', e.object_type) AND e.at >= %s AND e.at < %s AND {KEPT}"""

# Nearly everybody stayed in one place for all of the days; only the others are looked up day by day.
SETTLED = """
CREATE TEMPORARY TABLE settled AS
SELECT person_id, MAX(department_id) AS department_id FROM people_placement
WHERE (since_on IS NULL OR since_on <= %s) AND (until_on IS NULL OR until_on > %s) GROUP BY person_id
HAVING COUNT(*) = SUM(CASE WHEN (since_on IS NULL OR since_on <= %s) AND (until_on IS NULL OR until_on > %s)
  THEN 1 ELSE 0 END) AND COUNT(*) = 1"""
SETTLED_INDEX = "CREATE UNIQUE INDEX settled_person ON settled (person_id)"
PASSING = ("act", "settled")

DEPARTMENT = """COALESCE(CASE WHEN s.person_id IS NOT NULL THEN s.department_id ELSE (
  SELECT p.department_id FROM people_placement p WHERE p.person_id = f.person_id
    AND (p.since_on IS NULL OR p.since_on <= f.day) AND (p.until_on IS NULL OR p.until_on > f.day)
    ORDER BY p.since_on DESC NULLS LAST LIMIT 1) END, f.department_id)"""

DAY_FACTS = f"""
INSERT INTO analytics_dayfact (day, person_id, department_id, level, passive, light, contribute, outcome,
  posts, replies, reactions)
SELECT f.day, f.person_id, {DEPARTMENT}, f.level, f.passive, f.light, f.contribute, f.outcome, f.posts,
f.replies, f.reactions FROM (SELECT day, actor_id AS person_id, MAX(department_id) AS department_id,
  MAX(level) AS level, SUM(passive) AS passive, SUM(light) AS light, SUM(contribute) AS contribute,
  SUM(outcome) AS outcome, SUM(post) AS posts, SUM(reply) AS replies, SUM(reacts) AS reactions
  FROM act WHERE tiered = 1 AND counts = 1 GROUP BY 1, 2) f LEFT JOIN settled s ON s.person_id = f.person_id"""

EDGE_FACTS = """
INSERT INTO analytics_edgefact (day, source_id, target_id, replies, mentions, reactions)
SELECT day, actor_id, owner_id, SUM(replies), SUM(mentions), SUM(reactions)
FROM act WHERE replies + mentions + reactions > 0 AND owner_id IS NOT NULL AND counts = 1 GROUP BY 1, 2, 3"""

POST_FACTS = f"""
INSERT INTO analytics_postfact (day, thread_id, person_id, department_id, at, level, community_id, opening)
SELECT f.day, f.thread_id, f.person_id, {DEPARTMENT}, f.at, f.level, f.community_id, f.opening
FROM (SELECT day, thread_id, MIN(actor_id) AS person_id, MAX(department_id) AS department_id, MIN(at) AS at,
  MAX(level) AS level, MAX(community_id) AS community_id, MAX(opening) AS opening
  FROM act WHERE post = 1 AND counts = 1 AND thread_id IS NOT NULL GROUP BY 1, 2) f
LEFT JOIN settled s ON s.person_id = f.person_id"""

RESPONSE_FACTS = """
INSERT INTO analytics_responsefact (day, thread_id, person_id, replied_at, reacted_at, replies, accepted_at,
  answerer_id)
SELECT day, thread_id, actor_id,
  MIN(CASE WHEN replies = 1 THEN at END), MIN(CASE WHEN reactions = 1 THEN at END), SUM(replies),
  MIN(CASE WHEN accepts = 1 THEN at END), MAX(CASE WHEN accepts = 1 THEN owner_id END)
FROM act WHERE replies + reactions + accepts > 0 AND counts = 1 AND thread_id IS NOT NULL GROUP BY 1, 2, 3"""

WORK_FACTS = """
INSERT INTO analytics_workfact (day, person_id, scope, kind, acts, outcomes, ideas, files)
SELECT day, actor_id, scope, kind, SUM(light + contribute + outcome), SUM(outcome),
  SUM(CASE WHEN idea = 1 THEN light + contribute + outcome ELSE 0 END), SUM(file)
FROM act WHERE light + contribute + outcome + file > 0 AND counts = 1 GROUP BY 1, 2, 3, 4"""

ASK_FACTS = """
INSERT INTO analytics_askfact (day, thread_id, source_id, target_id, at)
SELECT day, thread_id, actor_id, owner_id, MIN(at)
FROM act WHERE ask = 1 AND counts = 1 AND thread_id IS NOT NULL AND owner_id IS NOT NULL GROUP BY 1, 2, 3, 4"""

IDEA_FACTS = f"""
INSERT INTO analytics_ideafact (day, thread_id, step, person_id, department_id, level, at)
SELECT f.day, f.thread_id, f.step, f.person_id, {DEPARTMENT}, f.level, f.at FROM (SELECT day, thread_id, step,
  actor_id AS person_id, department_id, level, at FROM act WHERE step > 0) f
LEFT JOIN settled s ON s.person_id = f.person_id"""

STATEMENTS = (DAY_FACTS, EDGE_FACTS, POST_FACTS, RESPONSE_FACTS, WORK_FACTS, ASK_FACTS, IDEA_FACTS)


def day_sql(column: str) -> str:
    """Return the UTC day of a moment as the engine writes it."""
    # SQLite keeps moments as UTC text; cutting it is several times faster than parsing it.
    return (
        f"substr({column}, 1, 10)"
        if connection.vendor == "sqlite"
        else f"({column} AT TIME ZONE 'UTC')::date"
    )


def fill_range(first: date, last: date, directory: Directory) -> None:
    """Write all facts of the days from `first` to `last` anew, inside the caller's transaction."""
    for model in FACTS:
        model._default_manager.filter(day__range=(first, last)).delete()
    with connection.cursor() as cursor:
        _gather(cursor, first, last)
        for statement in STATEMENTS:
            cursor.execute(statement)
        for name in PASSING:
            cursor.execute(f"DROP TABLE {name}")
    UnitDay.objects.bulk_create(_unit_days(first, last, directory), batch_size=500)


def _gather(cursor: CursorWrapper, first: date, last: date) -> None:
    """Put the events of the days with their worth, and whoever did not move, into tables that go again."""
    start = datetime.combine(first, datetime.min.time(), UTC)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), UTC)
    sql = ACTS.format(day=day_sql("e.at"), worth=_worth())
    cursor.execute(sql, [_moment(start), _moment(end)])
    cursor.execute(SETTLED, [last, first, first, last])
    cursor.execute(SETTLED_INDEX)


def _worth() -> str:
    """Return the table of verbs as a subquery; its words are this program's own constants."""
    rows = (
        f"SELECT '{w.verb}' AS verb, '{w.object_type}' AS about, {int(w.tier is not None)} AS tiered, "
        f"{int(w.tier is Tier.PASSIVE)} AS passive, {int(w.tier is Tier.LIGHT)} AS light, "
        f"{int(w.tier is Tier.CONTRIBUTE)} AS contribute, {int(w.tier is Tier.OUTCOME)} AS outcome, "
        f"{int(w.is_post)} AS post, {int(w.is_reply)} AS reply, "
        f"{int(w.tier is Tier.LIGHT and w.edge is Edge.REACTION)} AS reacts, "
        f"{int(w.edge is Edge.REPLY)} AS replies, "
        f"{int(w.edge is Edge.MENTION)} AS mentions, {int(w.edge is Edge.REACTION)} AS reactions, "
        f"{int(w.opens)} AS opening, {int(w.step or 0)} AS step, {int(w.is_file)} AS file, "
        f"{int(w.is_ask)} AS ask, {int(w.is_acceptance)} AS accepts, "
        f"{int(w.verb.startswith('ideas.'))} AS idea"
        for w in LEDGER
    )
    return " UNION ALL ".join(rows)  # noqa: S608


def _moment(at: datetime) -> str:
    # The way Django writes it on SQLite, so that text compares like time; PostgreSQL reads it too, with
    # its zone.
    return at.strftime("%Y-%m-%d %H:%M:%S") + ("" if connection.vendor == "sqlite" else "+00")


def _unit_days(first: date, last: date, directory: Directory) -> Iterator[UnitDay]:
    acts = _acts(first, last)
    for day in sorted({day for day, _unit in acts}):
        present = directory.counted(day, day)
        heads = Counter(directory.department_on(day)[present].tolist())
        units = (
            {unit for on, unit in acts if on == day} | {unit for unit in heads if unit != NOWHERE} | {None}
        )
        for unit in sorted(units, key=lambda unit: unit or 0):
            headcount = heads[unit] if unit else int(present.sum())
            yield UnitDay(day=day, department_id=unit, headcount=headcount, **acts.get((day, unit), {}))


def _acts(first: date, last: date) -> dict[tuple[date, int | None], dict[str, int]]:
    """Return what people of the headcount did, per day and department and, with None, for the company."""
    sums: dict[tuple[date, int | None], dict[str, int]] = {}
    facts = DayFact.objects.filter(day__range=(first, last)).extra(  # noqa: S610
        where=[_counted_sql()]
    )
    interactive = Q(light__gt=0) | Q(contribute__gt=0) | Q(outcome__gt=0)
    contributed = Q(contribute__gt=0) | Q(outcome__gt=0)
    rows = facts.values("day", "department_id").annotate(
        active=Count("pk"),
        interactive=Count("pk", filter=interactive),
        contributors=Count("pk", filter=contributed),
        contributions=Sum(F("contribute") + F("outcome")),
    )
    for row in rows.order_by():
        day, unit = row.pop("day"), row.pop("department_id")
        for key in {(day, unit), (day, None)}:
            total = sums.setdefault(key, dict.fromkeys(row, 0))
            for name, count in row.items():
                total[name] += count
    return sums


def _counted_sql() -> str:
    """Return the condition that a fact's person was in the headcount that day (as `population` has it)."""
    sqlite = connection.vendor == "sqlite"
    tenure = f"date(day, '-{TENURE} day')" if sqlite else f"day - {TENURE}"
    length = "julianday(l.ends_on) - julianday(l.starts_on)" if sqlite else "l.ends_on - l.starts_on"
    return f"""EXISTS (SELECT 1 FROM people_person p WHERE p.id = person_id
        AND NOT p.is_service AND NOT p.is_external
        AND (p.hired_on IS NULL OR p.hired_on <= {tenure})
        AND (CASE WHEN p.deactivated_on IS NULL THEN p.is_active ELSE p.deactivated_on > day END)
        AND NOT EXISTS (SELECT 1 FROM people_leave l WHERE l.person_id = p.id AND {length} >= 28
          AND l.starts_on <= day AND l.ends_on >= day))"""  # noqa: S608
