"""The arithmetic of ballots: what may be cast, in whole numbers, and what it adds up to.

Each check returns nothing or raises BallotError with the sentence that the voter reads.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil, isqrt

LEMON_SHARES = (0.2, 0.3)
MOST_LEMONS = 3


class BallotError(ValueError):
    """A ballot that breaks its rule. `code` and `numbers` let a page say the same in any language."""

    def __init__(self, code: str, message: str, **numbers: int) -> None:
        super().__init__(message)
        self.code, self.numbers = code, numbers


@dataclass(frozen=True, slots=True)
class Points:
    """Ten votes, at most three on an idea: Σ x ≤ budget, 0 ≤ x ≤ cap; returned when the idea is decided."""

    budget: int = 10
    cap: int = 3

    def check(self, lines: Mapping[int, int]) -> None:
        _refuse_fractions(lines)
        _refuse_negative(lines)
        _refuse_above(lines, self.cap, "points")
        spent = sum(lines.values())
        if spent > self.budget:
            raise BallotError(
                "over_budget",
                f"That is {spent} points; there are {self.budget}.",
                spent=spent,
                budget=self.budget,
            )

    def left(self, lines: Mapping[int, int], returned: Iterable[int] = ()) -> int:
        """Return the points that are free: those on ideas already decided have come back."""
        back = set(returned)
        return self.budget - sum(x for idea, x in lines.items() if idea not in back)


@dataclass(frozen=True, slots=True)
class Quadratic:
    """v votes cost v² credits: Σ v² ≤ credits (Lalley & Weyl 2018); against only where the challenge says so."""

    credit: int = 100
    may_oppose: bool = False

    def check(self, lines: Mapping[int, int]) -> None:
        _refuse_fractions(lines)
        if not self.may_oppose:
            _refuse_negative(lines)
        cost = quadratic_cost(lines.values())
        if cost > self.credit:
            raise BallotError(
                "over_credit",
                f"These votes cost {cost} credits; there are {self.credit}.",
                cost=cost,
                credit=self.credit,
            )

    def left(self, lines: Mapping[int, int]) -> int:
        return self.credit - quadratic_cost(lines.values())

    def most_on_one(self, lines: Mapping[int, int], idea: int) -> int:
        """Return how many votes an idea can have beside the other lines."""
        others = quadratic_cost(v for key, v in lines.items() if key != idea)
        return isqrt(max(0, self.credit - others))


@dataclass(frozen=True, slots=True)
class Approval:
    """Yes to at most k ideas, the ballot before money is shared out."""

    most: int = 5
    fewest: int = 0

    def check(self, lines: Mapping[int, int]) -> None:
        _refuse_fractions(lines)
        if any(value not in {0, 1} for value in lines.values()):
            raise BallotError("yes_or_nothing", "An idea is either chosen or not.")
        chosen = sum(lines.values())
        if chosen > self.most:
            raise BallotError(
                "too_many",
                f"That is {chosen} ideas; choose at most {self.most}.",
                chosen=chosen,
                most=self.most,
            )
        if chosen < self.fewest:
            raise BallotError(
                "too_few",
                f"That is {chosen} ideas; choose at least {self.fewest}.",
                chosen=chosen,
                fewest=self.fewest,
            )


@dataclass(frozen=True, slots=True)
class Lemons:
    """Tokens for the worst (Klein & Garcia 2015): 20–30 % as many as ideas, at most three on one."""

    tokens: int
    cap: int = MOST_LEMONS

    @classmethod
    def among(cls, ideas: int, share: float = 0.25) -> "Lemons":
        """Return the ballot for so many ideas; raises ValueError for a share out of 20–30 %."""
        low, high = LEMON_SHARES
        if not low <= share <= high:
            raise ValueError("Between 20 and 30 % of the ideas are given as lemons.")
        return cls(ceil(share * ideas))

    def check(self, lines: Mapping[int, int]) -> None:
        _refuse_fractions(lines)
        _refuse_negative(lines)
        _refuse_above(lines, self.cap, "lemons")
        given = sum(lines.values())
        if given > self.tokens:
            raise BallotError(
                "over_budget",
                f"That is {given} lemons; there are {self.tokens}.",
                spent=given,
                budget=self.tokens,
            )


Rule = Points | Quadratic | Approval | Lemons


def quadratic_cost(votes: Iterable[int]) -> int:
    """Return Σ v²."""
    return sum(v * v for v in votes)


def totals(ballots: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Add up the lines of all ballots, idea by idea."""
    found: Counter[int] = Counter()
    for lines in ballots:
        for idea, value in lines.items():
            found[idea] += value
    return dict(found)


def merged(
    lines: Mapping[int, int], source: int, target: int, *, cap: int | None = None
) -> tuple[dict[int, int], int]:
    """Return a ballot after `source` was merged into `target`, and how many points come back above the cap."""
    moved = {idea: value for idea, value in lines.items() if idea != source}
    if source not in lines:
        return moved, 0
    together = moved.get(target, 0) + lines[source]
    kept = together if cap is None else min(together, cap)
    return moved | {target: kept}, together - kept


def _refuse_fractions(lines: Mapping[int, int]) -> None:
    if any(not isinstance(value, int) or isinstance(value, bool) for value in lines.values()):
        raise BallotError("whole_numbers", "Votes are whole numbers.")


def _refuse_negative(lines: Mapping[int, int]) -> None:
    if any(value < 0 for value in lines.values()):
        raise BallotError("negative", "Votes against are not part of this ballot.")


def _refuse_above(lines: Mapping[int, int], cap: int, what: str) -> None:
    most = max(lines.values(), default=0)
    if most > cap:
        raise BallotError(
            "over_cap", f"That is {most} {what} on one idea; at most {cap}.", given=most, cap=cap
        )
