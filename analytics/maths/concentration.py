"""How evenly something is spread: over people (M-12) and over departments against their headcount (D2)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray
from analytics.maths.intervals import ROUNDS, Interval, interval_of_draws


@dataclass(frozen=True, slots=True)
class Participation:
    """M-12 over the whole headcount: people who contributed nothing count as zeros."""

    headcount: int
    contributors: int
    gini: float
    top_1: float
    top_10: float


def participation(contributions: npt.ArrayLike, *, headcount: int | None = None) -> Participation:
    """Measure participation inequality; people missing from the counts count as zeros up to `headcount`."""
    counts = np.asarray(contributions, float)
    people = len(counts) if headcount is None else headcount
    if people < len(counts):
        raise ValueError(f"{len(counts)} people contributed, but the headcount is {people}")
    everyone = np.concatenate([counts, np.zeros(people - len(counts))])
    return Participation(
        headcount=people,
        contributors=int((counts > 0).sum()),
        gini=gini(everyone),
        top_1=top_share(everyone, 0.01),
        top_10=top_share(everyone, 0.10),
    )


def gini(contributions: npt.ArrayLike) -> float:
    """Return the Gini: 0 when all give alike, 1 - 1/n when one gives everything, NaN of nothing."""
    ordered = np.sort(np.asarray(contributions, float))
    n, total = len(ordered), float(ordered.sum())
    if total <= 0:
        return UNDEFINED
    return float((2 * np.arange(1, n + 1) - n - 1) @ ordered) / (n * total)


def gini_interval(
    contributions: npt.ArrayLike, *, rng: np.random.Generator, rounds: int = ROUNDS, confidence: float = 0.95
) -> Interval:
    """Bound the Gini by a percentile bootstrap over people, drawing how often each distinct count occurs."""
    counts = np.asarray(contributions, float)
    values, people = np.unique(counts, return_counts=True)
    drawn = rng.multinomial(len(counts), people / len(counts), size=rounds)
    given = drawn * values
    after = np.cumsum(given, axis=1)
    total = after[:, -1]
    with np.errstate(invalid="ignore", divide="ignore"):
        draws = 1.0 - (drawn * (2 * after - given)).sum(axis=1) / (len(counts) * total)
    return interval_of_draws(draws, gini(counts), confidence=confidence)


def top_share(contributions: npt.ArrayLike, share: float) -> float:
    """Return what part of it all the busiest `share` of the headcount made (one person at least)."""
    ordered = np.sort(np.asarray(contributions, float))[::-1]
    total = float(ordered.sum())
    if total <= 0:
        return UNDEFINED
    # The tiny allowance keeps 0.07 * 100 = 7.000000000000001 from becoming eight people.
    people = max(1, int(np.ceil(share * len(ordered) - 1e-9)))
    return float(ordered[:people].sum()) / total


def herfindahl(shares: npt.ArrayLike) -> float:
    """Return the sum of squared shares (HHI on the 0..1 scale)."""
    return float(np.sum(np.square(np.asarray(shares, float))))


def relative_concentration(interest: FloatArray, headcount: FloatArray) -> float:
    """Return C = (HHI_w - HHI_h) / (1 - HHI_h) of two share vectors; negative = more even than headcount."""
    room = 1.0 - herfindahl(headcount)
    return (herfindahl(interest) - herfindahl(headcount)) / room if room > 0 else UNDEFINED


def weighted_gini(interest: npt.ArrayLike, headcount: npt.ArrayLike) -> FloatArray:
    """Return G along the last axis: departments by w/h, Lorenz curve of interest against headcount.

    Counts or shares; rows whose interest is nothing at all are NaN. Departments need people.
    """
    w, h = np.broadcast_arrays(np.asarray(interest, float), np.asarray(headcount, float))
    order = np.argsort(w / h, axis=-1, kind="stable")
    w, h = np.take_along_axis(w, order, -1), np.take_along_axis(h, order, -1)
    reached = np.cumsum(w, axis=-1)
    area = (h * (2 * reached - w)).sum(axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: FloatArray = 1.0 - area / (h.sum(axis=-1) * w.sum(axis=-1))
    return result


def theil(interest: FloatArray, headcount: FloatArray) -> float:
    """Return T = sum w ln(w/h) of two share vectors, in nats; 0 = proportional."""
    some = interest > 0
    return float(np.sum(interest[some] * np.log(interest[some] / headcount[some])))


def effective_departments(interest: FloatArray, headcount: FloatArray) -> float:
    """Return exp(entropy of interest) / exp(entropy of headcount): 1 = as many voices as departments."""
    return float(np.exp(_entropy(interest) - _entropy(headcount)))


def location_quotients(interest: FloatArray, headcount: FloatArray) -> FloatArray:
    """Return w/h per department: 2 = twice its share of the headcount."""
    return interest / headcount


def shares(counts: npt.ArrayLike) -> FloatArray:
    """Return counts as shares of their sum; NaN when there is nothing to share."""
    values = np.asarray(counts, float)
    total = float(values.sum())
    return values / total if total > 0 else np.full(values.shape, UNDEFINED)


def _entropy(share: FloatArray) -> float:
    some = share[share > 0]
    return -float(np.sum(some * np.log(some)))
