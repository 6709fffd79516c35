"""M-4: how many only read?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of active people who did nothing but read in 28 days."""
    if not scope.record.acts["passive"].any():
        return Figure(
            None, 0, int(scope.members(PERIOD).sum()), reason=_("Reading is not part of this record.")
        )
    reach = scope.reach(PERIOD)
    active = scope.members(PERIOD) & (reach > 0)
    return rate(reach == 1, active, scope=scope, empty=_("Nobody was active."))


MEASURE = Measure(
    id="M-4",
    name=_("Read only"),
    words=_("Active people who did nothing but read within 28 days, as a share of all active people."),
    formula="(active − interactive) / active",
    unit="share",
    source="metrics.md M-4",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.60,
    benchmark_words=_("published: about 60 % (2022)"),
    is_goal_up=False,
)
