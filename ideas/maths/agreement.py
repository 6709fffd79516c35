"""How far evaluators agree: intraclass correlations and Krippendorff's alpha."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ideas.maths.arrays import UNDEFINED, FloatArray

# Below this α the page says that the panel does not agree.
ENOUGH_AGREEMENT = 0.4


@dataclass(frozen=True, slots=True)
class Intraclass:
    """The six coefficients of Shrout & Fleiss (1979): one judge's reliability, and that of the mean of all k."""

    one_way: float
    two_way_random: float
    two_way_fixed: float
    one_way_mean: float
    two_way_random_mean: float
    two_way_fixed_mean: float


def intraclass(ratings: npt.ArrayLike) -> Intraclass:
    """Return the coefficients of a full table, targets by judges.

    Raises ValueError for fewer than two of either, or a missing rating; a coefficient without variance is NaN.
    """
    table = np.asarray(ratings, float)
    if table.ndim != 2 or min(table.shape) < 2 or not np.isfinite(table).all():
        raise ValueError("A full table of at least two targets and two judges is needed.")
    n, k = table.shape
    grand, rows, columns = table.mean(), table.mean(axis=1), table.mean(axis=0)
    total = float(((table - grand) ** 2).sum())
    between = k * float(((rows - grand) ** 2).sum())
    judges = n * float(((columns - grand) ** 2).sum())
    bms, wms = between / (n - 1), (total - between) / (n * (k - 1))
    jms, ems = judges / (k - 1), max(0.0, total - between - judges) / ((n - 1) * (k - 1))
    return Intraclass(
        one_way=_ratio(bms - wms, bms + (k - 1) * wms),
        two_way_random=_ratio(bms - ems, bms + (k - 1) * ems + k * (jms - ems) / n),
        two_way_fixed=_ratio(bms - ems, bms + (k - 1) * ems),
        one_way_mean=_ratio(bms - wms, bms),
        two_way_random_mean=_ratio(bms - ems, bms + (jms - ems) / n),
        two_way_fixed_mean=_ratio(bms - ems, bms),
    )


class Scale(StrEnum):
    """How different two values are: by being different, by rank, by distance, by proportion."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


def alpha(ratings: npt.ArrayLike | Sequence[Sequence[float | None]], scale: Scale = Scale.INTERVAL) -> float:
    """Return Krippendorff's α (2011) of a table of coders by units; None or NaN is missing.

    Units with fewer than two values say nothing. NaN when there is none left, or no variation at all.
    """
    table = np.array(
        [[np.nan if x is None else x for x in row] for row in np.asarray(ratings, object)], float
    )
    values = np.unique(table[np.isfinite(table)])
    counts = np.array([[(column == value).sum() for value in values] for column in table.T], float)
    counts = counts[counts.sum(axis=1) >= 2] if counts.size else counts.reshape(0, len(values))
    if not counts.size:
        return UNDEFINED
    pairs = counts.sum(axis=1) - 1
    coincidences = (counts / pairs[:, None]).T @ counts - np.diag((counts / pairs[:, None]).sum(axis=0))
    margins = coincidences.sum(axis=1)
    distances = _distances(values, margins, scale)
    observed = float((coincidences * distances).sum())
    expected = float((np.outer(margins, margins) * distances).sum()) / (margins.sum() - 1)
    return 1 - observed / expected if expected else UNDEFINED


def _distances(values: FloatArray, margins: FloatArray, scale: Scale) -> FloatArray:
    """Return the squared differences δ² between values."""
    low, high = values[:, None], values[None, :]
    if scale is Scale.NOMINAL:
        return np.asarray(low != high, np.float64)
    if scale is Scale.INTERVAL:
        return np.asarray((low - high) ** 2, np.float64)
    if scale is Scale.RATIO:
        total = low + high
        return np.asarray(np.divide(low - high, total, out=np.zeros_like(total), where=total != 0) ** 2)
    # Ordinal: how many values stand between, the ends counting half.
    middle = np.cumsum(margins) - margins / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2, np.float64)


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else UNDEFINED
