"""How long ideas wait in a state: median and the slow end, those that still wait included."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from esn.kit.survival import kaplan_meier


@dataclass(frozen=True, slots=True)
class Waits:
    """Quantiles of a waiting time; None where so many have not got through yet."""

    total: int
    still_waiting: int
    median: float | None
    p85: float | None
    p90: float | None


def waits(durations: npt.ArrayLike, is_over: npt.ArrayLike) -> Waits:
    """Return the quantiles of durations of which some are not over (Kaplan & Meier 1958)."""
    over = np.asarray(is_over, bool)
    curve = kaplan_meier(durations, over)
    median, p85, p90 = (None if np.isnan(q) else q for q in map(curve.quantile, (0.5, 0.85, 0.9)))
    return Waits(len(over), int((~over).sum()), median, p85, p90)
