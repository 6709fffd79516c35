"""M-26: how many stand between departments?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths import graph
from analytics.maths.intervals import wilson
from analytics.measures.declared import RELATIONSHIPS, Figure, Measure, Part, known
from analytics.network import network_of
from analytics.record import Scope

DEPARTMENTS, DECILE = 4, 0.9


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the share of people who are brokers: much between others, with ties to four departments."""
    network = network_of(scope.record, scope.as_of)
    ties, people = network.ties, len(network.members)
    if not ties.count:
        return Figure(None, 0, people, reason=_("There are no ties."))
    reached = graph.departments_reached(ties, network.departments, count=len(network.numbers))
    between = network.betweenness
    # Of equals at the edge of the decile none is more of a broker than the other.
    is_top = (between >= np.quantile(between, DECILE)) & (between > 0)
    brokers = int((is_top & (reached >= DEPARTMENTS) & network.here).sum())
    bounds = wilson(brokers, people)
    parts: dict[str, float | None] = {}
    if with_interval:
        closed = graph.constraint(graph.adjacency(ties, strength=True))
        parts["constraint"] = known(float(np.nanmedian(closed)))
    return Figure(brokers / people, people, people, bounds.low, bounds.high, parts=parts)


MEASURE = Measure(
    id="M-26",
    name=_("Brokers between departments"),
    words=_(
        "People who lie on more of the shortest paths than nine tenths of the others and have ties to at least four other "
        "departments, as a share of the headcount. Nobody is named."
    ),
    formula="|betweenness in the top decile ∧ ties to ≥ 4 departments| / H; betweenness from 500 pivots (Brandes)",
    unit="share",
    source="metrics.md M-26 (Burt 2004)",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark_words=_("no benchmark; brokers voice more ideas and have them judged better (Burt 2004)"),
    by_department=False,
    has_history=False,
    parts={"constraint": Part(_("constraint of the median person"), "index")},
    reads=("EdgeFact",),
    is_weekly=True,
)
