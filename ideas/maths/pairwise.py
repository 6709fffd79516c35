"""Strength from comparisons: Bradley & Terry (1952), as likelihood or with a prior, with standard errors.

P(i beats j) = π_i / (π_i + π_j). Fitted by the MM iteration of Hunter (2004) and finished by Newton's method on the
same likelihood. With α > 0 every item also plays 2α games against an anchor of strength 1 and wins α of them, so that
any data have an answer; with α = 0 the first item is the zero of the scale. "I can't decide" is half a win each.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.linalg import get_lapack_funcs
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import cg

from ideas.maths.arrays import FloatArray, IntArray

ALPHA = 0.5
WARM_UP = 30
TOLERANCE = 1e-10


class NoEstimate(ValueError):  # noqa: N818 (a sentence, not an accident)
    """Without a prior these comparisons have no finite answer."""


@dataclass(frozen=True)
class Games:
    """Pairs that met, each once: wins of the first over the second, and the other way round."""

    items: int
    first: IntArray
    second: IntArray
    won: FloatArray
    lost: FloatArray

    @property
    def played(self) -> FloatArray:
        return self.won + self.lost

    def per_item(self, values: FloatArray, others: FloatArray) -> FloatArray:
        """Add up one value of each pair for its first item, another for its second."""
        total = np.bincount(self.first, values, self.items) + np.bincount(self.second, others, self.items)
        return total.astype(np.float64)

    @property
    def wins(self) -> FloatArray:
        return self.per_item(self.won, self.lost)

    @property
    def comparisons(self) -> FloatArray:
        """How often each item was compared."""
        return self.per_item(self.played, self.played)


def games(
    items: int, winners: npt.ArrayLike, losers: npt.ArrayLike, undecided: Iterable[tuple[int, int]] = ()
) -> Games:
    """Count comparisons, given as row numbers of items; `undecided` pairs count half for each.

    Raises ValueError for an item compared with itself or out of range.
    """
    draws = np.array(list(undecided), np.int64).reshape(-1, 2)
    first = np.concatenate([np.asarray(winners, np.int64), draws[:, 0], draws[:, 1]])
    second = np.concatenate([np.asarray(losers, np.int64), draws[:, 1], draws[:, 0]])
    worth = np.concatenate([np.ones(len(first) - 2 * len(draws)), np.full(2 * len(draws), 0.5)])
    if first.size and (min(first.min(), second.min()) < 0 or max(first.max(), second.max()) >= items):
        raise ValueError("A comparison names an unknown item.")
    if (first == second).any():
        raise ValueError("An item was compared with itself.")
    low, high = np.minimum(first, second), np.maximum(first, second)
    pair, which = np.unique(low * items + high, return_inverse=True)
    upward = first < second
    won = np.bincount(which[upward], worth[upward], len(pair)).astype(np.float64)
    lost = np.bincount(which[~upward], worth[~upward], len(pair)).astype(np.float64)
    return Games(items, pair // max(items, 1), pair % max(items, 1), won, lost)


def games_of_matrix(wins: npt.ArrayLike) -> Games:
    """Take a table of wins, row over column."""
    table = np.asarray(wins, float)
    first, second = np.nonzero(np.triu(table + table.T, 1))
    return Games(len(table), first, second, table[first, second], table[second, first])


@dataclass(frozen=True)
class Strengths:
    """λ = ln π of each item; the anchor, or without a prior the first item, is 0."""

    games: Games
    alpha: float
    log_strength: FloatArray

    def win_probability(self, one: int, other: int) -> float:
        """Return the probability that one beats the other."""
        return float(1 / (1 + np.exp(self.log_strength[other] - self.log_strength[one])))

    def errors(self) -> FloatArray:
        """Return the standard errors: roots of the diagonal of the inverse information matrix."""
        return _errors(self.games, self.log_strength, self.alpha)


def strengths(played: Games, *, alpha: float = ALPHA) -> Strengths:
    """Fit the strengths; raises NoEstimate when α = 0 and somebody won or lost all, or groups never met."""
    if alpha == 0:
        _refuse_unanswerable(played)
    log = _newton(played, _minorised(played, alpha), alpha)
    return Strengths(played, alpha, log - log[0] if alpha == 0 and played.items else log)


def shown_score(wins: float, losses: float) -> float:
    """Return 100·(w + 1)/(w + l + 2), the score that All Our Ideas shows (Salganik & Levy 2015)."""
    return 100 * (wins + 1) / (wins + losses + 2)


def _refuse_unanswerable(played: Games) -> None:
    """The likelihood has a maximum iff everybody can be reached from everybody by wins (Ford 1957)."""
    ways = np.concatenate(
        [np.stack([played.first, played.second]), np.stack([played.second, played.first])], axis=1
    )
    has_won = np.concatenate([played.won, played.lost]) > 0
    table = sparse.coo_array((np.ones(int(has_won.sum())), ways[:, has_won]), (played.items, played.items))
    if played.items and connected_components(table.tocsr(), directed=True, connection="strong")[0] > 1:
        raise NoEstimate("Some items won or lost against all others that they met; a prior is needed.")


def _minorised(played: Games, alpha: float) -> FloatArray:
    """Return λ after a few steps π_i ← (W_i + α) / (Σ_j N_ij/(π_i + π_j) + 2α/(π_i + 1))."""
    strength, wins = np.ones(played.items), played.wins + alpha
    for _ in range(WARM_UP):
        met = played.played / (strength[played.first] + strength[played.second])
        expected = played.per_item(met, met) + 2 * alpha / (strength + 1)
        strength = np.divide(wins, expected, out=strength.copy(), where=expected > 0)
        if alpha == 0:
            strength /= np.exp(np.log(strength).mean())
    return np.log(strength).astype(np.float64)


def _newton(played: Games, log: FloatArray, alpha: float) -> FloatArray:
    """Climb from there to the top; the step is halved until it climbs, which concavity guarantees."""
    height = _height(played, log, alpha)
    for _ in range(100):
        chance = _chances(played, log)
        slope = _slope(played, log, chance, alpha)
        if np.abs(slope).max(initial=0.0) < TOLERANCE * max(1.0, played.played.sum() / max(played.items, 1)):
            break
        step, _info = cg(_information(played, log, chance, alpha, ridge=1e-12), slope, rtol=1e-12)
        size = 1.0
        while size > 1e-6 and _height(played, log + size * step, alpha) < height:
            size /= 2
        log = log + size * step
        reached = _height(played, log, alpha)
        if reached - height <= 1e-15 * abs(reached) and np.abs(step).max() < 1e-9:
            break
        height = reached
    return log


def _chances(played: Games, log: FloatArray) -> FloatArray:
    return np.asarray(1 / (1 + np.exp(log[played.second] - log[played.first])), np.float64)


def _height(played: Games, log: FloatArray, alpha: float) -> float:
    """Return the log of the posterior."""
    ahead = log[played.first] - log[played.second]
    likelihood = -(played.won * np.logaddexp(0, -ahead) + played.lost * np.logaddexp(0, ahead)).sum()
    return float(likelihood - alpha * (np.logaddexp(0, -log) + np.logaddexp(0, log)).sum())


def _slope(played: Games, log: FloatArray, chance: FloatArray, alpha: float) -> FloatArray:
    surplus = played.won - played.played * chance
    return np.asarray(played.per_item(surplus, -surplus) + alpha - 2 * alpha / (1 + np.exp(-log)), np.float64)


def _information(
    played: Games, log: FloatArray, chance: FloatArray, alpha: float, *, ridge: float = 0.0
) -> sparse.csr_array:
    weight = played.played * chance * (1 - chance)
    anchored = 1 / (1 + np.exp(-log))
    diagonal = played.per_item(weight, weight) + 2 * alpha * anchored * (1 - anchored) + ridge
    n, every = played.items, np.arange(played.items)
    rows = np.concatenate([every, played.first, played.second])
    columns = np.concatenate([every, played.second, played.first])
    return sparse.coo_array((np.concatenate([diagonal, -weight, -weight]), (rows, columns)), (n, n)).tocsr()


def _errors(played: Games, log: FloatArray, alpha: float) -> FloatArray:
    matrix = _information(played, log, _chances(played, log), alpha).toarray()
    # Without a prior the first item is fixed: its row and column go, its error is 0.
    free = matrix if alpha else matrix[1:, 1:]
    if not free.size:
        return np.zeros(played.items)
    factor, invert = get_lapack_funcs(("potrf", "potri"), (free,))
    lower, failed = factor(free, lower=True, overwrite_a=True)
    inverse, _info = invert(lower, lower=True, overwrite_c=True)
    if failed:
        raise NoEstimate("The comparisons say nothing about some items.")
    errors = np.sqrt(np.diag(inverse))
    return np.asarray(errors if alpha else np.concatenate([[0.0], errors]), np.float64)
