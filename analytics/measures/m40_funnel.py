"""M-40: what becomes of ideas?"""

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.discussion import discussion
from analytics.maths.arrays import BoolArray
from analytics.measures.declared import ACTION, PERIOD, YEAR, Figure, Measure, Part, share
from analytics.proposals import NEVER, proposals
from analytics.record import Scope
from analytics.verbs import Opening, Step

VOICES, DEPARTMENTS = 3, 2


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the year's ideas that were built; how many came how far beside it."""
    found = proposals(scope)
    fresh = found.since(Step.SUBMITTED, YEAR) & ~found.is_merged
    steps = {
        "discussed": np.isin(found.thread, _discussed(scope)),
        "shortlisted": found.reached(Step.SHORTLISTED),
        "reviewed": found.reached(Step.REVIEWED) | found.reached(Step.DECIDED),
        "accepted": found.accepted_at < NEVER,
        "building": found.reached(Step.BUILDING),
        "implemented": found.reached(Step.IMPLEMENTED),
        "confirmed": found.reached(Step.CONFIRMED),
    }
    counts = {name: float((flag & fresh).sum()) for name, flag in steps.items()}
    return share(
        int(counts["implemented"]),
        int(fresh.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("There were no ideas."),
        submitted=float(fresh.sum()),
        **counts,
    )


def _discussed(scope: Scope) -> list[int]:
    """Return the threads of ideas in which three people of two departments spoke."""
    threads = discussion(scope, YEAR, opening=Opening.IDEA)
    threads = threads.where(threads.voices >= VOICES)
    found: list[int] = threads.thread[_crosses(scope, threads.thread, threads.author)].tolist()
    return found


def _crosses(scope: Scope, thread: np.ndarray, author: np.ndarray) -> BoolArray:
    record, unit = scope.record, scope.record.directory.department_on(scope.as_of)
    answers = record.responses.between(scope.since(YEAR), scope.as_of)
    answers = answers.where((answers["replied_at"] > 0) & np.isin(answers["thread_id"], thread))
    of = np.concatenate([answers["thread_id"], thread])
    department = unit[np.concatenate([answers["person_id"], author])]
    pairs = np.unique(np.stack([of[department >= 0], department[department >= 0]]), axis=1)
    threads, count = np.unique(pairs[0], return_counts=True)
    crossing: BoolArray = np.isin(thread, threads[count >= DEPARTMENTS])
    return crossing


MEASURE = Measure(
    id="M-40",
    name=_("Ideas that are built"),
    words=_(
        "Ideas submitted within 52 weeks that have been built, as a share of all of them, merged ones left out. Beside it "
        "how many were discussed (three voices of two departments), shortlisted, reviewed, accepted, are being built, were "
        "built, and have a confirmed benefit."
    ),
    formula="|implemented| / |submitted in 364 d|",
    unit="share",
    source="metrics.md M-40",
    panel=ACTION,
    compute=compute,
    benchmark_words=_("no general figure is published; Salesforce reviews from 250 votes on"),
    by_department=False,
    parts={
        "submitted": Part(_("submitted"), "count"),
        "discussed": Part(_("discussed"), "count"),
        "shortlisted": Part(_("shortlisted"), "count"),
        "reviewed": Part(_("reviewed"), "count"),
        "accepted": Part(_("accepted"), "count"),
        "building": Part(_("taken into work"), "count"),
        "implemented": Part(_("built"), "count"),
        "confirmed": Part(_("with a confirmed benefit"), "count"),
    },
    reads=("IdeaFact", "PostFact", "ResponseFact", "Decision"),
)
