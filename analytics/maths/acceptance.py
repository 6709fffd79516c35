"""The figures that metrics.md 4.1 and 4.2 state for D1 and D2, to stand beside what a simulation finds."""

from dataclasses import dataclass

import numpy as np

from analytics.maths.arrays import UNDEFINED
from analytics.maths.simulation import Fired

# Watch, alert and median week of the alert, in percent and weeks; nothing stated is not a number.
WITHERING: dict[str, list[tuple[float, ...]]] = {
    "stable": [(UNDEFINED, 3), (UNDEFINED, 0), (UNDEFINED, 0), (UNDEFINED, 0)],
    "decline to 20 %": [(UNDEFINED, 90, 37), (UNDEFINED, 99, 32), (UNDEFINED, 100, 29), (UNDEFINED, 100, 24)],
    "mild fall to 75 %": [(32, 16), (36, 12), (75, 13), (93, 26)],
}
SILOS: dict[str, list[tuple[float, ...]]] = {
    "all 30 %": [(0, 0), (0, 0), (0, 0), (0, 0)],
    "all 8 %": [(0, 0), (0, 0), (0, 0), (12, 0)],
    "18-42 %, rising with size": [(0, 0), (0, 0), (0, 0), (0, 0)],
    "10-50 %, small best": [(94, 0), (80, 0), (89, 0), (32, 0)],
    "half at 40 %, half at 8 %": [(100, 0), (100, 0), (100, 0), (96, 0)],
    "two mid-size at 50 %, rest 10 %": [(100, 97), (100, 67), (100, 49), (97, 27)],
    "one mid-size at 60 %, rest 8 %": [(100, 99), (100, 58), (100, 100), (98, 74)],
    "one large at 60 %, rest 8 %": [(100, 100), (100, 100), (100, 100), (99, 78)],
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One cell: what was found and what is stated, and whether the one is within the sampling error of the other."""

    found: Fired
    stated: tuple[float, ...]
    is_within: bool


def compared(found: Fired, stated: tuple[float, ...], *, runs: int, stated_runs: int) -> Compared:
    """Compare a cell: shares within three standard errors of the difference and two points, weeks within three."""
    pairs = [(100 * found.watch, stated[0]), (100 * found.alert, stated[1])]
    is_within = all(_is_near(one, other, runs, stated_runs) for one, other in pairs)
    if len(stated) > 2:
        is_within = is_within and abs(found.week - stated[2]) <= 3
    return Compared(found, stated, is_within)


def _is_near(found: float, stated: float, runs: int, stated_runs: int) -> bool:
    if np.isnan(stated):
        return True
    share = min(max((found * runs + stated * stated_runs) / (runs + stated_runs) / 100, 0.01), 0.99)
    error = 100 * np.sqrt(share * (1 - share) * (1 / runs + 1 / stated_runs))
    return bool(abs(found - stated) <= 3 * error + 2)
