"""Who gets something: how an outcome spreads over the voters, and whether one ballot matters."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ideas.maths.elections import Election


@dataclass(frozen=True)
class Representation:
    """How many voters have how much of what they approve."""

    voters: int
    # Funded projects among the approved → voters.
    by_projects: dict[int, int]
    # The mean money in funded projects that a voter approves.
    mean_money: Fraction

    @property
    def represented(self) -> int:
        """Voters with at least one funded project."""
        return self.voters - self.by_projects.get(0, 0)

    @property
    def share(self) -> float:
        """Their share of all voters; 0 where nobody voted."""
        return self.represented / self.voters if self.voters else 0.0

    @property
    def mean_projects(self) -> float:
        """The mean number of funded projects that a voter approves."""
        return sum(k * n for k, n in self.by_projects.items()) / self.voters if self.voters else 0.0


def represented(election: Election, winners: Iterable[int]) -> Representation:
    """Return how the winners spread over the voters."""
    chosen = frozenset(winners)
    counts: Counter[int] = Counter()
    money = Fraction(0)
    for group, weight in zip(election.groups, election.weights.tolist(), strict=True):
        pleased = chosen.intersection(group)
        counts[len(pleased)] += weight
        money += election.cost_of(pleased) * weight
    voters = election.voters
    return Representation(voters, dict(sorted(counts.items())), money / voters if voters else Fraction(0))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How many voters prefer which of two outcomes."""

    first: int
    second: int
    equal: int


def compared(
    election: Election, first: Iterable[int], second: Iterable[int], *, by_cost: bool = True
) -> Comparison:
    """Return how many voters have more under either outcome, in money or in number of projects."""
    values = [(project.cost if by_cost else Fraction(1)) for project in election.projects]
    one, other = frozenset(first), frozenset(second)
    counts: Counter[int] = Counter()
    for group, weight in zip(election.groups, election.weights.tolist(), strict=True):
        gain = sum((values[p] for p in one.intersection(group)), Fraction(0))
        gain -= sum((values[p] for p in other.intersection(group)), Fraction(0))
        counts[(gain > 0) - (gain < 0)] += weight
    return Comparison(counts[1], counts[-1], counts[0])


@dataclass(frozen=True)
class OneBallot:
    """What changes when one ballot is taken away: usually nothing, which is what the page then says."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether the outcome is the same."""
        return not self.gained and not self.lost


def without_ballot(
    election: Election, ballot: Iterable[str], count: Callable[[Election], Iterable[int]]
) -> OneBallot:
    """Count again without one voter who cast this ballot, and compare.

    Raises ElectionError when nobody has cast it.
    """
    fewer = election.without_ballot(ballot)
    before, after = set(election.keys(count(election))), set(fewer.keys(count(fewer)))
    return OneBallot(tuple(sorted(after - before)), tuple(sorted(before - after)))
