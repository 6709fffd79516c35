"""M-35: does talk become a conversation?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.maths.medians import median_interval
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, Part, known
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median number of people who speak in a thread; the median answers beside it."""
    people, posts = int(scope.members(PERIOD).sum()), discussion(scope, PERIOD)
    if not len(posts):
        return Figure(None, 0, people, reason=_("There were no posts."))
    bounds = median_interval(posts.voices)
    return Figure(
        float(np.median(posts.voices)),
        len(posts),
        people,
        known(bounds.low),
        known(bounds.high),
        parts={"replies": float(np.median(posts.replies))},
    )


MEASURE = Measure(
    id="M-35",
    name=_("Voices in a thread"),
    words=_("How many people speak in a thread of the last 28 days, in the median, its author included."),
    formula="median |{author} ∪ {who answered}|",
    unit="number",
    source="metrics.md M-35",
    panel=SHARING,
    compute=compute,
    benchmark=3.0,
    benchmark_words=_("starting goal: at least 3 voices"),
    by_department=False,
    goal=3.0,
    parts={"replies": Part(_("answers in the median thread"), "number")},
    reads=("PostFact", "ResponseFact"),
)
