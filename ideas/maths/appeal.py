"""Supports for each time an idea was really seen: exposure by place, the posterior, its prior (A2).

An idea at place p of a list is seen with propensity θ_p ≤ 1; E = Σ impressions·θ. Supports given E are Poisson, their
rate has a Gamma prior fitted to the challenge's own ideas. The idea is Stoddard's (2015).
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

from ideas.maths.arrays import FloatArray

# The prior where a challenge has too little of its own: 1.5 supports in 9.5 exposures.
PRIOR = (1.5, 9.5)
FEWEST_IDEAS = 10


def appeal(supports: int, exposure: float, prior: tuple[float, float] = PRIOR) -> float:
    """Return the posterior mean (a + k) / (b + E)."""
    a, b = prior
    return (a + supports) / (b + exposure)


def cautious_appeal(supports: int, exposure: float, prior: tuple[float, float] = PRIOR) -> float:
    """Return the 5 % quantile of the posterior Gamma(a + k, rate b + E)."""
    return float(cautious_appeals([supports], [exposure], prior)[0])


def cautious_appeals(
    supports: npt.ArrayLike, exposures: npt.ArrayLike, prior: tuple[float, float] = PRIOR
) -> FloatArray:
    """Return the 5 % quantiles of many ideas at once."""
    a, b = prior
    k, e = np.asarray(supports, float), np.asarray(exposures, float)
    return np.asarray(gammaincinv(a + k, 0.05) / (b + e), np.float64)


def fitted_prior(pairs: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Return the prior (a, b) by moments from (supports, exposure) of a challenge's ideas; PRIOR if they say too little.

    The variance of the rates k/E is that of the prior plus the Poisson noise, mean·(1/E).
    """
    shown = [(k, e) for k, e in pairs if e > 0]
    if len(shown) < FEWEST_IDEAS:
        return PRIOR
    rates = [k / e for k, e in shown]
    mean = sum(rates) / len(rates)
    sampling = mean * sum(1 / e for _k, e in shown) / len(shown)
    spread = sum((rate - mean) ** 2 for rate in rates) / (len(rates) - 1) - sampling
    if mean <= 0 or spread <= 0:
        return PRIOR
    return mean * mean / spread, mean / spread


def place_propensities(supports: npt.ArrayLike, impressions: npt.ArrayLike) -> FloatArray:
    """Return θ of each place from lists in random order: supports per impression, never rising, 1 at the first place.

    Isotonic regression weighted by impressions (Barlow et al. 1972). Only randomised lists may be counted here, for in
    them every place shows ideas of the same quality on average. Without any supports every place counts alike.
    """
    given, shown = np.asarray(supports, float), np.asarray(impressions, float)
    known = shown > 0
    if not given[known].sum():
        return np.ones(len(shown))
    places = np.arange(len(shown))
    # Loaded when it is needed: it would take half of the time in which the site starts.
    from sklearn.isotonic import IsotonicRegression  # noqa: PLC0415

    fit = IsotonicRegression(increasing=False, out_of_bounds="clip")
    fit.fit(places[known], given[known] / shown[known], sample_weight=shown[known])
    rates = np.asarray(fit.predict(places), np.float64)
    return np.asarray(rates / rates[0], np.float64)


def exposure(impressions: Mapping[int, int], propensities: Sequence[float] | FloatArray) -> float:
    """Return E = Σ impressions·θ over places counted from 0; places past the last known count as the last."""
    last = len(propensities) - 1
    return float(sum(count * propensities[min(place, last)] for place, count in impressions.items()))
