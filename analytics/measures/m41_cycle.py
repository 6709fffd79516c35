"""M-41: how long does an idea wait for its answer?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.maths.arrays import BoolArray, IntArray
from analytics.maths.survival import kaplan_meier, quantile_interval
from analytics.measures.declared import ACTION, PERIOD, YEAR, Figure, Measure, Part, known
from analytics.proposals import NEVER, Proposals, proposals
from analytics.record import Scope
from analytics.verbs import Opening, Step

DAY, LATE = 86_400, 0.85
HEARD = (Step.CONCERNED, Step.ASKED, Step.SHORTLISTED, Step.REVIEWED, Step.DECIDED)


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median days from submission to decision; the other stages beside it."""
    people, found = int(scope.members(PERIOD).sum()), proposals(scope)
    fresh = found.since(Step.SUBMITTED, YEAR)
    if not fresh.any():
        return Figure(None, 0, people, reason=_("There were no ideas."))
    begun, decided = found.first[Step.SUBMITTED], found.first[Step.DECIDED]
    waits = {
        "feedback": (begun, _heard_at(scope, found)),
        "shortlist": (begun, found.first[Step.SHORTLISTED]),
        "build": (decided, found.first[Step.IMPLEMENTED]),
        "whole": (begun, found.first[Step.IMPLEMENTED]),
    }
    parts = {name: _quantile(found, fresh, *span) for name, span in waits.items()}
    parts["late"] = _quantile(found, fresh, begun, decided, LATE)
    days, is_over = _spans(found, fresh, begun, decided)
    bounds = quantile_interval(days, is_over)
    value = known(kaplan_meier(days, is_over).median)
    reason = "" if value is not None else _("Less than half of them have been decided.")
    n = int(fresh.sum())
    return Figure(value, n, people, known(bounds.low), known(bounds.high), parts=parts, reason=reason)


def _spans(
    found: Proposals, kept: BoolArray, since: IntArray, until: IntArray
) -> tuple[np.ndarray, BoolArray]:
    """Return the days of a stage, and whether it is over; who was merged or closed first stops being waited for."""
    kept = kept & (since < NEVER)
    end = np.minimum(found.first[Step.MERGED], found.first[Step.CLOSED])
    end = np.maximum(np.minimum(end, found.now), since)
    is_over = until <= end
    days = (np.where(is_over, until, end) - since)[kept] / DAY
    return np.maximum(days, 0.0), is_over[kept]


def _quantile(
    found: Proposals, kept: BoolArray, since: IntArray, until: IntArray, part: float = 0.5
) -> float | None:
    days, is_over = _spans(found, kept, since, until)
    return known(kaplan_meier(days, is_over).quantile(part)) if len(days) else None


def _heard_at(scope: Scope, found: Proposals) -> IntArray:
    """Return when somebody else first said something about each idea."""
    heard: IntArray = np.min([found.first[step] for step in HEARD], axis=0)
    threads = discussion(scope, YEAR, opening=Opening.IDEA)
    place = np.minimum(np.searchsorted(threads.thread, found.thread), max(len(threads) - 1, 0))
    if not len(threads):
        return heard
    replied = np.where(threads.thread[place] == found.thread, threads.replied_at[place], NEVER)
    first: IntArray = np.minimum(heard, replied)
    return first


MEASURE = Measure(
    id="M-41",
    name=_("Days to a decision"),
    words=_(
        "Days, in the median, from an idea's submission to its decision; ideas of the last 52 weeks, undecided ones "
        "count as still waiting, merged ones until they were merged."
    ),
    formula="Kaplan–Meier median of days from submitted to decided, undecided censored",
    unit="days",
    source="metrics.md M-41",
    panel=ACTION,
    compute=compute,
    benchmark=30.0,
    benchmark_words=_("starting goal: a decision in under 30 days, the first word in under 5 workdays"),
    is_goal_up=False,
    by_department=False,
    goal=30.0,
    parts={
        "late": Part(_("until 85 of 100 are decided"), "days"),
        "feedback": Part(_("to the first word by somebody else"), "days"),
        "shortlist": Part(_("to the shortlist"), "days"),
        "build": Part(_("from decision to built"), "days"),
        "whole": Part(_("from submission to built"), "days"),
    },
    reads=("IdeaFact", "ResponseFact"),
)
