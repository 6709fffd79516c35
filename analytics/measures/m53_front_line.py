"""M-53: are the ideas of those who do the work built?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import EMPOWERMENT, PERIOD, YEAR, Figure, Measure, share
from analytics.proposals import proposals
from analytics.record import Scope
from analytics.verbs import Step
from people.models import Person


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the year's built ideas whose author led nobody when they were submitted."""
    found = proposals(scope)
    built = found.since(Step.IMPLEMENTED, YEAR) & (found.level > 0)
    return share(
        int((built & (found.level < Person.Level.LEAD)).sum()),
        int(built.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No idea was built."),
    )


MEASURE = Measure(
    id="M-53",
    name=_("Front-line ideas"),
    words=_(
        "Ideas built within 52 weeks whose first author led nobody when it was submitted, as a share of all built ones."
    ),
    formula="|implemented, author below team lead| / |implemented in 364 d|",
    unit="share",
    source="metrics.md M-53",
    panel=EMPOWERMENT,
    compute=compute,
    benchmark=0.80,
    benchmark_words=_("a published claim: 80 % of what can be improved is seen at the front line"),
    by_department=False,
    reads=("IdeaFact",),
)
