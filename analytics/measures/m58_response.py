"""M-58: do leaders answer when they are asked?"""

from django.utils.translation import gettext_lazy as _

from analytics.asking import asked_of_leaders
from analytics.maths.intervals import clopper_pearson
from analytics.measures.declared import LEADERSHIP, PERIOD, Figure, Measure
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of direct asks that the leader named answered within five workdays."""
    leaders = scope.members(PERIOD) & scope.record.directory.leaders_on(scope.as_of)
    asks, people = asked_of_leaders(scope), int(leaders.sum())
    if not len(asks):
        return Figure(None, 0, people, reason=_("No ask of a leader is seven days old."))
    answered = int(asks.by_leader.sum())
    bounds = clopper_pearson(answered, len(asks))
    return Figure(answered / len(asks), len(asks), people, bounds.low, bounds.high, count=answered)


MEASURE = Measure(
    id="M-58",
    name=_("Leader response"),
    words=_(
        "Times that somebody named a director or executive in a thread and that leader answered there within five workdays, "
        "as a share of those of the 28 days that ended seven days ago."
    ),
    formula="|direct asks answered ≤ 5 workdays by the leader| / |direct asks|",
    unit="share",
    source="metrics.md M-58",
    panel=LEADERSHIP,
    compute=compute,
    benchmark=0.70,
    benchmark_words=_("starting goal: at least 70 %"),
    by_department=False,
    goal=0.70,
    reads=("AskFact", "ResponseFact", "Placement"),
)
