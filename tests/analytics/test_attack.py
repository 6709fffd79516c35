"""The attacker keeps every answer ever published, and finds nobody: no group under five, no person."""

import itertools
from functools import cache

import pytest

from tests.analytics.attacking import MEASURES, Answer, Company, K, publish, solved, unions

COMPANIES, WEEKS = 40, 10


@cache
def told(seed: int) -> list[Answer]:
    """Return every answer about a company in which nobody ever changes: the attacker's best case."""
    return publish(Company.random(seed), WEEKS)[0]


def differences(answers: list[Answer], key: str) -> list[int]:
    """Return, for every pair of equal sums of two weeks, how many people make the difference."""
    sums = unions(answers, key)
    found = []
    for (week, chosen), (people, counted) in sums.items():
        for later in range(week + 1, WEEKS):
            if (later, chosen) in sums:
                after, then = sums[later, chosen]
                # Whoever came or went, and whoever stayed and changed.
                stayed = (people & after) & (counted ^ then)
                found.append(len(people ^ after) and len((people ^ after) | stayed))
    return found


@pytest.mark.parametrize("is_static", [True, False])
def test_no_two_weeks_differ_by_fewer_than_five_people(is_static: bool) -> None:
    compared = 0
    for seed in range(COMPANIES):
        answers = told(seed) if is_static else publish(Company.random(seed), WEEKS, is_static=False)[0]
        for key in MEASURES:
            found = differences(answers, key)
            compared += len(found)
            assert not [few for few in found if 0 < few < K], (seed, key)
    assert compared > 1_000


def test_no_answer_less_another_leaves_fewer_than_five() -> None:
    """Every pair of answers of all weeks, and every remainder of the company."""
    for seed in range(COMPANIES):
        answers = told(seed)
        for key in MEASURES:
            sets = [answer.people for answer in answers if answer.key == key]
            sets += [people for people, _counted in unions(answers, key).values()]
            assert all(not people or len(people) >= K for people in sets), (seed, key)
            for one, other in itertools.combinations(set(sets), 2):
                small, large = sorted((one, other), key=len)
                assert not small < large or len(large - small) >= K, (seed, key, len(large - small))


def test_no_person_can_be_solved_for() -> None:
    for seed in range(COMPANIES):
        answers = told(seed)
        for key in MEASURES:
            assert solved(answers, key) == [], (seed, key)


def test_something_is_shown_all_the_same() -> None:
    """Held or new: in most weeks most departments of nine and more have a figure."""
    shown = asked = 0
    for seed in range(20):
        _answers, bodies = publish(Company.random(seed), WEEKS, is_static=False)
        for body in bodies:
            large = [str(unit["id"]) for unit in body["departments"] if unit["people"] >= 9]
            asked += len(large)
            shown += sum(not body["measures"]["M-3"]["departments"][unit]["hidden"] for unit in large)
    assert shown / asked > 0.5
