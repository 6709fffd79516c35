"""M-9: of those who ever came, how many are still there?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, YEAR, Figure, Measure, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return those active in 28 days as a share of those active within the year."""
    known_ones = scope.members(YEAR) & (scope.reach(YEAR) > 0)
    return rate(scope.reach(PERIOD) > 0, known_ones, scope=scope, empty=_("Nobody was active."))


MEASURE = Measure(
    id="M-9",
    name=_("Community health"),
    words=_("People active within 28 days as a share of those who were active within the last 52 weeks."),
    formula="|active in 28 d| / |active in 364 d|",
    unit="share",
    source="metrics.md M-9 (SWOOP's definition)",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.60,
    benchmark_words=_("starting cut-offs: healthy from 60 %, in danger below 40 %"),
    by_department=False,
    goal=0.60,
)
