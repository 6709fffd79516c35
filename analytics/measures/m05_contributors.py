"""M-5: how many give something?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that contributed in 28 days."""
    return rate(
        scope.reach(PERIOD) > 2, scope.members(PERIOD), scope=scope, empty=_("Nobody is on the directory.")
    )


MEASURE = Measure(
    id="M-5",
    name=_("Contributors"),
    words=_("People who posted, asked, answered or proposed within 28 days, as a share of the headcount."),
    formula="|contribute or more in 28 d| / H",
    unit="share",
    source="metrics.md M-5",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.23,
    benchmark_words=_("published (Baumgartner): 3–5 % heavy and about 20 % occasional contributors"),
)
