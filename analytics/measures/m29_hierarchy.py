"""M-29: do ties cross levels, and is asking upward answered like asking downward?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, Part, known
from analytics.network import TIE_DAYS, Network, network_of
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the share of two-way ties between people of different levels."""
    network = network_of(scope.record, scope.as_of)
    two_way, people = network.two_way, int(scope.members(TIE_DAYS).sum())
    n = int(two_way.sum())
    if not n:
        return Figure(None, 0, people, reason=_("There are no two-way ties."))
    crossing = int((two_way & network.spans_levels).sum())
    bounds = network.intervals.marked_share if with_interval else NO_INTERVAL
    return Figure(
        crossing / n,
        n,
        people,
        known(bounds.low),
        known(bounds.high),
        count=crossing,
        parts=_reply_rates(network),
    )


def _reply_rates(network: Network) -> dict[str, float | None]:
    """Return how often somebody who turns to a person above, or below, is turned to in return."""
    edges = network.record.edges.between(network.first, network.as_of)
    place = np.full(len(network.record.directory.pk), -1, np.int64)
    place[network.members] = np.arange(len(network.members))
    source, target = place[edges["source_id"]], place[edges["target_id"]]
    kept = (source >= 0) & (target >= 0) & (source != target)
    size = len(network.members)
    asked = np.unique(source[kept] * size + target[kept])
    source, target = asked // size, asked % size
    returned = np.isin(target * size + source, asked)
    rise = network.levels[target] - network.levels[source]
    up, down = (float(returned[way].mean()) if way.any() else None for way in (rise > 0, rise < 0))
    return {"upward": up, "downward": down, "parity": up / down if up is not None and down else None}


MEASURE = Measure(
    id="M-29",
    name=_("Ties across levels"),
    words=_(
        "Two-way ties between people of different levels, as a share of all. Beside it how often somebody who turns to a "
        "person above, or below, is turned to in return, and the ratio of the two."
    ),
    formula="|two-way ties spanning ≥ 2 levels| / |two-way ties|; parity = upward / downward reply rate",
    unit="share",
    source="metrics.md M-29",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark_words=_("starting goal: a parity between 0.8 and 1.25"),
    is_goal_up=None,
    by_department=False,
    parts={
        "upward": Part(_("of contacts upward are returned")),
        "downward": Part(_("of contacts downward are returned")),
        "parity": Part(_("upward to downward"), "index"),
    },
    reads=("EdgeFact", "Placement"),
)
