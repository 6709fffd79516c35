"""What a measure declares about itself, and the figure that it yields."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import BoolArray
from analytics.maths.intervals import Interval, wilson
from analytics.record import Scope

PERIOD, QUARTER, HALF_YEAR = 28, 91, 182
ADOPTION, SHARING, RELATIONSHIPS = _("Adoption"), _("Encourage sharing"), _("Relationships")
Words = str | Promise
NO_INTERVAL = Interval(math.nan, math.nan)


@dataclass(frozen=True)
class Figure:
    """A value with what it rests on; `n` counts the people (or posts, or ties) it is a share of.

    `people` is the size of the group it tells of, which disclosure is judged by; `reason` says why there is
    no value.
    """

    value: float | None
    n: int
    people: int
    low: float | None = None
    high: float | None = None
    count: int | None = None
    parts: dict[str, float | None] = field(default_factory=dict)
    largest_shares: tuple[float, float] | None = None
    reason: Words = ""


@dataclass(frozen=True)
class Measure:
    """A declared measure. `is_goal_up`: whether more is better; None where neither is."""

    id: str
    name: Words
    words: Words
    formula: str
    unit: str
    source: str
    panel: Words
    compute: Callable[[Scope, bool], Figure]
    benchmark: float | None = None
    benchmark_words: Words = ""
    is_goal_up: bool | None = True
    by_department: bool = True
    has_history: bool = True
    version: int = 1


def rate(numerator: BoolArray, denominator: BoolArray, *, scope: Scope, empty: Words) -> Figure:
    """Return a share of people with its Wilson interval.

    The denominator keeps everybody of the window; whoever was deactivated by its end leaves the numerator,
    so that no deactivation ever raises a rate.
    """
    n = int(denominator.sum())
    hits = int((numerator & denominator & scope.still_here()).sum())
    people = int(scope.members(PERIOD).sum())
    if not n:
        return Figure(None, 0, people, reason=empty)
    bounds = wilson(hits, n)
    return Figure(hits / n, n, people, bounds.low, bounds.high, count=hits)


def known(value: float) -> float | None:
    """Return a figure of the mathematics, or None where it is not defined."""
    return None if math.isnan(value) else value
