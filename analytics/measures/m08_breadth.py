"""M-8: is it used for more than one thing?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.arrays import BoolArray, IntArray
from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, Part, rate
from analytics.record import Scope
from analytics.verbs import Opening

ENOUGH = 4


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the headcount that used at least four of the modules in 28 days."""
    used = _used(scope)
    members = scope.members(PERIOD)
    found = rate(
        np.sum(list(used.values()), axis=0) >= ENOUGH,
        members,
        scope=scope,
        empty=_("Nobody is on the directory."),
    )
    if found.n:
        here = members & scope.still_here()
        found.parts.update({name: float((flag & here).sum() / found.n) for name, flag in used.items()})
    return found


def _used(scope: Scope) -> dict[str, BoolArray]:
    """Say per module who did more there than read."""
    record, size = scope.record, len(scope.record.directory.pk)
    works = record.works.between(scope.since(PERIOD), scope.as_of)
    posts = record.posts.between(scope.since(PERIOD), scope.as_of)
    answers = record.responses.between(scope.since(PERIOD), scope.as_of)
    questions = record.posts["thread_id"][record.posts["opening"] == Opening.QUESTION]
    asked = posts["person_id"][posts["opening"] == Opening.QUESTION]
    helped = answers["person_id"][np.isin(answers["thread_id"], questions)]
    return {
        "stream": _among(works["person_id"][works["acts"] > works["ideas"]], size),
        "questions": _among(np.concatenate([asked, helped]), size),
        "ideas": _among(works["person_id"][works["ideas"] > 0], size),
        "files": _among(works["person_id"][works["files"] > 0], size),
    }


def _among(people: IntArray, size: int) -> BoolArray:
    flags = np.zeros(size, bool)
    flags[people] = True
    return flags


MEASURE = Measure(
    id="M-8",
    name=_("Breadth of use"),
    words=_(
        "People who did more than read in at least four of seven modules within 28 days: stream, questions, ideas and "
        "files; tasks, chat and calendar write no events yet and count as not used."
    ),
    formula="|≥ 4 of 7 modules in 28 d| / H",
    unit="share",
    source="metrics.md M-8",
    panel=ADOPTION,
    compute=compute,
    by_department=False,
    parts={
        "stream": Part(_("use the stream")),
        "questions": Part(_("use questions and answers")),
        "ideas": Part(_("use ideas")),
        "files": Part(_("use files")),
    },
    reads=("WorkFact", "PostFact", "ResponseFact"),
)
