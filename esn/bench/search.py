"""`bin/bench search`: the search at two sizes: rare and common words, phrases, beginnings, operators, and the jump;
and what is offered in the composer after @ and #, as whole requests.

Needs PostgreSQL (DATABASE_URL names any database of the server); makes `esn_bench_search_<size>` there once and keeps it;
interrupted, it goes on with the step that was not finished.
The posts of `seed_scale` get words of their own first: twenty each, of twenty thousand, few of them very common.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from esn.bench.feed import LARGE, SMALL, Figures, address, ask, environment, exists, manage, milliseconds

if TYPE_CHECKING:
    from people.models import Person

VOCABULARY, EACH = 20_000, 20
WORDED = f"""
WITH worded AS (
  SELECT t.id, string_agg('w' || floor({VOCABULARY} * power(random(), 4))::int, ' ' ORDER BY n) AS words
  FROM activity_thread t CROSS JOIN generate_series(1, {EACH}) n WHERE t.id BETWEEN %s AND %s GROUP BY t.id
), retitled AS (
  UPDATE activity_thread t SET title = left(w.words, 60) FROM worded w WHERE w.id = t.id
)
UPDATE activity_post p SET body = w.words, body_html = '<p>' || w.words || '</p>' FROM worded w WHERE w.id = p.thread_id
"""
# What is typed last may be the beginning of a word, and "w1" begins half of this vocabulary: in quotes it is a word.
ASKED = {
    "the commonest word": ['"w0"'],
    "common words": ['"w1"', '"w4"', '"w9"', '"w20"'],
    "two common words": ['"w0" "w1"', '"w3" "w2"'],
    "rare words": ["w7001", "w11234", "w15999", "w19001"],
    "a phrase": ['"w30 w2"', '"w90 w41"', '"w300 w7"'],
    "a phrase of the commonest": ['"w0 w1"', '"w5 w0"'],
    "a beginning": ["w1999*", "w77*", "w5*"],
    "without a word": ['"w40" -w0', '"w90" -w1'],
    "operators only": ["in:community-2", "is:unanswered", "after:last-week", "from:scale-7", "kind:comment"],
    "words and operators": [
        '"w3" in:community-2',
        '"w0" after:last-week',
        '"w0" from:scale-9',
        '"w0" is:unanswered',
    ],
    "nothing, and a guess": ["zzqxv", "persno"],
}
TAGS = [
    "TRUNCATE activity_tagging, activity_tag CASCADE",
    "INSERT INTO activity_tag (name) SELECT 'tag-' || n FROM generate_series(1, 500) n",
    # Every fourth post has one of five hundred tags, few of them very common.
    "INSERT INTO activity_tagging (tag_id, thread_id) SELECT (SELECT min(id) FROM activity_tag) "
    "+ floor(500 * power((id * 48271 % 1000003) / 1000003.0, 3))::int, id FROM activity_thread WHERE id % 4 = 0",
]
OFFERED = {
    "@ and a letter": "sign=@&q=p",
    "@ and a name": "sign=@&q=person+77",
    "@ and a part of a name": "sign=@&q=1234",
    "@ and a community": "sign=@&q=community+4",
    "@ and nothing like it": "sign=@&q=zzzz",
    "# and a beginning": "sign=%23&q=tag",
    "# and a tag": "sign=%23&q=tag-77",
}
TYPED = ["pe", "person 12", "comm", "community 3", "w1", "w123"]
RUNS = 30
# Up to here the index is built as everywhere; a larger one is loaded by the database, row for row the same.
BUILT = 20_000
DOCUMENTS = """
INSERT INTO search_document (kind, object_id, thread_id, community_id, author_id, at, label, language, is_question,
  is_answered, is_solved, has_file, has_link, is_hidden, is_thread_hidden, revision, fingerprint)
