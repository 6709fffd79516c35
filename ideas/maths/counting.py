"""One door to every budget rule, for the command, the pages and the bundle."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ideas.maths.completion import Completion, Progress, completed
from ideas.maths.elections import Election
from ideas.maths.equal_shares import Utility
from ideas.maths.greedy import Merit, greedy
from ideas.maths.phragmen import sequential_phragmen


class Rule(StrEnum):
    """How the money is shared out."""

    EQUAL_SHARES = "mes"
    GREEDY = "greedy"
    GREEDY_BY_COST = "greedy-cost"
    PHRAGMEN = "phragmen"


@dataclass(frozen=True)
class Method:
    """A rule with its settings; those that a rule does not know are ignored."""

    rule: Rule = Rule.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1
    step: Fraction = Fraction(1)


@dataclass(frozen=True)
class Outcome:
    """The winners in the order in which they were taken; the rest is known for equal shares only."""

    election: Election
    method: Method
    order: tuple[int, ...]
    share: Fraction | None = None
    increments: int | None = None
    overspent_at: int | None = None
    stable_from: int | None = None

    @property
    def winners(self) -> frozenset[int]:
        return frozenset(self.order)

    @property
    def spending(self) -> Fraction:
        """What the winners cost together."""
        return self.election.cost_of(self.order)


def counted(election: Election, method: Method = Method(), *, progress: Progress | None = None) -> Outcome:
    """Count an election; `progress` hears each increment of equal shares."""
    if method.rule is Rule.EQUAL_SHARES:
        return _by_equal_shares(election, method, progress)
    if method.rule is Rule.PHRAGMEN:
        return Outcome(election, method, tuple(step.project for step in sequential_phragmen(election)))
    merit = Merit.VOTES if method.rule is Rule.GREEDY else Merit.VOTES_PER_COST
    return Outcome(election, method, greedy(election, merit=merit))


def _by_equal_shares(election: Election, method: Method, progress: Progress | None) -> Outcome:
    done = completed(
        election,
        utility=method.utility,
        completion=method.completion,
        step=method.step,
        progress=progress,
    )
    order = (*done.shares.bought, *done.topped_up)
    return Outcome(
        election,
        method,
        order,
        done.shares.share,
        done.increments,
        done.overspent_at,
        done.stable_from,
    )
