"""M-30: do people of different departments come together?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, known
from analytics.network import network_of
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the first-ever two-way ties across departments of 28 days, for each hundred people."""
    network = network_of(scope.record, scope.as_of)
    people = len(network.members)
    if len(network.numbers) < 2:
        return Figure(None, 0, people, reason=_("Not applicable: there are not two departments."))
    born = int(network.is_new.sum())
    bounds = network.intervals.new_per_hundred if with_interval else NO_INTERVAL
    return Figure(100 * born / people, people, people, known(bounds.low), known(bounds.high))


MEASURE = Measure(
    id="M-30",
    name=_("New ties across departments"),
    words=_(
        "Pairs of people of different departments who within 28 days stood in a two-way tie for the first time ever, for "
        "each hundred people."
    ),
    formula="100 · |first-ever two-way cross-department ties in 28 d| / H",
    unit="number",
    source="metrics.md M-30",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark=5.0,
    benchmark_words=_("starting goal: at least 5"),
    by_department=False,
    goal=5.0,
    reads=("EdgeFact",),
)
