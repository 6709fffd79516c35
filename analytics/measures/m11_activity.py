"""M-11: how much does somebody who takes part do?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import FloatArray
from analytics.maths.concentration import top_share
from analytics.maths.intervals import bootstrap
from analytics.measures.declared import ADOPTION, NO_INTERVAL, PERIOD, Figure, Measure, known
from analytics.network import seeded
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the acts beyond reading in 28 days for each active person."""
    people = int(scope.members(PERIOD).sum())
    active = scope.members(PERIOD) & scope.still_here() & (scope.reach(PERIOD) > 0)
    n = int(active.sum())
    if not n:
        return Figure(None, 0, people, reason=_("Nobody was active."))
    acts = scope.record.acts.between(scope.since(PERIOD), scope.as_of)
    did = acts["light"] + acts["contribute"] + acts["outcome"]
    each = np.bincount(acts["person_id"], weights=did, minlength=len(active))[active].astype(float)
    bounds = bootstrap(each, _mean, rng=seeded("M-11")) if with_interval else NO_INTERVAL
    busiest = (top_share(each, 1 / n), top_share(each, min(2 / n, 1.0))) if each.sum() else None
    value = float(each.mean())
    return Figure(value, n, people, known(bounds.low), known(bounds.high), largest_shares=busiest)


def _mean(each: FloatArray) -> float:
    return float(each.mean())


MEASURE = Measure(
    id="M-11",
    name=_("Acts per active person"),
    words=_("Reactions, votes, answers and posts within 28 days, divided by the people who were active."),
    formula="Σ (light + contribute + outcome in 28 d) / |active in 28 d|",
    unit="number",
    source="metrics.md M-11",
    panel=ADOPTION,
    compute=compute,
    benchmark_words=_("a SWOOP benchmark whose number is not published"),
    by_department=False,
)
