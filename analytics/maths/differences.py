"""How far apart two rates are: as a difference, as a ratio, and after making the groups alike."""

import math
from dataclasses import dataclass

import numpy as np

from analytics.maths.arrays import UNDEFINED, BoolArray, IntArray
from analytics.maths.intervals import Z95, Interval, wilson

NONE = Interval(UNDEFINED, UNDEFINED)


def difference_interval(hits: tuple[int, int], of: tuple[int, int]) -> Interval:
    """Bound p₁ − p₂ from both Wilson intervals (Newcombe 1998, method 10)."""
    if not all(of):
        return NONE
    first, second = hits[0] / of[0], hits[1] / of[1]
    a, b = wilson(hits[0], of[0]), wilson(hits[1], of[1])
    down = math.hypot(first - a.low, b.high - second)
    up = math.hypot(a.high - first, second - b.low)
    return Interval(first - second - down, first - second + up)


def ratio_interval(hits: tuple[int, int], of: tuple[int, int]) -> Interval:
    """Bound p₁ / p₂ on the log scale (Katz et al. 1978); undefined without a hit on either side."""
    if not all(of) or not all(hits):
        return NONE
    ratio = (hits[0] / of[0]) / (hits[1] / of[1])
    spread = math.sqrt(1 / hits[0] - 1 / of[0] + 1 / hits[1] - 1 / of[1])
    return Interval(ratio * math.exp(-Z95 * spread), ratio * math.exp(Z95 * spread))


@dataclass(frozen=True, slots=True)
class Standardised:
    """A difference of rates as it would be if both groups were made up like the whole."""

    difference: float
    covered: int


def standardised_difference(hit: BoolArray, group: BoolArray, stratum: IntArray) -> Standardised:
    """Weigh each stratum's difference by its people (direct standardisation); strata with one group are left out."""
    total, people = 0.0, 0
    for number in np.unique(stratum):
        here = stratum == number
        mine, others = here & group, here & ~group
        if mine.any() and others.any():
            size = int(here.sum())
            total += size * (float(hit[mine].mean()) - float(hit[others].mean()))
            people += size
    return Standardised(total / people if people else UNDEFINED, people)
