"""M-31: does anybody answer?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import BoolArray
from analytics.maths.intervals import wilson
from analytics.measures.declared import PERIOD, SHARING, Figure, Measure, Part
from analytics.record import Scope
from analytics.tables import Table


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the period's posts that somebody else replied or reacted to within 28 days."""
    people = scope.members(PERIOD)
    posts = scope.record.posts.between(scope.since(PERIOD), scope.as_of)
    posts = posts.where(people[posts["person_id"]])
    n = len(posts)
    if not n:
        return Figure(None, 0, int(people.sum()), reason=_("There were no posts."))
    answers = scope.record.responses.between(scope.since(PERIOD), scope.as_of)
    replied, reacted = (
        _met(posts, answers.where(answers[kind] > 0)) for kind in ("replied_at", "reacted_at")
    )
    hits = int((replied | reacted).sum())
    bounds = wilson(hits, n)
    parts: dict[str, float | None] = {
        "with_reply": float(replied.mean()),
        "reaction_only": float((reacted & ~replied).mean()),
        "no_response": 1 - hits / n,
    }
    return Figure(hits / n, n, int(people.sum()), bounds.low, bounds.high, count=hits, parts=parts)


def _met(posts: Table, answers: Table) -> BoolArray:
    """Say which posts got such an answer from somebody else within 28 days."""
    place = {thread: row for row, thread in enumerate(posts["thread_id"].tolist())}
    row = np.array([place.get(thread, -1) for thread in answers["thread_id"].tolist()], np.int64)
    kept = row >= 0
    row, day, person = row[kept], answers["day"][kept], answers["person_id"][kept]
    waited = day - posts["day"][row]
    counts = (person != posts["person_id"][row]) & (waited >= 0) & (waited <= PERIOD)
    met = np.zeros(len(posts), bool)
    met[row[counts]] = True
    return met


MEASURE = Measure(
    id="M-31",
    name=_("Response rate"),
    words=_("Posts of the last 28 days that somebody else answered or reacted to, as a share of all posts."),
    formula="|posts with ≥ 1 response by another within 28 d| / |posts|",
    unit="share",
    source="metrics.md M-31",
    panel=SHARING,
    compute=compute,
    benchmark=0.58,
    benchmark_words=_("published (SWOOP goal): 58 % with a reply, what the top 20 % reach"),
    goal=0.58,
    parts={
        "with_reply": Part(_("with a reply")),
        "reaction_only": Part(_("with a reaction only")),
        "no_response": Part(_("without any response")),
    },
    reads=("PostFact", "ResponseFact"),
)
