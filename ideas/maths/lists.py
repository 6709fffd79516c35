"""Orders of a list in which being early is no merit (A1, A3), and how fair a board was."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_AGE_CORRELATION = 0.15
HARDLY_SHOWN, WELL_SHOWN = 5.0, 50.0


def shuffle_key(secret: str, challenge: int, viewer: int, epoch: int, idea: int) -> str:  # noqa: PLR0913, PLR0917
    """Return the sort key of A1: HMAC-SHA256(secret, "challenge|viewer|epoch|idea") in hexadecimal."""
    message = f"{challenge}|{viewer}|{epoch}|{idea}"
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def mixed(best: Sequence[int], least_shown: Sequence[int]) -> list[int]:
    """Return the list of A3: odd places from the least shown first, even places by appeal, none twice."""
    queues = [list(reversed(least_shown)), list(reversed(best))]
    seen: set[int] = set()
    merged: list[int] = []
    turn = 0
    while queues[0] or queues[1]:
        queue = queues[turn % 2] or queues[1 - turn % 2]
        turn += 1
        while queue and queue[-1] in seen:
            queue.pop()
        if queue:
            merged.append(queue.pop())
            seen.add(merged[-1])
    return merged


def mixed_by(scores: npt.ArrayLike, exposures: npt.ArrayLike) -> list[int]:
    """Return row numbers in the order of A3, from the appeal and the exposure of each row; ties by number.

    As long as any idea was hardly shown, the well shown wait at the end: every idea reaches E ≥ 5 before any passes 50.
    """
    score, shown = np.asarray(scores, float), np.asarray(exposures, float)
    if not len(score):
        return []
    least = np.argsort(shown, kind="stable")
    # A tenth below the limit: one more page cannot carry an idea past it.
    must_wait = (shown >= 0.9 * WELL_SHOWN) & bool(shown.min() < HARDLY_SHOWN)
    best = np.lexsort((-score, must_wait))
    return mixed(best.tolist(), least.tolist())


def age_correlation(scores: npt.ArrayLike, births: npt.ArrayLike) -> float:
    """Return Pearson's correlation of the score with the moment of birth; 0 where either is the same for all."""
    score, birth = np.asarray(scores, float), np.asarray(births, float)
    if len(score) < 2 or np.ptp(score) == 0 or np.ptp(birth) == 0:
        return 0.0
    return float(np.corrcoef(score, birth)[0, 1])


def gini(values: npt.ArrayLike) -> float:
    """Return Gini's coefficient of exposures: 0 when all were shown alike; 0 when nothing was shown."""
    sorted_up = np.sort(np.asarray(values, float))
    n, total = len(sorted_up), sorted_up.sum()
    if not total:
        return 0.0
    return float(2 * (np.arange(1, n + 1) * sorted_up).sum() / (n * total) - (n + 1) / n)


@dataclass(frozen=True, slots=True)
class Fairness:
    """Whether a ranking may be published as one of merit."""

    age_correlation: float
    exposure_gini: float
    least_exposure: float

    @property
    def may_be_published(self) -> bool:
        """Whether being early or late explains too little to matter: |r| ≤ 0.15."""
        return abs(self.age_correlation) <= MOST_AGE_CORRELATION


def fairness(scores: npt.ArrayLike, births: npt.ArrayLike, exposures: npt.ArrayLike) -> Fairness:
    """Judge a ranking by its scores, the births of the ideas and how often each was shown."""
    shown = np.asarray(exposures, float)
    return Fairness(age_correlation(scores, births), gini(shown), float(shown.min()) if shown.size else 0.0)
