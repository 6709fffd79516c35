"""M-2: how many come by at all?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, Part, known, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that was active in 28 days; the week beside it."""
    empty = _("Nobody is on the directory.")
    month = rate(scope.reach(PERIOD) > 0, scope.members(PERIOD), scope=scope, empty=empty)
    week = rate(scope.reach(7) > 0, scope.members(7), scope=scope, empty=empty)
    month.parts["week"] = week.value if week.value is None else known(week.value)
    return month


MEASURE = Measure(
    id="M-2",
    name=_("Active share"),
    words=_("People who read, reacted or wrote within 28 days, as a share of the headcount."),
    formula="|active in 28 d| / H",
    unit="share",
    source="metrics.md M-2",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.80,
    benchmark_words=_("published: 80–85 % open Yammer within six months (2022)"),
    goal=0.80,
    parts={"week": Part(_("within the last week"))},
)
