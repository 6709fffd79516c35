"""M-56: are leaders there?"""

from django.utils.translation import gettext_lazy as _

from analytics.maths.intervals import clopper_pearson
from analytics.measures.declared import LEADERSHIP, PERIOD, Figure, Measure
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of leaders who contributed something in 28 days."""
    leaders = scope.members(PERIOD) & scope.record.directory.leaders_on(scope.as_of)
    n = int(leaders.sum())
    if not n:
        return Figure(None, 0, 0, reason=_("The directory holds no directors or executives."))
    present = int((leaders & scope.still_here() & (scope.reach(PERIOD) > 2)).sum())
    bounds = clopper_pearson(present, n)
    return Figure(present / n, n, n, bounds.low, bounds.high, count=present)


MEASURE = Measure(
    id="M-56",
    name=_("Leader presence"),
    words=_(
        "Directors and executives who posted, asked, answered or decided themselves within 28 days, as a share of all; what "
        "programs post for them does not count. The interval is exact."
    ),
    formula="|leaders with ≥ 1 personal contribution in 28 d| / |leaders|",
    unit="share",
    source="metrics.md M-56",
    panel=LEADERSHIP,
    compute=compute,
    benchmark=0.58,
    benchmark_words=_("published: the CEO takes part in 58 % of best-in-class communities, 36 % on average"),
    by_department=False,
    goal=0.58,
    reads=("DayFact", "Placement"),
)
