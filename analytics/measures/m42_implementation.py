"""M-42: is what was decided also done?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ACTION, PERIOD, QUARTER, YEAR, Figure, Measure, Part, share
from analytics.proposals import proposals
from analytics.record import Scope
from analytics.verbs import Step


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the ideas decided within the year that are built; by quarter of decision beside it."""
    found = proposals(scope)
    built, alive = found.reached(Step.IMPLEMENTED), ~found.is_merged
    decided = found.since(Step.DECIDED, YEAR) & alive
    parts: dict[str, float | None] = {}
    for number in range(4):
        cohort = found.since(Step.DECIDED, (number + 1) * QUARTER) & alive
        cohort &= ~found.since(Step.DECIDED, number * QUARTER)
        parts[f"quarter_{number}"] = float(built[cohort].mean()) if cohort.any() else None
    return share(
        int((built & decided).sum()),
        int(decided.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No idea was decided."),
        **parts,
    )


MEASURE = Measure(
    id="M-42",
    name=_("Implementation rate"),
    words=_(
        "Ideas decided within 52 weeks that are built by now, as a share of all decided ones; the young cohorts had "
        "less time."
    ),
    formula="|implemented| / |decided in 364 d|, by cohort quarter",
    unit="share",
    source="metrics.md M-42",
    panel=ACTION,
    compute=compute,
    benchmark_words=_("no general figure is published"),
    by_department=False,
    parts={
        "quarter_0": Part(_("decided in the last 13 weeks")),
        "quarter_1": Part(_("decided one quarter before")),
        "quarter_2": Part(_("decided two quarters before")),
        "quarter_3": Part(_("decided three quarters before")),
    },
    reads=("IdeaFact",),
)
