"""M-25: do people move in the circles that the organisation chart draws?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.clusters import modularity_interval, mutual_information
from analytics.maths.exchange import modularity
from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, Part, known
from analytics.network import network_of, seeded
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return how much two-way ties stay inside departments, beyond what chance would give."""
    network = network_of(scope.record, scope.as_of)
    people, ties = int(network.here.sum()), network.ties
    value = known(network.modularity()) if len(network.numbers) > 1 else None
    if value is None:
        reason = _("There are no two-way ties between people in departments.")
        return Figure(None, 0, people, reason=reason)
    departments = network.departments
    bounds = NO_INTERVAL
    parts: dict[str, float | None] = {}
    if with_interval:
        bounds = modularity_interval(ties, departments, rng=seeded("M-25"))
        tied = (departments >= 0) & (ties.degrees(two_way=True) > 0)
        circles = network.circles
        parts = {
            "circles": float(len(np.unique(circles[tied]))),
            "own": known(modularity(ties, circles)),
            "likeness": known(mutual_information(circles[tied], departments[tied])),
        }
    n = ties.two_way_count
    return Figure(value, n, people, known(bounds.low), known(bounds.high), parts=parts)


MEASURE = Measure(
    id="M-25",
    name=_("Silo modularity"),
    words=_(
        "How much two-way ties stay inside departments beyond chance: 0 not at all, near 1 silos. Beside it the circles "
        "in which people really move, and how much those are the departments (1: the informal structure is the formal)."
    ),
    formula="Q = Σ_d (L_d/m − (K_d/2m)²); circles by Louvain; NMI(circles, departments)",
    unit="index",
    source="metrics.md M-25",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark_words=_("no benchmark; the goal is a trend down"),
    is_goal_up=False,
    by_department=False,
    parts={
        "circles": Part(_("circles that people move in"), "count"),
        "own": Part(_("modularity of those circles"), "index"),
        "likeness": Part(_("how much they are the departments"), "index"),
    },
    reads=("EdgeFact",),
    is_weekly=True,
)
