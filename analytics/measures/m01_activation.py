"""M-1: has everybody tried it at least once?"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that was ever active."""
    ever = scope.record.reach(date.min, scope.as_of) > 0
    return rate(ever, scope.members(PERIOD), scope=scope, empty=_("Nobody is on the directory."))


MEASURE = Measure(
    id="M-1",
    name=_("Activation"),
    words=_("People who were active at least once, ever, as a share of the headcount of the last 28 days."),
    formula="|ever active| / H",
    unit="share",
    source="metrics.md M-1",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.90,
    benchmark_words=_("starting goal: at least 90 %"),
    goal=0.90,
)
