"""What happens with money that equal shares leave over: more budget step by step, or nothing.

*Add1* counts again with one more unit of money per voter, and again, and keeps the last outcome before the first that
costs more than the real budget. It stops at that and at nothing else: a set to which nothing affordable could be added
may still be improved by the next step. There is no greedy top-up unless it is asked for (*add1u*).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ideas.maths.elections import Election
from ideas.maths.equal_shares import Shares, Utility, equal_shares
from ideas.maths.greedy import filled_up

Progress = Callable[[int], None]


class Completion(StrEnum):
    """How the budget is used up."""

    NONE = "none"
    ADD1 = "add1"
    # Add1, then what still fits by votes.
    ADD1U = "add1u"
    # Add1 that also stops when nothing affordable is left: for comparison only.
    ADD1E = "add1e"
    # The first outcome, then what still fits by votes.
    UTILITARIAN = "utilitarian"


@dataclass(frozen=True)
class Completed:
    """The outcome that counts, and how it was reached."""

    shares: Shares
    completion: Completion
    # Steps of extra money in the outcome that counts.
    increments: int = 0
    # The step that would have overspent; None when the count ended otherwise.
    overspent_at: int | None = None
    # From which step on the same set was bought.
    stable_from: int = 0
    topped_up: tuple[int, ...] = ()

    @property
    def winners(self) -> frozenset[int]:
        """All projects that get their money."""
        return self.shares.winners | frozenset(self.topped_up)

    @property
    def spending(self) -> Fraction:
        """What they cost together."""
        return self.shares.election.cost_of(self.winners)


def completed(
    election: Election,
    *,
    utility: Utility = Utility.COST,
    completion: Completion = Completion.ADD1,
    step: Fraction = Fraction(1),
    progress: Progress | None = None,
) -> Completed:
    """Count by equal shares and complete; `step` is the extra money of each voter, one unit of currency by default.

    `progress` hears each increment. Raises ValueError for a step that is not positive.
    """
    if step <= 0:
        raise ValueError("The step must be positive.")
    if completion in {Completion.NONE, Completion.UTILITARIAN}:
        found = Completed(equal_shares(election, utility=utility), completion)
    else:
        is_patient = completion is not Completion.ADD1E
        found = _last_within_budget(
            election, completion, _raised(election, utility, step, progress), is_patient=is_patient
        )
    if completion in {Completion.ADD1U, Completion.UTILITARIAN}:
        return _with(found, filled_up(election, found.shares.winners))
    return found


def _raised(
    election: Election, utility: Utility, step: Fraction, progress: Progress | None
) -> Iterator[Shares]:
    """Yield the outcome of each increment, without end."""
    share = election.budget / election.voters if election.voters else Fraction(0)
    while True:
        yield equal_shares(election, utility=utility, share=share)
        share += step
        if progress:
            progress(int((share * election.voters - election.budget) / (step * max(election.voters, 1))))


def _last_within_budget(
    election: Election, completion: Completion, outcomes: Iterator[Shares], *, is_patient: bool
) -> Completed:
    wanted = frozenset(p for p, votes in enumerate(election.votes) if votes)
    best, stable_from = next(outcomes), 0
    for number, outcome in enumerate(outcomes, 1):
        # When all that anybody wants is bought, more money buys nothing more.
        if best.winners == wanted or not (is_patient or _has_room(election, best.winners)):
            return Completed(best, completion, number - 1, None, stable_from)
        if outcome.spending > election.budget:
            return Completed(best, completion, number - 1, number, stable_from)
        if outcome.winners != best.winners:
            stable_from = number
        best = outcome
    raise AssertionError("the increments never end")


def _has_room(election: Election, winners: frozenset[int]) -> bool:
    left = election.budget - election.cost_of(winners)
    return any(
        election.projects[p].cost <= left
        for p, votes in enumerate(election.votes)
        if votes and p not in winners
    )


def _with(found: Completed, topped_up: tuple[int, ...]) -> Completed:
    return Completed(
        found.shares,
        found.completion,
        found.increments,
        found.overspent_at,
        found.stable_from,
        topped_up,
    )
