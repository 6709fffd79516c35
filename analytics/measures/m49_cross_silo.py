"""M-49: do ideas that are built come from across the company?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ACTION, PERIOD, YEAR, Figure, Measure, share
from analytics.proposals import proposals
from analytics.record import Scope
from analytics.verbs import Step

DEPARTMENTS = 3


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the year's built ideas with authors or supporters in three departments."""
    found = proposals(scope)
    built = found.since(Step.IMPLEMENTED, YEAR)
    return share(
        int((built & (found.departments >= DEPARTMENTS)).sum()),
        int(built.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No idea was built."),
    )


MEASURE = Measure(
    id="M-49",
    name=_("Ideas across silos"),
    words=_(
        "Ideas built within 52 weeks whose authors and supporters came from at least three departments, as a share of all "
        "built ones; the department is the one of that time."
    ),
    formula="|implemented, ≥ 3 departments behind it| / |implemented in 364 d|",
    unit="share",
    source="metrics.md M-49 (Burt 2004)",
    panel=ACTION,
    compute=compute,
    by_department=False,
    reads=("IdeaFact",),
)
