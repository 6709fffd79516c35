"""Whether it worked: before and after, beside those where nothing was done (difference in differences)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ideas.maths.arrays import UNDEFINED


@dataclass(frozen=True, slots=True)
class Effect:
    """The estimated effect with its interval; NaN where too little is known for one."""

    effect: float
    low: float
    high: float
    treated_change: float
    other_change: float

    @property
    def is_certain(self) -> bool:
        """Whether the interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


def difference_in_differences(  # noqa: PLR0913 (four groups of readings and a level)
    treated_before: Sequence[float],
    treated_after: Sequence[float],
    other_before: Sequence[float],
    other_after: Sequence[float],
    *,
    confidence: float = 0.95,
) -> Effect:
    """Return (treated after − before) − (others after − before) from independent readings (Card & Krueger 1994).

    The interval is Welch's, with Satterthwaite's degrees of freedom over the four groups. Raises ValueError when a
    group has no reading.
    """
    groups = [np.asarray(g, float) for g in (treated_before, treated_after, other_before, other_after)]
    if any(not group.size for group in groups):
        raise ValueError("Each of the four groups needs a reading.")
    before, after, usual_before, usual_after = (float(group.mean()) for group in groups)
    changes = after - before, usual_after - usual_before
    effect = changes[0] - changes[1]
    half = _half_width(groups, confidence)
    return Effect(effect, effect - half, effect + half, *changes)


def paired_difference_in_differences(
    treated: npt.ArrayLike, others: npt.ArrayLike, *, confidence: float = 0.95
) -> Effect:
    """Return the same from units that were read twice, rows of (before, after): each unit is its own comparison."""
    own, usual = np.asarray(treated, float).reshape(-1, 2), np.asarray(others, float).reshape(-1, 2)
    if not len(own) or not len(usual):
        raise ValueError("Both groups need a unit.")
    gains = [rows[:, 1] - rows[:, 0] for rows in (own, usual)]
    changes = float(gains[0].mean()), float(gains[1].mean())
    effect, half = changes[0] - changes[1], _half_width(gains, confidence)
    return Effect(effect, effect - half, effect + half, *changes)


def _half_width(groups: Sequence[npt.NDArray[np.float64]], confidence: float) -> float:
    if any(len(group) < 2 for group in groups):
        return UNDEFINED
    parts = [float(group.var(ddof=1)) / len(group) for group in groups]
    if not sum(parts):
        return 0.0
    freedom = sum(parts) ** 2 / sum(part**2 / (len(g) - 1) for part, g in zip(parts, groups, strict=True))
    from scipy.stats import t as student  # noqa: PLC0415  (two seconds of every start otherwise)

    return float(student.ppf((1 + confidence) / 2, freedom)) * float(np.sqrt(sum(parts)))
