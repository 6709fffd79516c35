"""The Method of Equal Shares (Peters, Pierczyński & Skowron 2021) on approval ballots, exactly.

Each of n voters gets B/n. Again and again, of the projects whose supporters hold enough, the one is bought that costs
its supporters least per unit of utility: the smallest ρ with Σ min(money, ρ) = cost, divided by the cost (cost
utility) or by one (cardinality). Every supporter pays min(money, ρ). Nothing is rounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from ideas.maths.elections import Election
from ideas.maths.purses import UNIT, Price, Purse


class Utility(StrEnum):
    """What a voter gains from an approved project that is built."""

    COST = "cost"
    CARDINALITY = "cardinality"


@dataclass(frozen=True, slots=True)
class Purchase:
    """A round: the project, and the most that any of its supporters pays for it."""

    project: int
    price: Fraction


@dataclass(frozen=True)
class Shares:
    """An outcome: what each voter was given, and what was bought in which order."""

    election: Election
    utility: Utility
    share: Fraction
    bought: tuple[int, ...]
    # (numerator, denominator) as they came; `rounds` brings them to lowest terms.
    prices: tuple[tuple[int, int], ...]

    @property
    def winners(self) -> frozenset[int]:
        """The projects that get their money."""
        return frozenset(self.bought)

    @property
    def spending(self) -> Fraction:
        """What they cost together."""
        return self.election.cost_of(self.bought)

    @property
    def rounds(self) -> tuple[Purchase, ...]:
        """The purchases in their order, prices exact."""
        return tuple(
            Purchase(project, Fraction(*price))
            for project, price in zip(self.bought, self.prices, strict=True)
        )


def equal_shares(
    election: Election, *, utility: Utility = Utility.COST, share: Fraction | None = None
) -> Shares:
    """Return what the voters buy, each starting with the share (default B/n).

    A project that costs nothing is taken as soon as somebody supports it; one that nobody supports never is.
    """
    given = _even_share(election) if share is None else share
    purse, steps = Purse(election, given), []
    for project, price in _Market(purse, utility).sales():
        steps.append((project, (price.top, purse.denominator * price.bottom)))
        purse.charge(project, price)
    return Shares(
        election, utility, given, tuple(p for p, _price in steps), tuple(price for _p, price in steps)
    )


def _even_share(election: Election) -> Fraction:
    return election.budget / election.voters if election.voters else Fraction(0)


class _Market:
    """The projects not yet bought, cheapest possible first.

    What a project costs each supporter only rises while money is spent, so an old figure is a lower bound, and only
    projects whose bound is lowest need to be looked at again.
    """

    def __init__(self, purse: Purse, utility: Utility) -> None:
        self.purse = purse
        self.election = purse.election
        self.by_cost = utility is Utility.COST
        votes = self.election.votes
        wanted = [p for p in range(len(votes)) if votes[p]]
        self.free = [p for p in wanted if not purse.costs[p]]
        self.queue = [
            (self._per_unit(p, purse.plain_costs[p] / votes[p]) * (1 - 8 * UNIT), p)
            for p in wanted
            if purse.costs[p]
        ]
        heapify(self.queue)

    def sales(self) -> Iterator[tuple[int, Price]]:
        """Yield each project to be bought now, with its price; the caller charges it before asking for the next."""
        for project in sorted(self.free, key=self.election.precedence.__getitem__):
            yield project, Price(0, self.election.votes[project])
        while True:
            sale = self._settle(self._contenders())
            if sale is None:
                return
            yield sale

    def _per_unit(self, project: int, price: float) -> float:
        return price / self.purse.plain_costs[project] if self.by_cost else price

    def _contenders(self) -> list[tuple[int, float, float]]:
        """Return (project, price from below, from above) of all that may be the cheapest, taken from the queue."""
        fresh: dict[int, tuple[float, float]] = {}
        found: list[tuple[int, float, float]] = []
        best = inf
        while self.queue and self.queue[0][0] <= best:
            _bound, project = heappop(self.queue)
            if project in fresh:
                low, high = fresh[project]
                found.append((project, low, high))
                best = min(best, self._per_unit(project, high) * (1 + 4 * UNIT))
                continue
            low, high = self._quote(project)
            if high < inf:
                fresh[project] = low, high
                heappush(self.queue, (self._per_unit(project, low) * (1 - 4 * UNIT), project))
        return found

    def _quote(self, project: int) -> tuple[float, float]:
        """Return the bounds of a price; where even being affordable is too close to call, the exact one."""
        low, high = self.purse.bounds(project)
        if low < inf <= high:
            price = self.purse.exact(project, low, high)
            if price is None:
                return inf, inf
            plain = price.top / (self.purse.denominator * price.bottom)
            low, high = plain * (1 - 4 * UNIT), plain * (1 + 4 * UNIT)
        return low, high

    def _settle(self, contenders: list[tuple[int, float, float]]) -> tuple[int, Price] | None:
        """Return the cheapest of the contenders by exact comparison, ties by precedence; the others queue again."""
        best: tuple[int, Price] | None = None
        for project, low, high in contenders:
            price = self.purse.exact(project, low, high)
            if price is not None and (best is None or self._is_before((project, price), best)):
                best = project, price
        for project, low, _high in contenders:
            if best is None or project != best[0]:
                heappush(self.queue, (self._per_unit(project, low) * (1 - 4 * UNIT), project))
        return best

    def _is_before(self, one: tuple[int, Price], other: tuple[int, Price]) -> bool:
        costs, rank = self.purse.costs, self.election.precedence
        gain, other_gain = (costs[one[0]], costs[other[0]]) if self.by_cost else (1, 1)
        mine = one[1].top * other[1].bottom * other_gain
        theirs = other[1].top * one[1].bottom * gain
        return mine < theirs or (mine == theirs and rank[one[0]] < rank[other[0]])
