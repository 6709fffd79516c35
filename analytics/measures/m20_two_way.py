"""M-20: do people answer one another?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, known
from analytics.network import TIE_DAYS, network_of
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return two-way ties among all ties of 90 days; for a department, of the ties that touch it."""
    network = network_of(scope.record, scope.as_of)
    touched = np.ones(network.ties.count, bool)
    if scope.department:
        mine = scope.members(TIE_DAYS)[network.members]
        touched = mine[network.ties.low] | mine[network.ties.high]
    two_way = network.two_way[touched]
    people = int(scope.members(TIE_DAYS).sum())
    if not len(two_way):
        return Figure(None, 0, people, reason=_("There are no ties."))
    bounds = network.intervals.two_way_share if with_interval and not scope.department else NO_INTERVAL
    count = int(two_way.sum())
    # A tie between two departments is counted in both: only the company's count is one of a partition.
    parted = None if scope.department else count
    return Figure(
        count / len(two_way),
        len(two_way),
        people,
        known(bounds.low),
        known(bounds.high),
        count=parted,
    )


MEASURE = Measure(
    id="M-20",
    name=_("Two-way relationships"),
    words=_("Ties in which both turned to each other in 90 days, once in words at least, as a share of all."),
    formula="|two-way ties| / |ties|",
    unit="share",
    source="metrics.md M-20",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark=0.25,
    benchmark_words=_("starting goal: at least 25 %"),
    goal=0.25,
    reads=("EdgeFact",),
)
