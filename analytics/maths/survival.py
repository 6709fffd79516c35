"""Waiting times when some still wait; the curve is the kit's, for ideas wait too."""

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray
from analytics.maths.intervals import Z95, Interval
from esn.kit.survival import Survival, kaplan_meier

__all__ = ["Survival", "greenwood", "kaplan_meier", "quantile_interval"]


def greenwood(durations: npt.ArrayLike, answered: npt.ArrayLike) -> FloatArray:
    """Return Greenwood's sum Σ d / (n (n − d)) (1926) after each time of the curve: its variance over S²."""
    waited, done = np.asarray(durations, float), np.asarray(answered, bool)
    times, events = np.unique(waited[done], return_counts=True)
    at_risk = len(waited) - np.searchsorted(np.sort(waited), times, side="left")
    with np.errstate(divide="ignore"):
        return np.cumsum(events / (at_risk * (at_risk - events).astype(float)))


def quantile_interval(
    durations: npt.ArrayLike, answered: npt.ArrayLike, share: float = 0.5, *, z: float = Z95
) -> Interval:
    """Bound the time by which `share` were answered (Brookmeyer & Crowley 1982, on the log-log scale).

    A bound that the record is too short to show is NaN.
    """
    curve, target = kaplan_meier(durations, answered), 1.0 - share
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = np.sqrt(greenwood(durations, answered)) / np.abs(np.log(curve.waiting))
        lower = np.where(curve.waiting > 0, curve.waiting ** np.exp(z * spread), 0.0)
        upper = np.where(curve.waiting > 0, curve.waiting ** np.exp(-z * spread), 0.0)

    def first(band: FloatArray) -> float:
        reached = np.flatnonzero(band <= target + 1e-12)
        return float(curve.times[reached[0]]) if reached.size else UNDEFINED

    return Interval(first(lower), first(upper))
