"""Forecasts and how good they were: Brier's score, a pool of opinions, and a market maker as an option (A11)."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Nobody may be surer than this in a pool: one certain voice would silence all others.
SUREST = 0.999


def brier(forecasts: Iterable[tuple[float, bool]]) -> float:
    """Return mean (p − o)² (Brier 1950): 0 is perfect, 0.25 knows nothing; raises ValueError for none or no probability."""
    scored = list(forecasts)
    if not scored or any(not 0 <= p <= 1 for p, _o in scored):
        raise ValueError("Forecasts are probabilities between 0 and 1, at least one.")
    return sum((p - came) ** 2 for p, came in scored) / len(scored)


def pooled(probabilities: Sequence[float], weights: Sequence[float] | None = None) -> float:
    """Return the forecast of a group: the mean of the log-odds (Satopää et al. 2014), any size, weights optional."""
    shares = [1.0] * len(probabilities) if weights is None else list(weights)
    if not probabilities or sum(shares) <= 0:
        raise ValueError("A pool needs a forecast.")
    total = sum(w * _log_odds(p) for p, w in zip(probabilities, shares, strict=True))
    return 1 / (1 + math.exp(-total / sum(shares)))


def _log_odds(p: float) -> float:
    held = min(max(p, 1 - SUREST), SUREST)
    return math.log(held / (1 - held))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Of the forecasts in a band, what was said on average and what came."""

    forecasts: int
    said: float
    came: float


def calibration(forecasts: Sequence[tuple[float, bool]], *, bands: int = 10) -> list[Calibration]:
    """Return the curve: one point for each band of probabilities that was used."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(bands)]
    for p, came in forecasts:
        found[min(int(p * bands), bands - 1)].append((p, came))
    return [
        Calibration(len(band), sum(p for p, _ in band) / len(band), sum(came for _, came in band) / len(band))
        for band in found
        if band
    ]


@dataclass(frozen=True, slots=True)
class Market:
    """Hanson's logarithmic market scoring rule (2003): C(q) = b·ln Σ e^(q/b); the maker loses at most b·ln n."""

    quantities: tuple[float, ...] = (0.0, 0.0)
    depth: float = 100.0

    @property
    def cost(self) -> float:
        highest = max(self.quantities) / self.depth
        return self.depth * (
            highest + math.log(sum(math.exp(q / self.depth - highest) for q in self.quantities))
        )

    def price(self, outcome: int) -> float:
        """Return the probability that the market gives an outcome."""
        highest = max(self.quantities) / self.depth
        shares = [math.exp(q / self.depth - highest) for q in self.quantities]
        return shares[outcome] / sum(shares)

    def buy(self, outcome: int, amount: float) -> tuple["Market", float]:
        """Return the market afterwards and what the shares cost."""
        quantities = tuple(q + amount * (n == outcome) for n, q in enumerate(self.quantities))
        after = Market(quantities, self.depth)
        return after, after.cost - self.cost
