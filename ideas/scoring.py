"""The figures of ideas as pure functions, with their sources; no tables, no viewers."""

import hashlib
import hmac
import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from scipy.special import gammaincinv

Z = 1.959964
# The prior of appeal where a challenge has too little of its own: 1.5 supports in 9.5 exposures.
PRIOR = (1.5, 9.5)


def shuffle_key(secret: str, challenge: int, viewer: int, epoch: int, idea: int) -> str:  # noqa: PLR0913, PLR0917
    """Return the sort key of A1: HMAC-SHA256(secret, "challenge|viewer|epoch|idea") in hexadecimal."""
    message = f"{challenge}|{viewer}|{epoch}|{idea}"
    return hmac.new(secret.encode(), message.encode(), hashlib.sha256).hexdigest()


def appeal(supports: int, exposure: float, prior: tuple[float, float] = PRIOR) -> float:
    """Return the exposure-normalised appeal of A2, the Gamma–Poisson posterior mean (after Stoddard 2015)."""
    a, b = prior
    return (a + supports) / (b + exposure)


def cautious_appeal(supports: int, exposure: float, prior: tuple[float, float] = PRIOR) -> float:
    """Return the 5 % quantile of the appeal's posterior Gamma(a + k, rate b + E)."""
    a, b = prior
    return float(gammaincinv(a + supports, 0.05)) / (b + exposure)


def fitted_prior(pairs: Sequence[tuple[int, float]]) -> tuple[float, float]:
    """Return the prior (a, b) by moments from (supports, exposure) of a challenge's ideas; PRIOR if they say too little."""
    shown = [(k, e) for k, e in pairs if e > 0]
    if len(shown) < 10:
        return PRIOR
    rates = [k / e for k, e in shown]
    mean = sum(rates) / len(rates)
    sampling = mean * sum(1 / e for _k, e in shown) / len(shown)
    spread = sum((rate - mean) ** 2 for rate in rates) / (len(rates) - 1) - sampling
    if mean <= 0 or spread <= 0:
        return PRIOR
    return mean * mean / spread, mean / spread


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval; (0, 1) without trials."""
    if trials == 0:
        return 0.0, 1.0
    share, z2 = successes / trials, Z * Z
    middle = share + z2 / (2 * trials)
    half = Z * math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials))
    return (middle - half) / (1 + z2 / trials), (middle + half) / (1 + z2 / trials)


def effective_units(units: Iterable[Hashable]) -> float:
    """Return 1/Σp² over the units of supporters (A9): how many departments the support really spans; 0 for none."""
    counts = Counter(units)
    total = sum(counts.values())
    return total**2 / sum(n * n for n in counts.values()) if total else 0.0


def mixed(best: Sequence[int], least_shown: Sequence[int]) -> list[int]:
    """Return the list of A3: odd places from the least shown first, even places by appeal, none twice."""
    queues = [list(reversed(least_shown)), list(reversed(best))]
    seen: set[int] = set()
    merged: list[int] = []
    turn = 0
    while queues[0] or queues[1]:
        queue = queues[turn % 2] or queues[1 - turn % 2]
        turn += 1
        while queue and queue[-1] in seen:
            queue.pop()
        if queue:
            merged.append(queue.pop())
            seen.add(merged[-1])
    return merged
