"""M-22: how many give as much as they get? Groups only; a person's own way is shown to nobody but that person."""

import numpy as np
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import FloatArray, IntArray
from analytics.maths.personas import Persona, personas
from analytics.measures.declared import PERIOD, RELATIONSHIPS, Figure, Measure, Part, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of engagers among the headcount, with the other ways beside it."""
    members = scope.members(PERIOD)
    found = rate(
        _ways(scope) == Persona.ENGAGER, members, scope=scope, empty=_("Nobody is on the directory.")
    )
    if found.n:
        found.parts.update(_shares(_ways(scope)[members & scope.still_here()], found.n))
    return found


def _ways(scope: Scope) -> IntArray:
    size, window = len(scope.record.directory.pk), (scope.since(PERIOD), scope.as_of)
    acts, edges = scope.record.acts.between(*window), scope.record.edges.between(*window)

    def given(name: str) -> FloatArray:
        return np.bincount(acts["person_id"], weights=acts[name], minlength=size).astype(float)

    got = np.bincount(edges["target_id"], weights=edges["replies"] + edges["reactions"], minlength=size)
    return personas(given("posts"), given("replies"), given("reactions"), got.astype(float))


def _shares(ways: IntArray, n: int) -> dict[str, float | None]:
    """Return the share of each way; none of them where one is followed by too few people to be told of."""
    counts = np.bincount(ways, minlength=len(Persona))
    if any(0 < count < settings.MINIMUM_GROUP for count in counts):
        return {}
    return {way.name.lower(): float(counts[way] / n) for way in Persona}


MEASURE = Measure(
    id="M-22",
    name=_("Engagers"),
    words=_(
        "People who give about as much as they receive within 28 days, as a share of the headcount. Observers do fewer "
        "than three things; catalysts receive over 1.5 times what they give; responders and broadcasters give over 1.5 "
        "times what they receive, in answers or in posts."
    ),
    formula="c = posts + replies + reactions given, r = replies + reactions received; 1/1.5 ≤ c/r ≤ 1.5, c ≥ 3",
    unit="share",
    source="metrics.md M-22 (SWOOP's personas)",
    panel=RELATIONSHIPS,
    compute=compute,
    by_department=False,
    parts={
        "observer": Part(_("observers")),
        "engager": Part(_("engagers")),
        "catalyst": Part(_("catalysts")),
        "responder": Part(_("responders")),
        "broadcaster": Part(_("broadcasters")),
    },
    reads=("DayFact", "EdgeFact"),
)
