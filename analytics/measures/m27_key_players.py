"""M-27: on how few people does the network hang?"""

from django.utils.translation import gettext_lazy as _

from analytics.maths.network import key_player_index, key_player_interval
from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, known
from analytics.network import network_of, seeded
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the smallest share of members who hold half of all connections."""
    network = network_of(scope.record, scope.as_of)
    people = len(network.members)
    if not network.ties.count:
        return Figure(None, 0, people, reason=_("There are no ties."))
    bounds = key_player_interval(network.ties, rng=seeded("M-27")) if with_interval else NO_INTERVAL
    index = known(key_player_index(network.ties))
    return Figure(index, people, people, known(bounds.low), known(bounds.high))


MEASURE = Measure(
    id="M-27",
    name=_("Key player index"),
    words=_("The smallest share of people who hold half of all connections; low: much hangs on few."),
    formula="min |S| / H with Σ_S degree ≥ ½ Σ degree",
    unit="share",
    source="metrics.md M-27",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark=0.064,
    benchmark_words=_("published (SWOOP): 4–12 %, mean 6.4 %"),
    by_department=False,
    reads=("EdgeFact",),
)
