"""Everybody's money in the Method of Equal Shares: floats that decide at once, whole numbers behind them.

Floating point only ever *excludes*: each figure carries a bound of its error, and whatever is closer than that is
settled by integers over one common denominator. So every outcome is the exact one (a filter, as in exact geometry:
Shewchuk 1997), at the speed of arrays.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import gcd, inf, lcm

import numpy as np

from ideas.maths.arrays import BoolArray, FloatArray, IntArray
from ideas.maths.elections import Election

UNIT = 2.0**-52
NEVER = (inf, inf)


@dataclass(frozen=True, slots=True)
class Price:
    """The most that a supporter pays for a project, exactly: top / (denominator of the purse · bottom)."""

    top: int
    bottom: int


class Purse:
    """What each group of voters still holds, with every price paid so far."""

    def __init__(self, election: Election, share: Fraction) -> None:
        """Give each voter the share."""
        self.election = election
        costs = [project.cost for project in election.projects]
        self.denominator = lcm(share.denominator, *(cost.denominator for cost in costs))
        self.share = int(share * self.denominator)
        self.costs = [int(cost * self.denominator) for cost in costs]
        self.plain_costs = [float(cost) for cost in costs]
        self.plain_share = float(share)
        self.left: FloatArray = np.full(len(election.groups), self.plain_share)
        self.bought: list[int] = []
        self._columns: IntArray = np.zeros(0, np.int64)
        self.prices: list[int] = []

    @property
    def slack(self) -> float:
        """How far a float in `left` may be from the truth: a rounding for each number that went into it."""
        return (2 * len(self.bought) + 3) * UNIT * self.plain_share

    def bounds(self, project: int) -> tuple[float, float]:
        """Return the price of a project from below and above; both infinite when its supporters surely cannot pay."""
        holders = self._holders(project)
        if not holders.size:
            return NEVER
        money, weight = self.left[holders], self.election.weights[holders]
        order = money.argsort()
        money, weight = money[order], weight[order]
        heads, sums = weight.cumsum(), (weight * money).cumsum()
        raised = sums + money * (heads[-1] - heads)
        cost = self.plain_costs[project]
        margin = heads[-1] * self.slack + (len(money) + 8) * UNIT * float(sums[-1]) + 4 * UNIT * cost
        low = _price(cost - margin, raised, heads, sums)
        high = _price(cost + margin, raised, heads, sums)
        return low * (1 - 4 * UNIT), high * (1 + 4 * UNIT)

    def exact(self, project: int, low: float, high: float) -> Price | None:
        """Return the price in whole numbers, given its bounds; None when the supporters cannot pay."""
        holders = self._holders(project)
        money, weight = self.left[holders], self.election.weights[holders]
        poor, rich = money + self.slack < low, money - self.slack > high
        close = ~(poor | rich)
        paid = self._sum(holders[poor])
        payers = int(weight[~poor].sum())
        target = self.costs[project]
        # Those whose money is too close to the price, from the poorest up.
        for amount, heads in sorted(self._amounts(holders[close])):
            if paid + amount * payers >= target:
                break
            paid += amount * heads
            payers -= heads
        return Price(target - paid, payers) if payers else None

    def charge(self, project: int, price: Price) -> None:
        """Take min(what is left, price) from every supporter."""
        holders = self._holders(project)
        plain = price.top / (self.denominator * price.bottom)
        money, edge = self.left[holders], self.slack + 4 * UNIT * plain
        rich, poor = money > plain + edge, money < plain - edge
        close = holders[~(rich | poor)]
        if close.size:
            self.left[close] = self._leftover(close, price)
        self.left[holders[poor]] = 0.0
        self.left[holders[rich]] -= plain
        self._remember(project, price)

    def _holders(self, project: int) -> IntArray:
        groups = self.election.supporters[project]
        return groups[self.left[groups] > 0.0]

    def _remember(self, project: int, price: Price) -> None:
        """Widen the common denominator so that the new price is whole too."""
        shared = gcd(price.top, price.bottom)
        factor = price.bottom // shared
        if factor > 1:
            self.denominator *= factor
            self.share *= factor
            self.costs = [cost * factor for cost in self.costs]
            self.prices = [paid * factor for paid in self.prices]
        self.prices.append(price.top // shared)
        self.bought.append(project)
        self._columns = np.array(self.bought, np.int64)

    def _sum(self, groups: IntArray) -> int:
        """Return what the groups hold together: their shares without the prices that they have paid in full."""
        weight = self.election.weights[groups]
        total = int(weight.sum()) * self.share
        if self.bought and total:
            payers = weight @ self._approved(groups)
            total -= sum(price * count for price, count in zip(self.prices, payers.tolist(), strict=True))
        return total

    def _amounts(self, groups: IntArray) -> list[tuple[int, int]]:
        """Return (money of each voter, voters), one entry for each different history of payments."""
        heads: dict[bytes, int] = {}
        if not groups.size:
            return []
        for row, weight in zip(self._approved(groups), self.election.weights[groups].tolist(), strict=True):
            key = row.tobytes()
            heads[key] = heads.get(key, 0) + weight
        return [(self._amount(key), count) for key, count in heads.items()]

    def _amount(self, paid: bytes) -> int:
        """Return what is left of a share after the prices marked; whoever was emptied is not asked any more."""
        return self.share - sum(price for price, mark in zip(self.prices, paid, strict=True) if mark)

    def _approved(self, groups: IntArray) -> BoolArray:
        return self.election.approvals[groups[:, None], self._columns]

    def _leftover(self, groups: IntArray, price: Price) -> list[float]:
        """Return what stays with groups that hold about the price: nothing, or very little."""
        scale = self.denominator * price.bottom
        held = [self._amount(row.tobytes()) for row in self._approved(groups)]
        return [max(0, amount * price.bottom - price.top) / scale for amount in held]


def _price(target: float, raised: FloatArray, heads: IntArray, sums: FloatArray) -> float:
    """Return ρ with Σ min(money, ρ) = target over voters sorted by money; infinite when they hold less."""
    first = int(raised.searchsorted(target))
    if first == len(raised):
        return inf
    before_heads, before_sum = (int(heads[first - 1]), float(sums[first - 1])) if first else (0, 0.0)
    return max(0.0, target - before_sum) / (int(heads[-1]) - before_heads)
