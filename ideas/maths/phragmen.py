"""Sequential Phragmén: voters earn at equal speed, and a project is bought as soon as its supporters can pay.

With costs as in Los, Christoff & Grossi (2022); with unit costs and a budget of k seats it elects k candidates.
"""

from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

import numpy as np

from ideas.maths.arrays import IntArray
from ideas.maths.elections import Election


@dataclass(frozen=True, slots=True)
class Step:
    """A purchase, and the load (the time) that all its supporters carry after it."""

    project: int
    load: Fraction


def sequential_phragmen(election: Election) -> tuple[Step, ...]:
    """Return the purchases in order; it ends with the first that the budget does not hold, ties by precedence."""
    loads = [Fraction(0)]
    # For each group the number of the last purchase that it shared in, 0 for none.
    last: IntArray = np.zeros(len(election.groups), np.int64)
    rank, left, steps = election.precedence, election.budget, []
    queue = [(_load(election, p, loads, last), rank[p], p) for p, votes in enumerate(election.votes) if votes]
    heapify(queue)
    while queue:
        _old, _rank, project = heappop(queue)
        load = _load(election, project, loads, last)
        # Loads only rise, so an old one is a lower bound: whoever is still first has the lowest.
        if queue and (load, rank[project], project) > queue[0]:
            heappush(queue, (load, rank[project], project))
            continue
        if election.projects[project].cost > left:
            break
        left -= election.projects[project].cost
        loads.append(load)
        last[election.supporters[project]] = len(loads) - 1
        steps.append(Step(project, load))
    return tuple(steps)


def _load(election: Election, project: int, loads: list[Fraction], last: IntArray) -> Fraction:
    """Return (cost + Σ loads of the supporters) / supporters."""
    groups = election.supporters[project]
    # Sums of whole numbers far below 2^53 are exact in floats.
    heads = np.bincount(last[groups], weights=election.weights[groups])
    carried = sum((loads[n] * int(heads[n]) for n in np.flatnonzero(heads)), Fraction(0))
    return (election.projects[project].cost + carried) / election.votes[project]
