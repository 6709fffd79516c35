"""How many departments support really spans (A9): the inverse of Simpson's (1949) concentration, Σ p²."""

from collections import Counter
from collections.abc import Hashable, Iterable


def effective_units(units: Iterable[Hashable]) -> float:
    """Return 1/Σp² over the units of the supporters: 4 equal units are 4, one that holds nearly all is 1; 0 for none."""
    counts = Counter(units)
    total = sum(counts.values())
    return total**2 / sum(n * n for n in counts.values()) if total else 0.0
