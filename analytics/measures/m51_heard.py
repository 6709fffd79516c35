"""M-51: is everybody heard alike?"""

import numpy as np
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from analytics.discussion import NEVER, discussion
from analytics.maths.differences import ratio_interval
from analytics.measures.declared import EMPOWERMENT, PERIOD, Figure, Measure, Part, known
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the response rate of the least heard level of authors as a share of that of the best heard."""
    people, posts = int(scope.members(PERIOD).sum()), discussion(scope, PERIOD)
    heard = posts.responded_at < NEVER
    rows = [
        (int(heard[mine].sum()), int(mine.sum()))
        for mine in (posts.level == level for level in np.unique(posts.level[posts.level >= 0]))
        if mine.sum() >= settings.MINIMUM_GROUP
        and len(np.unique(posts.author[mine])) >= settings.MINIMUM_GROUP
    ]
    if len(rows) < 2:
        reason = _("There are not two levels with enough posts by enough people.")
        return Figure(None, 0, people, reason=reason)
    rows.sort(key=lambda row: row[0] / row[1])
    (low, of_low), (high, of_high) = rows[0], rows[-1]
    n = sum(row[1] for row in rows)
    if not high:
        return Figure(None, n, people, reason=_("Nobody was answered."))
    bounds = ratio_interval((low, high), (of_low, of_high))
    value = (low / of_low) / (high / of_high)
    parts: dict[str, float | None] = {"lowest": low / of_low, "highest": high / of_high}
    return Figure(value, n, people, known(bounds.low), known(bounds.high), parts=parts)


MEASURE = Measure(
    id="M-51",
    name=_("Heard-rate parity"),
    words=_(
        "The share of posts of 28 days that got a response, of the level that is heard least as a share of the level that "
        "is heard most; levels under five posts or five authors stay out. The level is the author's at that time."
    ),
    formula="min_l response rate(l) / max_l response rate(l)",
    unit="index",
    source="metrics.md M-51",
    panel=EMPOWERMENT,
    compute=compute,
    benchmark=0.80,
    benchmark_words=_("starting goal: at least 0.8"),
    by_department=False,
    goal=0.80,
    parts={"lowest": Part(_("of the least heard level")), "highest": Part(_("of the best heard level"))},
    reads=("PostFact", "ResponseFact"),
)
