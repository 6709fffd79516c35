"""M-50: do all parts of the company speak?"""

from datetime import date

import numpy as np
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.concentration import shares, theil, top_share
from analytics.maths.intervals import bootstrap
from analytics.measures.declared import EMPOWERMENT, NO_INTERVAL, PERIOD, Figure, Measure, Part, known
from analytics.network import seeded
from analytics.record import Scope

# Days of tenure at which a band begins: up to one year, to three, to ten, above.
BANDS = (365, 3 * 365, 10 * 365)


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return how unlike the headcount the contributions are spread over levels; over sites and tenure beside it."""
    people = scope.members(PERIOD) & scope.still_here()
    made, n = scope.record.contributions(scope.since(PERIOD), scope.as_of)[people], int(people.sum())
    if not made.sum():
        return Figure(None, 0, n, reason=_("Nobody contributed."))
    level = scope.record.directory.level_on(scope.as_of)[people]
    table = np.stack([level.astype(float), made], axis=1)
    bounds = bootstrap(table, _spread_of, rng=seeded("M-50")) if with_interval else NO_INTERVAL
    parts = {
        "site": known(_spread(scope.record.directory.site[people], made)),
        "tenure": known(_spread(_tenure(scope, scope.as_of)[people], made)),
    }
    value = known(_spread(level, made))
    reason = "" if value is not None else _("There are not two levels with enough people.")
    busiest = top_share(made, 1 / n), top_share(made, min(2 / n, 1.0))
    return Figure(
        value,
        n,
        n,
        known(bounds.low),
        known(bounds.high),
        parts=parts,
        largest_shares=busiest,
        reason=reason,
    )


def _spread_of(table: FloatArray) -> float:
    return _spread(table[:, 0].astype(np.int64), table[:, 1])


def _spread(group: IntArray, made: FloatArray) -> float:
    """Return Theil's between-group index of contributions against headcount; groups of too few people stay out."""
    _names, place, size = np.unique(group, return_inverse=True, return_counts=True)
    enough = size >= settings.MINIMUM_GROUP
    given = np.bincount(place, weights=made, minlength=len(size))
    if enough.sum() < 2 or not given[enough].sum():
        return UNDEFINED
    return theil(shares(given[enough]), shares(size[enough]))


def _tenure(scope: Scope, on: date) -> IntArray:
    days = on.toordinal() - scope.record.directory.hired_on()
    return np.searchsorted(np.array(BANDS), days, side="right").astype(np.int64)


MEASURE = Measure(
    id="M-50",
    name=_("Voice distribution"),
    words=_(
        "How unlike the headcount the contributions of 28 days are spread over levels: 0 everybody's level speaks in "
        "proportion. Beside it over sites and over bands of tenure (1, 3, 10 years); groups under five people stay out. The "
        "directory knows neither shifts nor contracts."
    ),
    formula="T_b = Σ_g w_g ln(w_g / h_g)",
    unit="index",
    source="metrics.md M-50 (Theil)",
    panel=EMPOWERMENT,
    compute=compute,
    benchmark=0.10,
    benchmark_words=_("starting goal: at most 0.10; 0 is proportional"),
    is_goal_up=False,
    by_department=False,
    goal=0.10,
    parts={"site": Part(_("over sites"), "index"), "tenure": Part(_("over tenure"), "index")},
    reads=("DayFact", "Placement", "Person"),
)
