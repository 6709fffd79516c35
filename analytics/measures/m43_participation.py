"""M-43: how many have a hand in ideas?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ACTION, QUARTER, YEAR, Figure, Measure, Part, rate
from analytics.record import Scope
from analytics.verbs import Opening, Step

TAKING_PART = (Step.SUBMITTED, Step.COAUTHORED, Step.SUPPORTED, Step.CONCERNED, Step.BALLOT)


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that submitted, voted for or discussed an idea in a quarter."""
    record, window = scope.record, (scope.since(QUARTER), scope.as_of)
    took_part = np.zeros(len(record.directory.pk), bool)
    steps, answers = record.steps.between(*window), record.responses.between(*window)
    took_part[steps["person_id"][np.isin(steps["step"], TAKING_PART) & (steps["person_id"] >= 0)]] = True
    ideas = record.posts["thread_id"][record.posts["opening"] == Opening.IDEA]
    took_part[answers["person_id"][(answers["replied_at"] > 0) & np.isin(answers["thread_id"], ideas)]] = True
    found = rate(took_part, scope.members(QUARTER), scope=scope, empty=_("Nobody is on the directory."))
    if found.n and not scope.department:
        year = record.steps.between(scope.since(YEAR), scope.as_of)
        found.parts["per_head"] = float((year["step"] == Step.SUBMITTED).sum() / found.n)
    return found


MEASURE = Measure(
    id="M-43",
    name=_("Taking part in ideas"),
    words=_(
        "People who submitted, supported, voted on or discussed an idea within 13 weeks, as a share of the headcount."
    ),
    formula="|submitted ∨ voted ∨ commented in 91 d| / H",
    unit="share",
    source="metrics.md M-43",
    panel=ACTION,
    compute=compute,
    benchmark=0.10,
    benchmark_words=_(
        "published: a typical box under 10 % and 0.5 ideas a head and year, strong programmes over 50 %"
    ),
    goal=0.30,
    parts={"per_head": Part(_("ideas a head in 52 weeks"), "index")},
    reads=("IdeaFact", "PostFact", "ResponseFact"),
)
