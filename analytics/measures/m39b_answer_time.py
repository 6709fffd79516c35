"""M-39b: how long does an answer take?"""

from datetime import UTC, datetime, time, timedelta

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, discussion
from analytics.maths.arrays import IntArray
from analytics.maths.intervals import Interval
from analytics.maths.survival import kaplan_meier, quantile_interval
from analytics.measures.declared import KNOWLEDGE, QUARTER, Figure, Measure, Part, known
from analytics.record import Scope
from analytics.verbs import Opening


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median hours to a question's first answer; that to the accepted one beside it."""
    people = int(scope.members(QUARTER).sum())
    asked = discussion(scope, QUARTER, opening=Opening.QUESTION)
    if not len(asked):
        return Figure(None, 0, people, reason=_("There were no questions."))
    now = int(datetime.combine(scope.as_of + timedelta(days=1), time.min, UTC).timestamp())
    value, bounds = _median(asked.at, asked.replied_at, now)
    accepted, _bounds = _median(asked.at, asked.accepted_at, now)
    reason = "" if value is not None else _("Less than half of them have been answered.")
    parts = {"accepted": accepted}
    return Figure(
        value, len(asked), people, known(bounds.low), known(bounds.high), parts=parts, reason=reason
    )


def _median(at: IntArray, answered_at: IntArray, now: int) -> tuple[float | None, Interval]:
    is_answered = answered_at < NEVER
    hours = (np.where(is_answered, answered_at, now) - at) / 3600
    return known(kaplan_meier(hours, is_answered).median), quantile_interval(hours, is_answered)


MEASURE = Measure(
    id="M-39b",
    name=_("Time to an answer"),
    words=_(
        "Hours by the clock, in the median, until a question of the last 13 weeks is answered by somebody else; unanswered "
        "ones count as still waiting."
    ),
    formula="Kaplan–Meier median of hours from question to first answer, unanswered censored",
    unit="hours",
    source="metrics.md M-39b",
    panel=KNOWLEDGE,
    compute=compute,
    benchmark=4.0,
    benchmark_words=_("starting goal: 4 hours to the first answer, 2 days to the accepted one"),
    is_goal_up=False,
    by_department=False,
    goal=4.0,
    parts={"accepted": Part(_("until the accepted answer"), "hours")},
    reads=("PostFact", "ResponseFact"),
)
