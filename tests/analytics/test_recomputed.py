"""The measures against a second computation that shares nothing with them: plain Python, straight from the ledger."""

import math
import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import mean, median

import pytest

from activity import events as verbs
from analytics.actions import rolling
from analytics.measures.registry import MEASURES
from analytics.record import Record, Scope
from esn.kit.models import Event
from people.models import OrgUnit, Person
from tests.analytics.conftest import DAY_ONE, Act

DAYS, MONDAY = 160, DAY_ONE.date()
AS_OF = MONDAY + timedelta(days=DAYS - 1)
TIERS = {verbs.THREAD_SEEN: 1, verbs.REACTION_ADDED: 2, verbs.COMMENT_ADDED: 3, verbs.POST_PUBLISHED: 3}
Row = tuple[int, int | None, str, date, int | None]


@pytest.fixture(params=range(3))
def ledger(request: pytest.FixtureRequest, act: Act, engineering: OrgUnit, sales: OrgUnit) -> list[Row]:
    """A hundred and sixty days of twelve people who come and go, each in the circle of a few others."""
    dice = random.Random(request.param)
    people = [
        Person.objects.create_user(f"p{n}", display_name=f"P {n}", unit=unit, department=unit)
        for n, unit in enumerate([engineering, sales] * 6)
    ]
    span = {person.pk: sorted(dice.sample(range(DAYS), 2)) for person in people}
    opened: list[tuple[int, Person]] = []
    for day in range(DAYS):
        for place, person in enumerate(people):
            if not span[person.pk][0] <= day <= span[person.pk][1] + 30 or dice.random() > 0.3:
                continue
            verb, to = dice.choice(list(TIERS)), people[(place + dice.choice([-1, 1, 2])) % 12]
            thread = dice.choice(opened) if opened else (1, to)
            if verb == verbs.POST_PUBLISHED:
                thread, to = (len(opened) + 1, person), None
                opened.append((thread[0], person))
            elif verb == verbs.THREAD_SEEN:
                to = None
            elif dice.random() < 0.7 and opened:
                to = thread[1]
            act(person, verb, to=to, day=day, thread_id=thread[0])
    rolling.roll_up()
    rows = Event.objects.filter(verb__in=TIERS).values_list("actor_id", "owner_id", "verb", "at", "thread_id")
    return [(who, to, verb, at.date(), thread) for who, to, verb, at, thread in rows if who and who != to]


def share(people: set[int], of: int) -> float | None:
    return len(people) / of if of else None


def within(rows: list[Row], days: int, tier: int = 1, until: date = AS_OF) -> set[int]:
    first = until - timedelta(days=days - 1)
    return {who for who, _, verb, day, _ in rows if first <= day <= until and TIERS[verb] >= tier}


def inequality(rows: list[Row]) -> float:
    made = Counter(who for who, _, verb, day, _ in rows if (AS_OF - day).days < 28 and TIERS[verb] == 3)
    everybody = list(Person.objects.values_list("pk", flat=True))
    counts = [made[pk] for pk in everybody]
    return sum(abs(a - b) for a in counts for b in counts) / (2 * len(counts) * sum(counts))


def two_way(rows: list[Row]) -> tuple[int, int]:
    edges: dict[tuple[int, int], set[str]] = defaultdict(set)
    for who, to, verb, day, _ in rows:
        if to and verb != verbs.THREAD_SEEN and (AS_OF - day).days < 90:
            edges[who, to].add(verb)
    ties = {frozenset(edge) for edge in edges}
    both = [
        tie
        for tie in ties
        for a, b in [sorted(tie)]
        if (a, b) in edges and (b, a) in edges and verbs.COMMENT_ADDED in edges[a, b] | edges[b, a]
    ]
    return len(both), len(ties)


def key_players(rows: list[Row]) -> float:
    ties = {
        frozenset((who, to))
        for who, to, verb, day, _ in rows
        if to and verb != verbs.THREAD_SEEN and (AS_OF - day).days < 90
    }
    degrees = sorted(Counter(end for tie in ties for end in tie).values(), reverse=True)
    fewest = next(n for n in range(len(degrees) + 1) if 2 * sum(degrees[:n]) >= sum(degrees))
    return float(fewest / Person.objects.count())


