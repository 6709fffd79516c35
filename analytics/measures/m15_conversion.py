"""M-15: do new colleagues find their way in?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, QUARTER, Figure, Measure, share
from analytics.record import Scope

SETTLED = 30


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of people hired in a quarter who were interactive by their thirtieth day."""
    directory, people = scope.record.directory, int(scope.members(PERIOD).sum())
    hired, last = directory.hired_on(), scope.as_of.toordinal() - SETTLED
    new = directory.is_counted & (hired > last - QUARTER) & (hired <= last)
    new &= directory.gone_from > hired + SETTLED
    acts = scope.record.acts
    own = acts["day"] - hired[acts["person_id"]]
    took_part = (acts["light"] + acts["contribute"] + acts["outcome"] > 0) & (own >= 0) & (own <= SETTLED)
    joined = np.zeros(len(hired), bool)
    joined[acts["person_id"][took_part]] = True
    empty = _("Nobody was hired in the 13 weeks that ended thirty days ago.")
    return share(int((new & joined).sum()), int(new.sum()), people=people, empty=empty)


MEASURE = Measure(
    id="M-15",
    name=_("Newcomers who take part"),
    words=_(
        "People hired in the 13 weeks that ended thirty days ago who wrote, answered, reacted or voted by their "
        "thirtieth day, as a share of all hired then and still there."
    ),
    formula="|interactive by day 30| / |new hires|",
    unit="share",
    source="metrics.md M-15",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.50,
    benchmark_words=_("starting goal: at least 50 %"),
    by_department=False,
    goal=0.50,
    reads=("DayFact", "Person"),
)
