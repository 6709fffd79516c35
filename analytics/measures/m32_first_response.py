"""M-32: how long does a post wait?"""

from datetime import UTC, datetime, time, timedelta

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, discussion
from analytics.maths.hours import work_hours
from analytics.maths.survival import kaplan_meier, quantile_interval
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, known
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median hours at work until somebody else answers or reacts; those that wait still wait."""
    people, posts = int(scope.members(PERIOD).sum()), discussion(scope, PERIOD)
    if not len(posts):
        return Figure(None, 0, people, reason=_("There were no posts."))
    now = int(datetime.combine(scope.as_of + timedelta(days=1), time.min, UTC).timestamp())
    local, answered = scope.record.directory.local, posts.responded_at < NEVER
    until = np.where(answered, posts.responded_at, now)
    waited = work_hours(local(posts.author, posts.at), local(posts.author, until))
    value, bounds = known(kaplan_meier(waited, answered).median), quantile_interval(waited, answered)
    reason = "" if value is not None else _("Less than half of them have been answered.")
    return Figure(value, len(posts), people, known(bounds.low), known(bounds.high), reason=reason)


MEASURE = Measure(
    id="M-32",
    name=_("Time to first response"),
    words=_(
        "Hours at work (Monday to Friday, nine to five at the author's site), in the median, until somebody else answers or "
        "reacts to a post of the last 28 days; unanswered posts count as still waiting."
    ),
    formula="Kaplan–Meier median of work hours from post to first response by another, unanswered censored",
    unit="hours",
    source="metrics.md M-32",
    panel=SHARING,
    compute=compute,
    benchmark=8.0,
    benchmark_words=_("starting goal: under 8 hours at work"),
    is_goal_up=False,
    by_department=False,
    goal=8.0,
    reads=("PostFact", "ResponseFact"),
)
