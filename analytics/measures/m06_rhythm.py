"""M-6: is it a weekly habit?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, rate
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of 28-day active people who were active in at least three of the four weeks."""
    first_on = scope.record.first_on
    if first_on is None or first_on > scope.since(PERIOD):
        return Figure(
            None, 0, int(scope.members(PERIOD).sum()), reason=_("The record is not four weeks old yet.")
        )
    weeks = np.sum([scope.earlier(7 * week).reach(7) > 0 for week in range(4)], axis=0)
    active = scope.members(PERIOD) & (scope.reach(PERIOD) > 0)
    return rate(weeks >= 3, active, scope=scope, empty=_("Nobody was active."))


MEASURE = Measure(
    id="M-6",
    name=_("Weekly rhythm"),
    words=_("Of those active within 28 days, the share that was active in at least three of the four weeks."),
    formula="|active in ≥ 3 of 4 weeks| / |active in 28 d|",
    unit="share",
    source="metrics.md M-6",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.50,
    benchmark_words=_("starting goal: at least 50 %"),
    goal=0.50,
)
