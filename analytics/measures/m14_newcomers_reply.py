"""M-14: is somebody's first post heard?"""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, discussion
from analytics.maths.hours import work_hours
from analytics.maths.survival import kaplan_meier, quantile_interval
from analytics.measures.declared import ADOPTION, QUARTER, Figure, Measure, Part, known
from analytics.record import Scope

PATIENCE = 72 * 3600


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median hours at work from a person's first post to the first answer by somebody else."""
    people = int(scope.members(QUARTER).sum())
    posts = discussion(scope, QUARTER)
    ever = scope.record.posts.between(date.min, scope.as_of)
    ever = ever.where(np.lexsort((ever["thread_id"], ever["at"])))
    first = np.unique(ever["person_id"], return_index=True)[1]
    posts = posts.where(np.isin(posts.thread, ever["thread_id"][first]))
    if not len(posts):
        return Figure(None, 0, people, reason=_("Nobody posted for the first time."))
    now = int(datetime.combine(scope.as_of + timedelta(days=1), time.min, UTC).timestamp())
    local = scope.record.directory.local
    answered = posts.replied_at < NEVER
    until = np.where(answered, posts.replied_at, now)
    waited = work_hours(local(posts.author, posts.at), local(posts.author, until))
    bounds = quantile_interval(waited, answered)
    old = now - posts.at >= PATIENCE
    unheard = (until - posts.at > PATIENCE)[old]
    parts = {"unanswered": float(unheard.mean()) if old.any() else None}
    value = known(kaplan_meier(waited, answered).median)
    reason = "" if value is not None else _("Less than half of them have been answered.")
    return Figure(
        value, len(posts), people, known(bounds.low), known(bounds.high), parts=parts, reason=reason
    )


MEASURE = Measure(
    id="M-14",
    name=_("First post to first reply"),
    words=_(
        "Hours at work, in the median, until somebody answers a person's first post ever; first posts of the last 13 "
        "weeks, those still waiting count as waiting."
    ),
    formula="Kaplan–Meier median of work hours from first post to first reply by another",
    unit="hours",
    source="metrics.md M-14",
    panel=ADOPTION,
    compute=compute,
    benchmark=8.0,
    benchmark_words=_("starting goal: under 8 hours at work, under 5 % unanswered after 72 hours"),
    is_goal_up=False,
    by_department=False,
    goal=8.0,
    parts={"unanswered": Part(_("unanswered after 72 hours"))},
    reads=("PostFact", "ResponseFact"),
)
