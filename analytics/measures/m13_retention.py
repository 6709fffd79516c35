"""M-13: do newcomers stay?"""

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ADOPTION, PERIOD, Figure, Measure, Part, known
from analytics.record import Scope
from analytics.weekly import retention, weeks_of


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the cohort floor: the share still interactive in weeks 12 to 16 after the first."""
    weeks = weeks_of(scope.record, scope.as_of)
    if not weeks.count:
        return Figure(None, 0, int(scope.members(PERIOD).sum()), reason=_("There are no whole weeks yet."))
    people = scope.members((scope.as_of - weeks.mondays[0]).days + 1)
    followed = retention(weeks, people, until=weeks.count - 1)
    floors = [known(floor) is not None for floor in followed.floors]
    n = sum(size for size, is_old in zip(followed.sizes, floors, strict=True) if is_old)
    reason = "" if n else _("No cohort is 17 weeks old yet.")
    return Figure(
        known(followed.floor), n, int(people.sum()), parts={"cohorts": float(sum(floors))}, reason=reason
    )


MEASURE = Measure(
    id="M-13",
    name=_("Cohort retention"),
    words=_("Of those who first came in a month, the share interactive 12 to 16 weeks later, all cohorts."),
    formula="floor = mean R(w), w = 12 … 16; R(w) = |interactive in week w| / |cohort|",
    unit="share",
    source="metrics.md M-13",
    panel=ADOPTION,
    compute=compute,
    benchmark=0.30,
    benchmark_words=_("starting goal: a floor of at least 30 %"),
    has_history=False,
    goal=0.30,
    parts={"cohorts": Part(_("monthly cohorts old enough"), "count")},
)
