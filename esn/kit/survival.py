"""Waiting times when some still wait: an unanswered question lengthens the median, it never vanishes."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Survival:
    """Share still waiting just after each time at which somebody was answered."""

    times: npt.NDArray[np.float64]
    waiting: npt.NDArray[np.float64]

    def quantile(self, share: float) -> float:
        """Return the first time by which `share` of all were answered; NaN when that has not happened."""
        reached = np.flatnonzero(self.waiting <= 1.0 - share + 1e-12)
        return float(self.times[reached[0]]) if reached.size else float("nan")

    @property
    def median(self) -> float:
        return self.quantile(0.5)


def kaplan_meier(durations: npt.ArrayLike, answered: npt.ArrayLike) -> Survival:
    """Estimate the curve (Kaplan & Meier 1958); not `answered` = still waiting after that duration."""
    waited, done = np.asarray(durations, float), np.asarray(answered, bool)
    times, events = np.unique(waited[done], return_counts=True)
    # Who was censored at exactly t was still waiting at t, hence in the set at risk.
    at_risk = len(waited) - np.searchsorted(np.sort(waited), times, side="left")
    waiting = np.cumprod(1.0 - events / np.maximum(at_risk, 1)).astype(np.float64)
    return Survival(times=times, waiting=waiting)
