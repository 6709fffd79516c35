"""False-discovery control when one detector looks at many departments and sites at once."""

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import BoolArray, FloatArray


def adjusted_p(p_values: npt.ArrayLike) -> FloatArray:
    """Return Benjamini-Hochberg adjusted p-values (1995), in the order given."""
    p = np.asarray(p_values, float)
    order = np.argsort(p)
    raised = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return adjusted


def benjamini_hochberg(p_values: npt.ArrayLike, *, q: float = 0.10) -> BoolArray:
    """Say which hypotheses are discoveries when a share of at most q of them may be false."""
    return adjusted_p(p_values) <= q
