"""What a measure declares about itself, and the figure that it yields."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import BoolArray
from analytics.maths.intervals import Interval, wilson
from analytics.record import Scope

PERIOD, QUARTER, HALF_YEAR = 28, 91, 182
RELATIONSHIPS, ADOPTION, SHARING = _("Relationships"), _("Adoption"), _("Encourage sharing")
KNOWLEDGE, ACTION, EMPOWERMENT = _("Capture knowledge"), _("Enable action"), _("Empower employees")
LEADERSHIP, VALUE = _("Leadership"), _("Business value")
YEAR = 364
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
class Part:
    """What a number beside a figure is called, and in which unit it is printed."""

    words: Words
    unit: str = "share"


@dataclass(frozen=True)
class Measure:
    """A declared measure. `is_goal_up`: whether more is better; None where neither is.

    `unit`: share, index, hours, days, or number. `goal` is what to aim at, beside what others have published; `reads`
    are the tables its figure is computed from, which is all that it sees. A weekly one is computed once in seven days.
    """

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
    goal: float | None = None
    parts: dict[str, Part] = field(default_factory=dict)
    reads: tuple[str, ...] = ("DayFact",)
    is_weekly: bool = False

    @property
    def minimum_group(self) -> int:
        """The fewest people, and the fewest of what it is a share of, that a figure is shown for."""
        return int(settings.MINIMUM_GROUP)


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


def share(hits: int, n: int, *, people: int, empty: Words, **parts: float | None) -> Figure:
    """Return a share of things, such as posts or ideas, with its Wilson interval."""
    if not n:
        return Figure(None, 0, people, reason=empty)
    bounds = wilson(hits, n)
    return Figure(hits / n, n, people, bounds.low, bounds.high, count=hits, parts=parts)


def known(value: float) -> float | None:
    """Return a figure of the mathematics, or None where it is not defined."""
    return None if math.isnan(value) else value
