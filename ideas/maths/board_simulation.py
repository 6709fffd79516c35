"""A board whose true qualities are known: which order and which score find them (the table of A3).

80 ideas born in the first 25 of 30 days, 40 visits a day; a visitor sees a list, looks at place p with
probability θ_p = 1/p, and supports what is looked at with the idea's quality. `python -m
ideas.maths.board_simulation` prints the table.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.stats import kendalltau

from ideas.maths.appeal import appeal
from ideas.maths.arrays import FloatArray, IntArray
from ideas.maths.hot import hot
from ideas.maths.lists import age_correlation, mixed_by

IDEAS, DAYS, VISITS = 80, 30, 40
DECAY = 1.0
# Qualities: about one support in six looks, as the prior of A2 says.
QUALITY = (1.5, 8.0)
SECONDS_A_DAY = 86_400


@dataclass
class Board:
    """The state at a moment: who is born, and what was counted so far."""

    births: FloatArray
    supports: FloatArray
    exposures: FloatArray
    day: float
    dice: np.random.Generator

    @property
    def appeals(self) -> FloatArray:
        return np.array([appeal(int(k), e) for k, e in zip(self.supports, self.exposures, strict=True)])


Policy = Callable[[Board], list[int]]


def by_votes(board: Board) -> list[int]:
    """Order by supports, the older first among equals."""
    return _numbers(np.argsort(-board.supports, kind="stable"))


def shuffled(board: Board) -> list[int]:
    """Order at random, as A1 does for each viewer."""
    return _numbers(board.dice.permutation(len(board.births)))


def mixed_order(board: Board) -> list[int]:
    """Order as A3."""
    return mixed_by(board.appeals, board.exposures)


def reddit(board: Board) -> list[int]:
    """Order by Reddit's hot score."""
    heat = [
        hot(k, birth * SECONDS_A_DAY)
        for k, birth in zip(board.supports.tolist(), board.births.tolist(), strict=True)
    ]
    return _numbers(np.argsort(-np.array(heat), kind="stable"))


def _numbers(order: IntArray) -> list[int]:
    return [int(n) for n in order]


POLICIES: dict[str, Policy] = {
    "by votes": by_votes,
    "Reddit hot": reddit,
    "random A1": shuffled,
    "mixed A3": mixed_order,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """How well a score found the qualities: rank correlation, the ten best found, and what age explains."""

    tau: float
    recall: float
    age: float


def run(policy: Policy, *, seed: int, herding: float = 0.0) -> dict[str, Finding]:
    """Play a month and judge both scores: raw supports and the appeal of A2.

    `herding` raises the chance of support at the idea that leads, as one early vote does (Muchnik et al. 2013).
    """
    dice = np.random.default_rng(seed)
    quality = dice.beta(*QUALITY, IDEAS)
    births = np.sort(dice.uniform(0, DAYS * 5 / 6, IDEAS))
    board = Board(births, np.zeros(IDEAS), np.zeros(IDEAS), 0.0, dice)
    for visit in range(DAYS * VISITS):
        _visit(board, policy, quality, visit / VISITS, herding)
    return {
        "raw": _judged(board.supports, quality, births),
        "A2": _judged(board.appeals, quality, births),
    }


def _visit(board: Board, policy: Policy, quality: FloatArray, day: float, herding: float) -> None:
    born = int(np.searchsorted(board.births, day))
    if not born:
        return
    seen = Board(board.births[:born], board.supports[:born], board.exposures[:born], day, board.dice)
    order = np.array(policy(seen))
    theta = np.arange(1, born + 1) ** -DECAY
    is_looked_at = board.dice.random(born) < theta
    chance = quality[order] * (1 + herding * (board.supports[order] >= max(1, board.supports[:born].max())))
    is_supported = is_looked_at & (board.dice.random(born) < chance)
    board.exposures[order] += theta
    board.supports[order] += is_supported


def _judged(score: FloatArray, quality: FloatArray, births: FloatArray) -> Finding:
    best, found = set(np.argsort(-quality)[:10].tolist()), set(np.argsort(-score)[:10].tolist())
    return Finding(
        float(kendalltau(score, quality).statistic), len(best & found) / 10, age_correlation(score, births)
    )


def table(*, runs: int, herding: float = 0.0) -> dict[tuple[str, str], Finding]:
    """Return the mean finding of each policy and score over some runs."""
    rows = {}
    for name, policy in POLICIES.items():
        results = [run(policy, seed=seed, herding=herding) for seed in range(runs)]
        for score in ("raw", "A2"):
            found = [result[score] for result in results]
            means = [float(np.mean([getattr(one, key) for one in found])) for key in ("tau", "recall", "age")]
            rows[name, score] = Finding(*means)
    return rows


if __name__ == "__main__":
    for (policy_name, score_name), means in table(runs=10).items():
        print(
            f"{policy_name:12} {score_name:4} τ {means.tau:.2f}  recall {means.recall:.2f}  r {means.age:+.2f}"
        )  # noqa: T201
