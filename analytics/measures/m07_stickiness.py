"""M-7: do people come by every day?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import BoolArray, FloatArray, IntArray
from analytics.maths.hours import is_workday
from analytics.maths.intervals import bootstrap
from analytics.measures.declared import ADOPTION, NO_INTERVAL, PERIOD, Figure, Measure, known
from analytics.network import seeded
from analytics.record import TIERS, Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the mean daily actives on workdays as a share of the 28-day actives."""
    people = int(scope.members(PERIOD).sum())
    active = scope.members(PERIOD) & scope.still_here() & (scope.reach(PERIOD) > 0)
    first, last = scope.since(PERIOD).toordinal(), scope.as_of.toordinal()
    workdays = int(is_workday(np.arange(first, last + 1)).sum())
    if not active.any():
        return Figure(None, 0, people, reason=_("Nobody was active."))
    acts = scope.record.acts.between(scope.since(PERIOD), scope.as_of)
    came = is_workday(acts["day"]) & _did_something(acts.columns)
    days = np.bincount(acts["person_id"][came], minlength=len(active))[active] / workdays
    bounds = bootstrap(days, _mean, rng=seeded("M-7")) if with_interval else NO_INTERVAL
    return Figure(float(days.mean()), int(active.sum()), people, known(bounds.low), known(bounds.high))


def _mean(days: FloatArray) -> float:
    return float(days.mean())


def _did_something(acts: dict[str, IntArray]) -> BoolArray:
    total: BoolArray = np.sum([acts[tier] for tier in TIERS], axis=0) > 0
    return total


MEASURE = Measure(
    id="M-7",
    name=_("Stickiness"),
    words=_("People active on a workday, on average, as a share of all who were active within 28 days."),
    formula="mean over workdays of |active that day| / |active in 28 d|",
    unit="share",
    source="metrics.md M-7",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.20,
    benchmark_words=_("a general rule: 20 % is fair, 50 % excellent; the weekly rhythm says more"),
    by_department=False,
)
