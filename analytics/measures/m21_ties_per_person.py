"""M-21: how many people does one really exchange with?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, known
from analytics.network import network_of
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the mean number of two-way ties of a person of the headcount."""
    network = network_of(scope.record, scope.as_of)
    people = int(network.here.sum())
    if not people:
        return Figure(None, 0, 0, reason=_("Nobody is on the directory."))
    bounds = network.intervals.two_way_per_person if with_interval else NO_INTERVAL
    # Whoever left stays among those the ties are spread over: leaving never raises the figure.
    size = len(network.members)
    value = 2 * int(network.two_way.sum()) / size
    return Figure(value, size, people, known(bounds.low), known(bounds.high))


MEASURE = Measure(
    id="M-21",
    name=_("Two-way ties per person"),
    words=_("With how many others a person stands in a two-way tie within 90 days, on average."),
    formula="2 |two-way ties| / H",
    unit="number",
    source="metrics.md M-21",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark_words=_("a SWOOP measure of 2017 whose number is not published"),
    by_department=False,
    reads=("EdgeFact",),
)
