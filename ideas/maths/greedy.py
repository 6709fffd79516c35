"""Funding by votes: what most cities do, shown beside equal shares so that the difference can be seen."""

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction

from ideas.maths.elections import Election


class Merit(StrEnum):
    """What the greedy rule looks at."""

    VOTES = "votes"
    # Votes for each unit of money.
    VOTES_PER_COST = "votes_per_cost"


def greedy(election: Election, *, merit: Merit = Merit.VOTES) -> tuple[int, ...]:
    """Return the projects in the order in which they are taken: the best first, skipping what does not fit any more.

    Ties go by the election's precedence. What nobody supports is never taken.
    """
    return _taken(election, _ranked(election, merit), election.budget)


def filled_up(election: Election, winners: frozenset[int]) -> tuple[int, ...]:
    """Return what still fits beside the winners, by votes."""
    waiting = [p for p in _ranked(election, Merit.VOTES) if p not in winners]
    return _taken(election, waiting, election.budget - election.cost_of(winners))


def _ranked(election: Election, merit: Merit) -> list[int]:
    def key(project: int) -> tuple[Fraction, int]:
        votes, cost = election.votes[project], election.projects[project].cost
        if merit is Merit.VOTES_PER_COST:
            # A free project comes first; its votes decide among several through the precedence.
            return (-Fraction(votes) / cost if cost else Fraction(-(10**30))), election.precedence[project]
        return Fraction(-votes), election.precedence[project]

    return sorted((p for p, votes in enumerate(election.votes) if votes), key=key)


def _taken(election: Election, waiting: Iterable[int], left: Fraction) -> tuple[int, ...]:
    taken = []
    for project in waiting:
        if election.projects[project].cost <= left:
            left -= election.projects[project].cost
            taken.append(project)
    return tuple(taken)
