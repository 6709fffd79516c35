"""D2: only one department adopts. Compares shares of interactive people with shares of headcount."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from analytics.maths import concentration
from analytics.maths.arrays import UNDEFINED, BoolArray, FloatArray, IntArray
from analytics.maths.intervals import ROUNDS, Interval, interval_of_draws, wilson_bounds
from analytics.maths.levels import Level, confirmed

VERSION = 1

Wording = Literal["one department", "a few departments"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The editable figures of metrics.md 4.2."""

    smallest_department: int = 5
    best_headcount: float = 0.10
    lagging_below: float = 0.5
    watch_gini: float = 0.20
    watch_breadth: float = 0.60
    alert_gini: float = 0.35
    alert_gini_low: float = 0.20
    alert_breadth: float = 0.40
    one_quotient: float = 2.0
    one_share: float = 0.40
    critical_share: float = 0.60
    critical_gini: float = 0.45
    critical_gini_low: float = 0.35


@dataclass(frozen=True, slots=True)
class Department:
    """One department's row of the evidence; `is_counted` = large enough to count for breadth."""

    number: int
    headcount: int
    interactive: int
    rate: float
    interval: Interval
    headcount_share: float
    interest_share: float
    quotient: float
    is_counted: bool
    is_lagging: bool


@dataclass(frozen=True, slots=True)
class Look:
    """One look. `level` is what it says alone, `fired` what two in a row agree on (set by `confirmed_looks`).

    Departments without headcount are left out; `top` is the department with the most interactive people.
    Figures are NaN while nobody is interactive.
    """

    departments: tuple[Department, ...]
    reference_rate: float
    breadth: float
    gini: float
    gini_low: float
    concentration: float
    theil: float
    effective: float
    top: Department | None
    level: Level = Level.CALM
    fired: Level = Level.CALM
    wording: Wording | None = None


def look(
    interactive: npt.ArrayLike,
    headcount: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    rounds: int = ROUNDS,
    thresholds: Thresholds = Thresholds(),
) -> Look:
    """Judge interactive people per department against its headcount, both indexed by department number."""
    active, people = np.asarray(interactive, np.int64), np.asarray(headcount, np.int64)
    if (active > people).any() or (active < 0).any():
        raise ValueError("a department cannot have more interactive people than people")
    staffed = np.flatnonzero(people > 0)
    active, people = active[staffed], people[staffed]
    seen = _measured(active, people, thresholds=thresholds, numbers=staffed)
    if not active.sum():
        return seen
    seen = replace(seen, gini_low=gini_low(active, people, rng=rng, rounds=rounds))
    level = _level(seen, thresholds)
    return replace(seen, level=level, wording=_wording(seen, level, thresholds))


def confirmed_looks(looks: Sequence[Look]) -> list[Look]:
    """Set on each weekly look what has fired: the level it shares with the look before."""
    fired = confirmed(one.level for one in looks)
    return [replace(one, fired=level) for one, level in zip(looks, fired, strict=True)]


def reference_rate(active: IntArray, people: IntArray, *, share: float = 0.10) -> float:
    """Return a*: the pooled rate of the best departments that together hold `share` of the headcount."""
    best = np.argsort(-active / people, kind="stable")
    held = np.cumsum(people[best])
    needed = best[: int(np.searchsorted(held, share * held[-1] - 1e-9)) + 1]
    return float(active[needed].sum() / people[needed].sum())


def gini_low(active: IntArray, people: IntArray, *, rng: np.random.Generator, rounds: int = ROUNDS) -> float:
    """Return G's basic bootstrap lower bound, 2G minus the 95 % quantile of G over resampled people.

    Headcounts are known, so people are drawn within their department: that is a binomial for each.
    """
    draws = concentration.weighted_gini(rng.binomial(people, active / people, (rounds, len(people))), people)
    estimate = float(concentration.weighted_gini(active, people))
    return interval_of_draws(draws, estimate, confidence=0.90, kind="basic").low


def damped_interest(contributions: npt.ArrayLike, departments: npt.ArrayLike, *, count: int) -> FloatArray:
    """Return each department's share of contributions with every person's count log-damped, ln(1 + n).

    The secondary reading of D2: raw counts would let a few heavy posters decide.
    """
    department = np.asarray(departments, np.int64)
    damped = np.log1p(np.asarray(contributions, float))
    placed = department >= 0
    return concentration.shares(np.bincount(department[placed], weights=damped[placed], minlength=count))


def _measured(active: IntArray, people: IntArray, *, thresholds: Thresholds, numbers: IntArray) -> Look:
    if not active.sum():
        return Look((), *(UNDEFINED,) * 7, top=None)
    best = reference_rate(active, people, share=thresholds.best_headcount)
    low, high = wilson_bounds(active, people)
    counted = people >= thresholds.smallest_department
    lagging = high < thresholds.lagging_below * best
    w, h = concentration.shares(active), concentration.shares(people)
    rows = _rows(active, people, low=low, high=high, counted=counted, lagging=lagging, numbers=numbers)
    return Look(
        departments=rows,
        reference_rate=best,
        breadth=float((~lagging[counted]).mean()) if counted.any() else UNDEFINED,
        gini=float(concentration.weighted_gini(active, people)),
        gini_low=UNDEFINED,
        concentration=concentration.relative_concentration(w, h),
        theil=concentration.theil(w, h),
        effective=concentration.effective_departments(w, h),
        top=rows[int(np.argmax(active))],
    )


def _rows(
    active: IntArray,
    people: IntArray,
    *,
    low: FloatArray,
    high: FloatArray,
    counted: BoolArray,
    lagging: BoolArray,
    numbers: IntArray,
) -> tuple[Department, ...]:
    w, h = concentration.shares(active), concentration.shares(people)
    return tuple(
        Department(
            number=int(numbers[i]),
            headcount=int(people[i]),
            interactive=int(active[i]),
            rate=float(active[i] / people[i]),
            interval=Interval(float(low[i]), float(high[i])),
            headcount_share=float(h[i]),
            interest_share=float(w[i]),
            quotient=float(w[i] / h[i]),
            is_counted=bool(counted[i]),
            is_lagging=bool(lagging[i]),
        )
        for i in range(len(people))
    )


def _level(seen: Look, t: Thresholds) -> Level:
    top = seen.top.interest_share if seen.top else 0.0
    if top >= t.critical_share and seen.gini >= t.critical_gini and seen.gini_low >= t.critical_gini_low:
        return Level.CRITICAL
    narrow = seen.breadth < t.alert_breadth
    if seen.gini >= t.alert_gini and narrow and seen.gini_low >= t.alert_gini_low:
        return Level.ALERT
    if min(seen.gini, seen.gini_low) >= t.watch_gini or seen.breadth < t.watch_breadth:
        return Level.WATCH
    return Level.CALM


def _wording(seen: Look, level: Level, t: Thresholds) -> Wording | None:
    if level < Level.ALERT or seen.top is None:
        return None
    alone = seen.top.quotient >= t.one_quotient and seen.top.interest_share >= t.one_share
    return "one department" if alone else "a few departments"
