"""M-39f: which knowledge would go with one person?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from activity.models import Tagging
from analytics.discussion import discussion
from analytics.measures.declared import KNOWLEDGE, YEAR, Figure, Measure, share
from analytics.record import Scope
from analytics.verbs import Opening

FEWEST, TOO_MUCH, CHUNK = 3, 0.60, 500


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of topics whose accepted answers come mostly from one person."""
    solved = discussion(scope, YEAR, opening=Opening.QUESTION)
    solved = solved.where(solved.answerer >= 0)
    by_topic: dict[int, list[int]] = {}
    answerer = dict(zip(solved.thread.tolist(), solved.answerer.tolist(), strict=True))
    for tag, thread in _tags(sorted(answerer)):
        by_topic.setdefault(tag, []).append(answerer[thread])
    most = [np.bincount(who).max() / len(who) >= TOO_MUCH for who in by_topic.values() if len(who) >= FEWEST]
    return share(
        int(sum(most)),
        len(most),
        people=int(scope.members(YEAR).sum()),
        empty=_("No topic has three accepted answers yet."),
    )


def _tags(threads: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first in range(0, len(threads), CHUNK):
        part = threads[first : first + CHUNK]
        found += Tagging.objects.filter(thread__in=part).values_list("tag_id", "thread_id")
    return found


MEASURE = Measure(
    id="M-39f",
    name=_("Knowledge at risk"),
    words=_(
        "Topics (tags) whose accepted answers of the last 52 weeks come to 60 % or more from one person, as a share of all "
        "topics with at least three accepted answers."
    ),
    formula="|topics with max_p share(p) ≥ 60 %| / |topics with ≥ 3 accepted answers|",
    unit="share",
    source="metrics.md M-39f",
    panel=KNOWLEDGE,
    compute=compute,
    benchmark_words=_("starting goal: none among the topics that matter"),
    is_goal_up=False,
    by_department=False,
    has_history=False,
    goal=0.0,
    reads=("PostFact", "ResponseFact", "Tagging"),
)
