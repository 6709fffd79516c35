"""M-34: do people ask?"""

from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, share
from analytics.record import Scope
from analytics.verbs import Opening


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of posts that were asked as questions."""
    posts = discussion(scope, PERIOD)
    asked = int((posts.opening == Opening.QUESTION).sum())
    people = int(scope.members(PERIOD).sum())
    return share(asked, len(posts), people=people, empty=_("There were no posts."))


MEASURE = Measure(
    id="M-34",
    name=_("Curiosity"),
    words=_("Posts of the last 28 days that were asked as questions, as a share of all posts."),
    formula="|questions| / |posts|",
    unit="share",
    source="metrics.md M-34",
    panel=SHARING,
    compute=compute,
    benchmark_words=_("SWOOP (2018) relates it to the performance of groups; no number is published"),
    reads=("PostFact",),
)
