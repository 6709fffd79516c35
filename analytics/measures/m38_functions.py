"""M-38: who answers those outside?"""

from dataclasses import replace

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.concentration import top_share
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, share
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the replies to outsiders that comes from the department that replies most."""
    record, directory = scope.record, scope.record.directory
    edges = record.edges_of_all.between(scope.since(PERIOD), scope.as_of)
    source, target = directory.rows(edges["source_id"]), directory.rows(edges["target_id"])
    outside = record.is_of_headcount(source) & (target >= 0) & (edges["replies"] > 0)
    outside[outside] &= directory.is_external[target[outside]]
    replies, department = edges["replies"][outside], directory.department_on(scope.as_of)[source[outside]]
    _units, place = np.unique(department, return_inverse=True)
    given = np.bincount(place, weights=replies) if len(replies) else np.zeros(1)
    found = share(
        int(given.max()),
        int(replies.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("Nobody answered anybody outside."),
    )
    if found.n:
        by_person = np.bincount(source[outside], weights=replies)
        by_person = by_person[by_person > 0]
        size = len(by_person)
        busiest = top_share(by_person, 1 / size), top_share(by_person, min(2 / size, 1.0))
        return replace(found, largest_shares=busiest)
    return found


MEASURE = Measure(
    id="M-38",
    name=_("Functional mix outside"),
    words=_(
        "Of the replies to people outside within 28 days, the share that comes from the one department that replies most, "
        "be it marketing or another."
    ),
    formula="max_d |replies to outsiders by d| / |replies to outsiders|",
    unit="share",
    source="metrics.md M-38",
    panel=SHARING,
    compute=compute,
    benchmark=0.70,
    benchmark_words=_("a warning sign above 70 %"),
    is_goal_up=False,
    by_department=False,
    reads=("EdgeFact", "Person", "Placement"),
)
