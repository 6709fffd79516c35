"""M-23: do departments talk outward or inward?"""

from django.utils.translation import gettext_lazy as _

from analytics.maths.openness import Openness
from analytics.measures.declared import NO_INTERVAL, RELATIONSHIPS, Figure, Measure, Part, known
from analytics.network import TIE_DAYS, network_of
from analytics.record import Scope


def compute(scope: Scope, with_interval: bool = True) -> Figure:
    """Return the E-I index on two-way ties; what group sizes alone would give stands beside it."""
    network = network_of(scope.record, scope.as_of)
    people = int(scope.members(TIE_DAYS).sum())
    if not with_interval and not scope.department and network.numbers:
        # To compare with: the index alone, without a thousand shuffles.
        return Figure(known(network.index()), network.ties.two_way_count, people)
    seen = network.openness
    if seen is None:
        return Figure(None, 0, people, reason=_("Not applicable: nobody is in a department."))
    mine = _of(network.numbers, seen.departments, scope.department) if scope.department else seen.company
    if mine is None or not mine.external + mine.internal:
        return Figure(None, 0, people, reason=_("There are no two-way ties between people in departments."))
    bounds = network.intervals.ei_index if with_interval and not scope.department else NO_INTERVAL
    return Figure(
        known(mine.index),
        mine.external + mine.internal,
        people,
        known(bounds.low),
        known(bounds.high),
        parts={
            "external": float(mine.external),
            "internal": float(mine.internal),
            "expected": known(mine.expected),
            "excess": known(mine.excess),
            "z": known(mine.z),
        },
    )


def _of(numbers: list[int], departments: tuple[Openness, ...], pk: int) -> Openness | None:
    return departments[numbers.index(pk)] if pk in numbers else None


MEASURE = Measure(
    id="M-23",
    name=_("Openness between departments"),
    words=_("E-I index of two-way ties: −1 everything stays inside departments, +1 everything crosses them."),
    formula="EI = (E − I) / (E + I); expected 1 − 2 Σ h (H_d − 1)/(H − 1); excess = EI − expected",
    unit="index",
    source="metrics.md M-23",
    panel=RELATIONSHIPS,
    compute=compute,
    benchmark_words=_("no firm benchmark; the goal is an excess that rises toward 0"),
    parts={
        "external": Part(_("ties across departments"), "count"),
        "internal": Part(_("ties inside departments"), "count"),
        "expected": Part(_("expected by group sizes"), "index"),
        "excess": Part(_("excess over that"), "index"),
        "z": Part(_("z against shuffled departments"), "index"),
    },
    reads=("EdgeFact",),
)
