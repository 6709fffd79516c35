"""A company that people join, leave and move in, what is published of it each week, and an attacker who keeps it all."""

import itertools
import random
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analytics.release import Epoch, Past, epoch_of, released

Body = dict[str, Any]
K = 5
MEASURES = ("M-3", "M-5")


@dataclass
class Company:
    """People in departments, each of whom counts or does not: the same in every week, the worst that can happen."""

    dice: random.Random
    group_of: dict[int, str] = field(default_factory=dict)
    counts: dict[str, dict[int, bool]] = field(default_factory=dict)
    hired: int = 0

    @classmethod
    def random(cls, seed: int) -> "Company":
        company = cls(random.Random(seed), counts={key: {} for key in MEASURES})
        for unit in range(company.dice.randint(2, 5)):
            for _ in range(company.dice.choice([3, 6, 9, 14, 25, 40])):
                company.hire(str(unit))
        for _ in range(company.dice.choice([0, 0, 2, 6])):
            company.hire("")
        return company

    def hire(self, unit: str) -> None:
        self.hired += 1
        self.group_of[self.hired] = unit
        takes_part = self.dice.random() < 0.5
        self.counts["M-3"][self.hired] = takes_part
        self.counts["M-5"][self.hired] = takes_part and self.dice.random() < 0.5

    def live_a_week(self) -> None:
        """A few come, go and move, now and then a whole group does."""
        units = sorted({unit for unit in self.group_of.values() if unit})
        for _ in range(self.dice.choice([0, 1, 1, 2, 6])):
            self.hire(self.dice.choice([*units, ""]))
        for _ in range(self.dice.choice([0, 0, 1, 2, 5])):
            if len(self.group_of) > 12:
                del self.group_of[self.dice.choice(sorted(self.group_of))]
        for _ in range(self.dice.choice([0, 0, 1, 5, 7])):
            self.group_of[self.dice.choice(sorted(self.group_of))] = self.dice.choice(units)

    def change_their_ways(self) -> None:
        """Some take part who did not, and the other way round."""
        for person in self.dice.sample(
            sorted(self.group_of), min(len(self.group_of), self.dice.choice([0, 3, 12]))
        ):
            self.counts["M-3"][person] = not self.counts["M-3"][person]
            self.counts["M-5"][person] = self.counts["M-3"][person] and self.dice.random() < 0.5

    def members(self, unit: str | None) -> frozenset[int]:
        return frozenset(p for p, group in self.group_of.items() if unit is None or group == unit)

    def body(self, week: int) -> Body:
        units = sorted({unit for unit in self.group_of.values() if unit})
        return {
            "as_of": f"2026-{1 + week // 4:02}-{1 + 7 * (week % 4):02}",
            "people": len(self.group_of),
            "unplaced": len(self.members("")),
            "departments": [{"id": int(u), "name": u, "people": len(self.members(u))} for u in units],
            "measures": {key: self._measure(key, units) for key in MEASURES},
            "matrix": None,
            "detectors": {},
            "weekly": None,
        }

    def _measure(self, key: str, units: list[str]) -> Body:
        def figure(unit: str | None) -> Body:
            people = self.members(unit)
            count = sum(self.counts[key][person] for person in people)
            n = len(people)
            return {
                "value": count / n,
                "n": n,
                "people": n,
                "count": count,
                "low": 0.0,
                "high": 1.0,
                "parts": {},
                "reason": "",
            }

        departments = {unit: figure(unit) for unit in units}
        return {
            "company": figure(None),
            "previous": None,
            "last_year": None,
            "history": [],
            "departments": departments,
        }


@dataclass(frozen=True)
class Answer:
    """What one figure told: of whom, in which week, and how many of them count."""

    key: str
    week: int
    unit: str
    people: frozenset[int]
    counted: frozenset[int]


def publish(company: Company, weeks: int, *, is_static: bool = True) -> tuple[list[Answer], list[Body]]:
    """Live some weeks and publish each; return every new answer, exact, and the bodies as they were shown."""
    epochs: list[Epoch] = []
    answers: list[Answer] = []
    bodies: list[Body] = []
    last: Body | None = None
    for week in range(weeks):
        if week:
            company.live_a_week()
            if not is_static:
                company.change_their_ways()
        body = company.body(week)
        last = released(body, past=Past(dict(company.group_of), epochs, last), is_rounded=False)
        epochs.insert(0, epoch_of(body, last, dict(company.group_of)))
        bodies.append(last)
        answers += _answers(company, week, last)
    return answers, bodies


def _answers(company: Company, week: int, shown: Body) -> list[Answer]:
    found = []
    for key, measure in shown["measures"].items():
        for unit, figure in [("company", measure["company"]), *measure["departments"].items()]:
            if figure["hidden"] or figure["held_on"]:
                continue
            people = company.members(None if unit == "company" else unit)
            counted = frozenset(p for p in people if company.counts[key][p])
            assert figure["count"] == len(counted), "a fresh figure is the true one"
            found.append(Answer(key, week, unit, people, counted))
    return found


def unions(
    answers: list[Answer], key: str
) -> dict[tuple[int, frozenset[str]], tuple[frozenset[int], frozenset[int]]]:
    """Return every sum of an attacker: of any departments of a week, and the company less any of them."""
    by_week: dict[int, dict[str, Answer]] = {}
    for answer in answers:
        if answer.key == key:
            by_week.setdefault(answer.week, {})[answer.unit] = answer
    found = {}
    for week, told in by_week.items():
        whole = told.pop("company", None)
        for size in range(len(told) + 1):
            for chosen in itertools.combinations(sorted(told), size):
                people = frozenset().union(*(told[unit].people for unit in chosen))
                counted = frozenset().union(*(told[unit].counted for unit in chosen))
                if chosen:
                    found[week, frozenset(chosen)] = people, counted
                if whole:
                    found[week, frozenset({"company", *chosen})] = (
                        whole.people - people,
                        whole.counted - counted,
                    )
    return found


def solved(answers: list[Answer], key: str) -> list[int]:
    """Return whom linear algebra over all answers of all weeks solves for: whose own row lies in their span."""
    rows = [answer.people for answer in answers if answer.key == key]
    people = sorted(frozenset().union(*rows)) if rows else []
    if not people:
        return []
    matrix = np.array([[float(person in row) for person in people] for row in rows])
    _left, weights, right = np.linalg.svd(matrix, full_matrices=False)
    basis = right[weights > 1e-9]
    told = (basis**2).sum(axis=0)
    return [person for person, share in zip(people, told, strict=True) if share > 1 - 1e-9]
