"""M-37: how much talk reaches beyond the company?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, share
from analytics.record import Scope


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of threads in which somebody from outside spoke or reacted."""
    record, window = scope.record, (scope.since(PERIOD), scope.as_of)
    posts, found = record.posts_of_all.between(*window), record.responses_of_all.between(*window)
    outsiders = record.directory.pk[record.directory.is_external]
    opened = np.isin(posts["person_id"], outsiders)
    answered = np.isin(posts["thread_id"], found["thread_id"][np.isin(found["person_id"], outsiders)])
    people = int(scope.members(PERIOD).sum())
    empty = _("There were no posts.") if outsiders.size else _("Nobody from outside belongs to the network.")
    n = len(posts) if outsiders.size else 0
    return share(int((opened | answered).sum()), n, people=people, empty=empty)


MEASURE = Measure(
    id="M-37",
    name=_("Extended-enterprise share"),
    words=_(
        "Threads opened within 28 days in which a guest from outside wrote or reacted, as a share of all threads, guests' "
        "own included."
    ),
    formula="|threads with outsiders| / |threads|",
    unit="share",
    source="metrics.md M-37",
    panel=SHARING,
    compute=compute,
    is_goal_up=None,
    by_department=False,
    reads=("PostFact", "ResponseFact", "Person"),
)