def answered(rows: list[Row]) -> float | None:
    posts = [row for row in rows if row[2] == verbs.POST_PUBLISHED and (AS_OF - row[3]).days < 28]
    heard = [
        any(
            thread == post[4]
            and who != post[0]
            and verb in (verbs.COMMENT_ADDED, verbs.REACTION_ADDED)
            and 0 <= (day - post[3]).days <= 28
            for who, _, verb, day, thread in rows
        )
        for post in posts
    ]
    return sum(heard) / len(posts) if posts else None


def floor(rows: list[Row]) -> float:
    """Cohorts by the month of the first day; weeks from Monday to Sunday; the last one has had its Friday."""
    first: dict[int, date] = {}
    weeks: dict[int, set[int]] = defaultdict(set)
    last = (AS_OF - MONDAY).days // 7 - ((AS_OF - MONDAY).days % 7 < 4)
    for who, _, verb, day, _ in sorted(rows, key=lambda row: row[3]):
        first.setdefault(who, day)
        if TIERS[verb] > 1:
            weeks[(day - MONDAY).days // 7].add(who)
    cohorts: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for who, day in first.items():
        week = (day - MONDAY).days // 7
        if week <= last:
            cohorts[day.year, day.month].append((who, week))
    old = [c for c in cohorts.values() if last - max(week for _, week in c) >= 16]
    rates = {
        id(c): mean(sum(who in weeks[week + w] for who, week in c) / len(c) for w in range(12, 17))
        for c in old
    }
    return sum(rates[id(c)] * len(c) for c in old) / sum(map(len, old)) if old else math.nan


def on_workdays(rows: list[Row]) -> float:
    """How many of the month's people came on a workday, on average."""
    days = [AS_OF - timedelta(days=n) for n in range(28)]
    came = [len({who for who, _, _, on, _ in rows if on == day}) for day in days if day.weekday() < 5]
    return mean(came) / len(within(rows, 28))


def voices(rows: list[Row]) -> float:
    """How many speak in a thread of the month, in the median."""
    opened = {row[4]: row for row in rows if row[2] == verbs.POST_PUBLISHED and (AS_OF - row[3]).days < 28}
    answers = [row for row in rows if row[2] == verbs.COMMENT_ADDED]
    speakers = [
        len({post[0], *(who for who, _, _, day, of in answers if of == thread and day >= post[3])})
        for thread, post in opened.items()
    ]
    return median(speakers) if speakers else math.nan


def test_every_measure_equals_its_second_computation(ledger: list[Row]) -> None:
    people, month = Person.objects.count(), within(ledger, 28)
    ties, all_ties = two_way(ledger)
    weeks = Counter(who for n in range(4) for who in within(ledger, 7, until=AS_OF - timedelta(weeks=n)))
    expected = {
        "M-1": share(within(ledger, DAYS), people),
        "M-2": share(month, people),
        "M-3": share(within(ledger, 28, 2), people),
        "M-4": share(month - within(ledger, 28, 2), len(month)),
        "M-5": share(within(ledger, 28, 3), people),
        "M-6": share({who for who in month if weeks[who] >= 3}, len(month)),
        "M-7": on_workdays(ledger),
        "M-9": share(month, len(within(ledger, 364))),
        "M-11": sum(TIERS[verb] > 1 and (AS_OF - day).days < 28 for _, _, verb, day, _ in ledger)
        / len(month),
        "M-12": inequality(ledger),
        "M-13": floor(ledger),
        "M-20": ties / all_ties,
        "M-21": 2 * ties / people,
        "M-27": key_players(ledger),
        "M-31": answered(ledger),
        "M-35": voices(ledger),
    }
    scope = Scope(Record(AS_OF), AS_OF)
    found = {key: MEASURES[key].compute(scope, False).value for key in expected}
    assert found == pytest.approx(expected, nan_ok=True)
