"""Groups of opinion from agreement and disagreement, as Polis finds them (Small et al. 2021; A8).

Votes are −1 (disagree), 0 (pass), +1 (agree) or NaN (not seen). Gaps take the mean of their statement, two principal
components make the map, k-means with k = 2…5 makes the groups; the silhouette chooses k, and no group may have fewer
than five people. The same votes always give the same groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from ideas.maths.arrays import FloatArray, IntArray

AGREE, PASS, DISAGREE = 1, 0, -1
SMALLEST_GROUP = 5
MOST_GROUPS = 5
FEWEST_VOTES = 7
STARTS = 10
# The silhouette compares everybody with everybody; so many people are enough to choose k.
SILHOUETTE_SAMPLE = 2_000


@dataclass(frozen=True)
class Opinions:
    """Where each person stands on the map, and in which group: 0 is the largest, −1 has voted too little."""

    places: FloatArray
    group: IntArray
    silhouette: float

    @property
    def groups(self) -> int:
        return int(self.group.max(initial=-1)) + 1


@dataclass(frozen=True, slots=True)
class Consensus:
    """A statement as the groups see it: agreements and answers of each, and the product of their shares."""

    statement: int
    agreed: tuple[int, ...]
    answered: tuple[int, ...]
    score: float


def opinion_map(votes: npt.ArrayLike) -> FloatArray:
    """Return two coordinates of each person: principal components of the imputed votes.

    People who saw little are moved outwards by √(statements / seen), as Polis does: they would all lie in the middle.
    """
    table = np.asarray(votes, float)
    people, statements = table.shape
    seen = np.isfinite(table)
    counts = seen.sum(axis=0)
    means = np.divide(
        np.where(seen, table, 0).sum(axis=0), counts, out=np.zeros(statements), where=counts > 0
    )
    centred = np.where(seen, table - means, 0.0)
    if min(people, statements) < 2:
        return np.zeros((people, 2))
    _left, _sizes, directions = np.linalg.svd(centred, full_matrices=False)
    # The sign of a component means nothing; the heaviest statement always counts as positive.
    signs = np.sign(directions[np.arange(2), np.abs(directions[:2]).argmax(axis=1)])
    outwards = np.sqrt(statements / np.maximum(seen.sum(axis=1), 1))
    return np.asarray(centred @ (directions[:2] * signs[:, None]).T * outwards[:, None], np.float64)


def opinion_groups(votes: npt.ArrayLike) -> Opinions:
    """Return the map and the groups; one group for everybody when no split has at least five people in each.

    Whoever voted on fewer than seven statements (or than all, if there are fewer) is not placed and in group −1.
    """
    table = np.asarray(votes, float)
    enough = np.isfinite(table).sum(axis=1) >= min(FEWEST_VOTES, max(1, table.shape[1]))
    # Equal votes in any order of people are one table, and so give one answer to the last bit.
    order = np.lexsort([np.arange(len(table)), *np.nan_to_num(table, nan=2.0).T])
    placed = order[enough[order]]
    places = np.full((len(table), 2), np.nan)
    group = np.full(len(table), -1, np.int64)
    places[placed] = opinion_map(table[placed])
    group[placed], quality = _clustered(places[placed])
    return Opinions(places, group, quality)


def _clustered(places: FloatArray) -> tuple[IntArray, float]:
    from sklearn.cluster import KMeans  # noqa: PLC0415  (two seconds of every start otherwise)
    from sklearn.metrics import silhouette_score  # noqa: PLC0415

    best, quality = np.zeros(len(places), np.int64), 0.0
    for count in range(2, MOST_GROUPS + 1):
        if len(np.unique(places.round(9), axis=0)) < count:
            break
        # So few numbers are not worth several threads, which only wait for each other on a busy machine.
        with threadpool_limits(limits=1):
            group = KMeans(count, n_init=STARTS, random_state=0).fit_predict(places)
        if np.bincount(group, minlength=count).min() < SMALLEST_GROUP:
            continue
        sample = min(len(places), SILHOUETTE_SAMPLE)
        reached = float(silhouette_score(places, group, sample_size=sample, random_state=0))
        if reached > quality:
            best, quality = _largest_first(group), reached
    return best, quality


def _largest_first(group: IntArray) -> IntArray:
    sizes = np.bincount(group)
    rank = np.empty(len(sizes), np.int64)
    rank[np.lexsort((np.arange(len(sizes)), -sizes))] = np.arange(len(sizes))
    return rank[group]


def consensus_score(agreed: Sequence[int], answered: Sequence[int]) -> float:
    """Return the group-informed consensus Π (A + 1)/(S + 2): one group against it is enough to sink a statement."""
    return float(np.prod([(a + 1) / (s + 2) for a, s in zip(agreed, answered, strict=True)]))


def consensus(votes: npt.ArrayLike, group: npt.ArrayLike) -> list[Consensus]:
    """Return each statement as the groups see it, the most widely shared first."""
    table, groups = np.asarray(votes, float), np.asarray(group, np.int64)
    found = []
    for statement, column in enumerate(table.T):
        agreed = tuple(int((column[groups == g] == AGREE).sum()) for g in range(groups.max(initial=-1) + 1))
        answered = tuple(int(np.isfinite(column[groups == g]).sum()) for g in range(len(agreed)))
        found.append(Consensus(statement, agreed, answered, consensus_score(agreed, answered)))
    return sorted(found, key=lambda one: (-one.score, one.statement))


def priority(agrees: int, passes: int, seen: int, extremity: float) -> float:
    """Return the weight with which a statement is shown next (Polis): few passes, far out, agreed with, and new.

    [(1 − (P+1)/(S+2))·(E+1)·(A+1)/(S+2)·(1 + 8·2^(−S/5))]²
    """
    passed, agreed = (passes + 1) / (seen + 2), (agrees + 1) / (seen + 2)
    importance = (1 - passed) * (extremity + 1) * agreed
    return float((importance * (1 + 8 * 2 ** (-seen / 5))) ** 2)
