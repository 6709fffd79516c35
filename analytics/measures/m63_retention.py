"""M-63: do people who are active stay in the company? An association, no cause."""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.differences import difference_interval, standardised_difference
from analytics.measures.declared import PERIOD, VALUE, Figure, Measure, Part, known
from analytics.record import Scope

CLASSED, YEAR_OF_TENURE = 84, 365


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return by how much more of the active than of the others stayed for 28 days."""
    before, directory = scope.earlier(PERIOD), scope.record.directory
    here = before.members(1) & before.still_here()
    active, stayed = before.reach(CLASSED) > 0, scope.still_here()
    first = scope.record.first_on
    people = int(here.sum())
    if first is None or first > before.since(CLASSED):
        return Figure(None, 0, people, reason=_("The record is not sixteen weeks old yet."))
    of = int((here & active).sum()), int((here & ~active).sum())
    if not all(of):
        return Figure(None, 0, people, reason=_("There are not both active and other people."))
    hits = int((here & active & stayed).sum()), int((here & ~active & stayed).sum())
    bounds = difference_interval(hits, of)
    tenure = np.minimum((before.as_of.toordinal() - directory.hired_on()) // YEAR_OF_TENURE, 3)
    stratum = (directory.level_on(before.as_of) * 4 + tenure) * (directory.site.max(initial=0) + 2)
    made_alike = standardised_difference(stayed[here], active[here], (stratum + directory.site + 1)[here])
    parts = {
        "active": hits[0] / of[0],
        "others": hits[1] / of[1],
        "standardised": known(made_alike.difference),
    }
    value = hits[0] / of[0] - hits[1] / of[1]
    # A difference of two groups tells of the smaller one.
    return Figure(value, min(of), people, bounds.low, bounds.high, parts=parts)


MEASURE = Measure(
    id="M-63",
    name=_("Retention difference"),
    words=_(
        "Of the people who were active in the 84 days before, by how many points more were still in the company 28 days "
        "later than of the others. An association: whoever means to leave may well fall silent first. Beside it the "
        "difference with both groups made alike in level, tenure and site."
    ),
    formula="P(stays 28 d | active in 84 d) − P(stays 28 d | not active)",
    unit="share",
    source="metrics.md M-63 (Viva's classing window)",
    panel=VALUE,
    compute=compute,
    benchmark_words=_("no benchmark; an association, with self-selection"),
    by_department=False,
    has_history=False,
    parts={
        "active": Part(_("of the active stayed")),
        "others": Part(_("of the others stayed")),
        "standardised": Part(_("difference with level, tenure and site alike")),
    },
    reads=("DayFact", "Person", "Placement"),
)