"""
REST = "false, false, false, false, false, 1, ''"
LOADING = [
    "DROP INDEX IF EXISTS search_words",
    "DROP INDEX IF EXISTS search_named",
    "TRUNCATE search_document, search_text",
    f"{DOCUMENTS} SELECT 'person', id, NULL, NULL, id, joined_at, '', '', false, false, {REST} FROM people_person",
    f"{DOCUMENTS} SELECT 'community', id, NULL, id, NULL, founded_at, '', '', false, false, {REST} "
    "FROM communities_community",
    f"{DOCUMENTS} SELECT 'post', id, id, community_id, starter_id, created_at, 'update', '', is_question, "
    f"comment_count > 0, {REST} FROM activity_thread ORDER BY id",
    f"{DOCUMENTS} SELECT 'comment', c.id, t.id, t.community_id, c.author_id, c.created_at, '', '', false, false, "
    f"{REST} FROM activity_comment c JOIN activity_thread t ON t.id = c.thread_id ORDER BY c.id",
    """
    INSERT INTO search_text (document_id, title, keywords, body, shape, vector)
    SELECT id, title, keywords, body, lower(title), setweight(to_tsvector('simple', title), 'A')
      || setweight(to_tsvector('simple', keywords), 'B') || setweight(to_tsvector('simple', body), 'D')
      || coalesce((SELECT string_agg(DISTINCT '^' || word, ' ') FROM unnest(string_to_array(lower(title), ' ')) word
                   WHERE word <> ''), '')::tsvector
    FROM (
      SELECT d.id, coalesce(p.display_name, c.name, t.title, '') AS title, coalesce(p.username, '') AS keywords,
             coalesce(m.body, o.body, p.bio, c.description, '') AS body
      FROM search_document d
      LEFT JOIN people_person p ON d.kind = 'person' AND p.id = d.object_id
      LEFT JOIN communities_community c ON d.kind = 'community' AND c.id = d.object_id
      LEFT JOIN activity_thread t ON d.kind = 'post' AND t.id = d.object_id
      LEFT JOIN activity_post o ON d.kind = 'post' AND o.thread_id = d.object_id
      LEFT JOIN activity_comment m ON d.kind = 'comment' AND m.id = d.object_id
    ) found
    """,
    "SET maintenance_work_mem = '512MB'",
    "CREATE INDEX search_words ON search_document USING gin (search_vector(id, revision))",
    "CREATE INDEX search_named ON search_document USING gin (search_vector(id, revision)) "
    "WHERE kind IN ('person', 'community')",
]
# Which steps are done, in the database itself.
STEPS = "CREATE TABLE IF NOT EXISTS bench_step (name text PRIMARY KEY)"


def main() -> None:
    """Seed what is missing, measure each size in a process of its own, and print the table."""
    parser = argparse.ArgumentParser(prog="bin/bench search", description=__doc__)
    parser.add_argument("--posts", type=int, default=LARGE["posts"], help="posts of the large company")
    parser.add_argument("--prefix", default="esn_bench_search", help="how the databases' names begin")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure()))
        return
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        sys.exit(
            "bin/bench search needs PostgreSQL: set DATABASE_URL, for example postgres://postgres@127.0.0.1/postgres"
        )
    sizes = [SMALL, {**LARGE, "posts": options.posts}]
    small, large = (run(url, size, options.prefix) for size in sizes)
    show(small, large, [size["posts"] for size in sizes])


def run(url: str, size: dict[str, int], prefix: str) -> Figures:
    """Make the database of a size where it is not whole yet, and measure it."""
    name = f"{prefix}_{size['people']}_{size['posts']}"
    own = address(url, name)
    if not exists(url, name):
        ask(url, f'CREATE DATABASE "{name}"')
    manage(own, "migrate", "-v0")
    make(own, name, size)
    output = subprocess.run(
        [sys.executable, "-m", "esn.bench.search", "--measure"],
        env=environment(own),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: Figures = json.loads(output.stdout.strip().splitlines()[-1])
    return found


def make(url: str, name: str, size: dict[str, int]) -> None:
    """Do those steps that are not done yet."""
    steps: list[tuple[str, Callable[[], None]]] = [
        ("seeded", lambda: manage(url, "seed_scale", *[f"--{key}={value}" for key, value in size.items()])),
        ("worded", lambda: word(url, size["posts"])),
        ("tagged", lambda: send(url, TAGS)),
        ("indexed", lambda: index(url, size["posts"])),
        ("vacuumed", lambda: send(url, ["VACUUM ANALYZE"])),
    ]
    send(url, [STEPS])
    for step, work in steps:
        if ask(url, "SELECT 1 FROM bench_step WHERE name = %s", step):
            continue
        started = time.perf_counter()
        work()
        ask(url, "INSERT INTO bench_step VALUES (%s)", step)
        print(f"{name}: {step} in {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)


def index(url: str, posts: int) -> None:
    """Fill the index: as everywhere, or when there is much by the database."""
    if posts <= BUILT:
        manage(url, "rebuild_search")
    else:
        send(url, LOADING)


def word(url: str, posts: int, step: int = 50_000) -> None:
    """Give every post words of its own, the same in every run."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.42)")
        for start in range(1, posts + 1, step):
            cursor.execute(WORDED, [start, start + step - 1])
    connection.close()


