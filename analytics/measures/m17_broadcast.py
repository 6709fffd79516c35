"""M-17: do leaders talk, or only announce?"""

from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, share
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of leaders' posts under which the author answered nobody."""
    people = int(scope.members(PERIOD).sum())
    posts = discussion(scope, PERIOD)
    posts = posts.where(scope.record.directory.leaders_on(scope.as_of)[posts.author])
    silent = int((~posts.author_replied).sum())
    return share(silent, len(posts), people=people, empty=_("Leaders did not post."))


MEASURE = Measure(
    id="M-17",
    name=_("Broadcast ratio"),
    words=_(
        "Posts of leaders within 28 days under which they answered nobody, as a share of their posts. Leaders are "
        "directors and above; the directory does not say who communicates for the company."
    ),
    formula="|leaders' posts without a reply by the author in the own thread| / |leaders' posts|",
    unit="share",
    source="metrics.md M-17",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.40,
    benchmark_words=_("starting goal: at most 40 %"),
    is_goal_up=False,
    by_department=False,
    goal=0.40,
    reads=("PostFact", "ResponseFact", "Placement"),
)
