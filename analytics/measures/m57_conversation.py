"""M-57: are leaders peers, or speakers?"""

from django.utils.translation import gettext_lazy as _

from analytics.maths.intervals import clopper_pearson
from analytics.measures.declared import LEADERSHIP, PERIOD, Figure, Measure
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the leaders' replies to others as a share of all that they wrote in 28 days."""
    leaders = scope.members(PERIOD) & scope.record.directory.leaders_on(scope.as_of) & scope.still_here()
    acts = scope.record.acts.between(scope.since(PERIOD), scope.as_of)
    mine = leaders[acts["person_id"]]
    replies, posts = int(acts["replies"][mine].sum()), int(acts["posts"][mine].sum())
    if not replies + posts:
        return Figure(None, 0, int(leaders.sum()), reason=_("Leaders wrote nothing."))
    bounds = clopper_pearson(replies, replies + posts)
    value = replies / (replies + posts)
    n, people = replies + posts, int(leaders.sum())
    return Figure(value, n, people, bounds.low, bounds.high, count=replies)


MEASURE = Measure(
    id="M-57",
    name=_("Peer index of leaders"),
    words=_("Of what directors and executives wrote within 28 days, the share that answered somebody else."),
    formula="replies to others / (posts + replies), by leaders",
    unit="share",
    source="metrics.md M-57",
    panel=LEADERSHIP,
    compute=compute,
    benchmark=0.92,
    benchmark_words=_(
        "published: a model CEO with 348 replies and 30 posts in 19 weeks; starting goal: 60 %"
    ),
    by_department=False,
    goal=0.60,
    reads=("DayFact", "Placement"),
)
