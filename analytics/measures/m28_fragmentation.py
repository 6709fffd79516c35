"""M-28: what breaks when the five in the middle leave?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths import graph
from analytics.measures.declared import RELATIONSHIPS, Figure, Measure, known
from analytics.network import network_of
from analytics.record import Scope

LEAVING = 5


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of reachable pairs that is lost without the five people most between others."""
    network = network_of(scope.record, scope.as_of)
    people = len(network.members)
    if not network.ties.count:
        return Figure(None, 0, people, reason=_("There are no ties."))
    middle = np.argsort(-network.betweenness, kind="stable")[:LEAVING]
    lost = graph.fragmentation(graph.adjacency(network.ties), middle)
    return Figure(known(lost), people, people)


MEASURE = Measure(
    id="M-28",
    name=_("Fragmentation without five"),
    words=_(
        "The share of pairs of people between whom some path of ties leads that is lost when the five people most between "
        "others leave, their own pairs included. The network is one: there is nothing to draw an interval from."
    ),
    formula="1 − reachable pairs without the top 5 by betweenness / reachable pairs",
    unit="share",
    source="metrics.md M-28",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark=0.10,
    benchmark_words=_("starting goal: at most 10 %"),
    is_goal_up=False,
    by_department=False,
    has_history=False,
    goal=0.10,
    reads=("EdgeFact",),
    is_weekly=True,
)