def send(url: str, statements: list[str]) -> None:
    """Have a database do some statements."""
    import psycopg2

    connection = psycopg2.connect(url)
    connection.autocommit = True
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    connection.close()


def measure() -> Figures:
    """Measure this database for three kinds of viewers."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "esn.settings"
    import django

    django.setup()
    from esn.bench import scale
    from people.models import Person

    found: Figures = {}
    for kind, username in (("typical", scale.TYPICAL), ("many", scale.MANY), ("quiet", scale.QUIET)):
        found |= measure_viewer(kind, Person.objects.get(username=username))
    return found


def measure_viewer(kind: str, person: "Person") -> Figures:
    """Measure every way to ask, the newest first, and the jump."""
    from django.test import Client

    from esn.search import answering, suggesting

    found: Figures = {}
    for name, texts in ASKED.items():
        found[f"{kind}: {name}"] = milliseconds(_each(texts, partial(answering.answer, person)), RUNS)
        print(f"{kind}: {name} {found[f'{kind}: {name}']}", file=sys.stderr, flush=True)
    by_date = partial(answering.answer, person, sort="date")
    found[f"{kind}: common words by date"] = milliseconds(_each(ASKED["common words"], by_date), RUNS)
    client = Client(headers={"host": "localhost"})
    client.force_login(person, backend="people.backends.SignIn")
    for name, query in OFFERED.items():
        found[f"{kind}: composer, {name}"] = milliseconds(partial(client.get, f"/typeahead/?{query}"), RUNS)
    found[f"{kind}: the jump"] = milliseconds(_each(TYPED, partial(suggesting.jump, person)), RUNS)
    return found


def _each(texts: list[str], ask: Callable[[str], object]) -> Callable[[], object]:
    turn = cycle(texts)
    return lambda: ask(next(turn))


def show(small: Figures, large: Figures, posts: list[int]) -> None:
    """Print both sizes side by side."""
    heads = [f"{number:,} posts" for number in posts]
    print(f"{'milliseconds, median (p95)':38} {heads[0]:>20} {heads[1]:>20}")
    for name, one in small.items():
        two = large[name]
        print(f"{name:38} {one['median']:10} ({one['p95']:7}) {two['median']:10} ({two['p95']:7})")
    for what, goal in (("composer", 100), ("", 300)):
        rows = [row for row in large.items() if what in row[0]]
        worst = max(rows, key=lambda row: row[1]["p95"])
        print(f"The slowest at {heads[1]}: {worst[0]}, p95 {worst[1]['p95']} ms; the goal is {goal}.")


if __name__ == "__main__":
    main()
