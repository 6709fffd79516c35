"""M-12: does everything come from a few?"""

from django.utils.translation import gettext_lazy as _

from analytics.maths.concentration import gini_interval, participation, top_share
from analytics.measures.declared import ADOPTION, NO_INTERVAL, PERIOD, Figure, Measure, Part, known
from analytics.network import seeded
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the Gini coefficient of contributions over the headcount, silent people included."""
    people = scope.members(PERIOD) & scope.still_here()
    counts = scope.record.contributions(scope.since(PERIOD), scope.as_of)[people]
    n = int(people.sum())
    if not counts.sum():
        return Figure(None, n, n, reason=_("Nobody contributed."))
    seen = participation(counts)
    bounds = gini_interval(counts, rng=seeded("M-12")) if with_interval else NO_INTERVAL
    one = 1.0 / n
    return Figure(
        known(seen.gini),
        n,
        n,
        known(bounds.low),
        known(bounds.high),
        parts={"top_1_percent": known(seen.top_1), "top_10_percent": known(seen.top_10)},
        largest_shares=(top_share(counts, one), top_share(counts, min(2 * one, 1.0))),
    )


MEASURE = Measure(
    id="M-12",
    name=_("Participation inequality"),
    words=_(
        "Gini coefficient of contributions in 28 days over the whole headcount: 0 all alike, 1 all by one."
    ),
    formula="G = Σ (2i − n − 1) xᵢ / (n Σ xᵢ), x ascending",
    unit="index",
    source="metrics.md M-12",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.85,
    benchmark_words=_("starting goal: at most 0.85"),
    is_goal_up=False,
    goal=0.85,
    parts={
        "top_1_percent": Part(_("made by the busiest 1 %")),
        "top_10_percent": Part(_("made by the busiest 10 %")),
    },
)
