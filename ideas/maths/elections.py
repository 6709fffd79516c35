"""What every budget rule counts: projects with costs, and approval ballots, equal ones put together."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Self

import numpy as np

from ideas.maths.arrays import BoolArray, IntArray

Amount = int | Fraction | Decimal | str


class ElectionError(ValueError):
    """The input is no election; the message says why."""


@dataclass(frozen=True, slots=True)
class Project:
    """Something that money can be given to, whole or not at all."""

    key: str
    cost: Fraction
    name: str = ""


@dataclass(frozen=True)
class Election:
    """Projects, a budget, and groups of equal ballots (indices of projects) with the number of voters in each."""

    projects: tuple[Project, ...]
    budget: Fraction
    groups: tuple[tuple[int, ...], ...]
    weights: IntArray
    lot: str = ""

    @classmethod
    def of(
        cls,
        costs: Iterable[Project] | Mapping[str, Amount],
        ballots: Iterable[Iterable[str]],
        budget: Amount,
        *,
        lot: str = "",
    ) -> Self:
        """Group the ballots; `lot` is the published seed of the last tie-break.

        Raises ElectionError for a negative amount, a repeated project, or a ballot with an unknown one.
        """
        projects = _projects(costs)
        place = {project.key: number for number, project in enumerate(projects)}
        if len(place) < len(projects):
            raise ElectionError("A project is listed twice.")
        try:
            counted = Counter(tuple(sorted({place[key] for key in ballot})) for ballot in ballots)
        except KeyError as unknown:
            raise ElectionError(f"A ballot names the unknown project {unknown.args[0]!r}.") from None
        return cls(projects, _amount(budget, "The budget"), tuple(counted), _counts(counted.values()), lot)

    @cached_property
    def voters(self) -> int:
        """How many ballots were cast, empty ones included."""
        return int(self.weights.sum())

    @cached_property
    def approvals(self) -> BoolArray:
        """Group by project: who approves what."""
        table = np.zeros((len(self.groups), len(self.projects)), bool)
        for row, group in enumerate(self.groups):
            table[row, list(group)] = True
        return table

    @cached_property
    def supporters(self) -> tuple[IntArray, ...]:
        """For each project the groups that approve it."""
        return tuple(np.flatnonzero(column).astype(np.int64) for column in self.approvals.T)

    @cached_property
    def votes(self) -> tuple[int, ...]:
        """For each project how many voters approve it."""
        return tuple(int(self.weights[groups].sum()) for groups in self.supporters)

    @cached_property
    def precedence(self) -> tuple[int, ...]:
        """For each project its rank in a tie: more supporters, then cheaper, then the published lot."""
        order = sorted(
            range(len(self.projects)),
            key=lambda p: (-self.votes[p], self.projects[p].cost, drawn(self.lot, self.projects[p].key)),
        )
        ranks = [0] * len(order)
        for rank, number in enumerate(order):
            ranks[number] = rank
        return tuple(ranks)

    def cost_of(self, chosen: Iterable[int]) -> Fraction:
        """Return what the chosen projects cost together."""
        return sum((self.projects[p].cost for p in chosen), Fraction(0))

    def keys(self, chosen: Iterable[int]) -> list[str]:
        """Return the keys of the chosen, in the order in which the projects are listed."""
        return [self.projects[p].key for p in sorted(chosen)]

    def without_ballot(self, ballot: Iterable[str]) -> Self:
        """Return the election as if one voter with this ballot had not voted; raises ElectionError if nobody has it."""
        keys = set(ballot)
        wanted = tuple(p for p, project in enumerate(self.projects) if project.key in keys)
        if wanted not in self.groups or len(wanted) != len(keys):
            raise ElectionError("Nobody has cast this ballot.")
        weights = self.weights.copy()
        weights[self.groups.index(wanted)] -= 1
        kept = np.flatnonzero(weights)
        return replace(self, groups=tuple(self.groups[g] for g in kept), weights=weights[kept])

    def within_budget(self) -> Self:
        """Return the election without the projects that cost more than the whole budget."""
        kept = [p for p, project in enumerate(self.projects) if project.cost <= self.budget]
        place = {old: new for new, old in enumerate(kept)}
        counted: Counter[tuple[int, ...]] = Counter()
        for group, weight in zip(self.groups, self.weights.tolist(), strict=True):
            counted[tuple(place[p] for p in group if p in place)] += weight
        projects = tuple(self.projects[p] for p in kept)
        return replace(self, projects=projects, groups=tuple(counted), weights=_counts(counted.values()))


def drawn(lot: str, key: str) -> str:
    """Return the lot of a project: SHA-256 over the published seed and the project, in hexadecimal; lowest wins."""
    return hashlib.sha256(f"{lot}|{key}".encode()).hexdigest()


def lot_of(challenge: object, closes_at: str) -> str:
    """Return the seed that is known before anybody votes: the challenge and the moment when voting closes."""
    return f"{challenge}|{closes_at}"


def _projects(costs: Iterable[Project] | Mapping[str, Amount]) -> tuple[Project, ...]:
    given = (
        [Project(key, _amount(cost, f"The cost of {key!r}")) for key, cost in costs.items()]
        if isinstance(costs, Mapping)
        else list(costs)
    )
    for project in given:
        _amount(project.cost, f"The cost of {project.key!r}")
    return tuple(given)


def _amount(value: Amount, what: str) -> Fraction:
    amount = Fraction(value)
    if amount < 0:
        raise ElectionError(f"{what} is negative.")
    return amount


def _counts(values: Iterable[int]) -> IntArray:
    return np.array(list(values), np.int64)
