"""M-3: how many take part? The headline."""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, HALF_YEAR, PERIOD, Figure, Measure, Part, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that was interactive in 28 days; week and half-year beside it."""
    empty = _("Nobody is on the directory.")
    figures = {
        days: rate(scope.reach(days) > 1, scope.members(days), scope=scope, empty=empty)
        for days in (7, PERIOD, HALF_YEAR)
    }
    figures[PERIOD].parts.update(week=figures[7].value, half_year=figures[HALF_YEAR].value)
    return figures[PERIOD]


MEASURE = Measure(
    id="M-3",
    name=_("Interactive people"),
    words=_(
        "People who wrote, answered, reacted, voted or followed within 28 days, as a share of the headcount."
    ),
    formula="|light or more in 28 d| / H",
    unit="share",
    source="metrics.md M-3",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.27,
    benchmark_words=_("published (SWOOP, six months): 27 % on average, target above 38 %"),
    goal=0.38,
    parts={
        "week": Part(_("within the last week")),
        "half_year": Part(_("within half a year")),
    },
)
