"""The figures that lists and decisions use, under their short names; the formulas stand in `ideas.maths`."""

from ideas.maths.appeal import PRIOR, appeal, cautious_appeal, fitted_prior
from ideas.maths.breadth import effective_units
from ideas.maths.lists import mixed, shuffle_key
from ideas.maths.rates import wilson

__all__ = [
    "PRIOR",
    "appeal",
    "cautious_appeal",
    "effective_units",
    "fitted_prior",
    "mixed",
    "shuffle_key",
    "wilson",
]
