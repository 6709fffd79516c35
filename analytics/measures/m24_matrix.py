"""M-24: which departments talk more, and which less, than their volumes explain?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import RELATIONSHIPS, Figure, Measure
from analytics.network import network_of
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return how many pairs of departments talk at all; the cells are kept beside it, see
    `analytics.tables`."""
    network = network_of(scope.record, scope.as_of)
    matrix, size = network.matrix, len(network.numbers)
    people = int(network.here.sum())
    if matrix is None or size < 2:
        return Figure(None, 0, people, reason=_("Not applicable: there are not two departments."))
    pairs = size * (size - 1) // 2
    talking = sum(bool(matrix.pairs[a, b]) for a in range(size) for b in range(a))
    return Figure(talking / pairs, pairs, people, count=talking)


MEASURE = Measure(
    id="M-24",
    name=_("Department pairs that talk"),
    words=_(
        "Pairs of departments with at least one tie; the heat map shows each as log2 of observed to expected."
    ),
    formula="cell = log₂(O / X), X = s_a s_b / 2m",
    unit="share",
    source="metrics.md M-24",
    panel=RELATIONSHIPS,
    compute=compute,
    by_department=False,
    has_history=False,
    reads=("EdgeFact",),
)
