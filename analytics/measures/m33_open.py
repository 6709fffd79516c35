"""M-33: is it said where everybody can read it?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, share
from analytics.places import places_of
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of posts in communities that every employee may read."""
    posts = discussion(scope, PERIOD)
    placed = posts.community >= 0
    is_open = np.isin(posts.community, [one.pk for one in places_of(scope.record) if one.is_open])
    return share(
        int((placed & is_open).sum()),
        int(placed.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("There were no posts."),
    )


MEASURE = Measure(
    id="M-33",
    name=_("Open share"),
    words=_(
        "Posts of the last 28 days in communities that the whole company may read, as a share of all posts."
    ),
    formula="|posts readable company-wide| / |posts|",
    unit="share",
    source="metrics.md M-33",
    panel=SHARING,
    compute=compute,
    benchmark=0.60,
    benchmark_words=_("starting goal: at least 60 %"),
    goal=0.60,
    reads=("PostFact", "Community"),
)
