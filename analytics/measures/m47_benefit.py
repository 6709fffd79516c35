"""M-47: what did ideas really bring, by numbers that somebody else has checked?"""

from collections import defaultdict
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ACTION, PERIOD, Figure, Measure, Part, share
from analytics.proposals import proposals
from analytics.record import Scope
from analytics.verbs import Step
from ideas.models import Outcome

MONEY = (Outcome.Kind.HARD_SAVING, Outcome.Kind.REVENUE)


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of built ideas with a confirmed benefit; confirmed money and hours beside it."""
    found = proposals(scope)
    built = found.reached(Step.IMPLEMENTED)
    return share(
        int((found.reached(Step.CONFIRMED) & built).sum()),
        int(built.sum()),
        people=int(scope.members(PERIOD).sum()),
        empty=_("No idea is built yet."),
        **_amounts(scope),
    )


def _amounts(scope: Scope) -> dict[str, float | None]:
    """Return confirmed money and hours; money only where all of it is in one currency."""
    now = datetime.combine(scope.as_of + timedelta(days=1), time.min, UTC)
    rows = Outcome.objects.filter(verified_at__lt=now).prefetch_related("readings")
    sums: dict[str, dict[str, Decimal]] = {"money": defaultdict(Decimal), "hours": defaultdict(Decimal)}
    for row in rows:
        name = "money" if row.kind in MONEY else "hours" if row.kind == Outcome.Kind.HOURS else ""
        if name:
            sums[name][row.unit.strip().casefold()] += _change(row)
    return {name: float(sum(units.values())) for name, units in sums.items() if len(units) == 1}


def _change(outcome: Outcome) -> Decimal:
    """Return what the last own reading tells, as far as it is owed to the idea; a fall that was wanted is a gain."""
    own = [row for row in outcome.readings.all() if not row.is_comparison and not row.is_before]
    if not own:
        return Decimal(0)
    change = own[-1].value - outcome.baseline
    falls = outcome.target is not None and outcome.target < outcome.baseline
    return (-change if falls else change) * outcome.attribution / 100


MEASURE = Measure(
    id="M-47",
    name=_("Confirmed benefit"),
    words=_(
        "Built ideas with a benefit that somebody other than its reporter has confirmed, as a share of all built ones. "
        "Beside it the confirmed money and hours: last reading against the number before, as far as owed to the idea."
    ),
    formula="|benefit confirmed| / |implemented|; Σ (reading − baseline) · attribution",
    unit="share",
    source="metrics.md M-47",
    panel=ACTION,
    compute=compute,
    by_department=False,
    parts={
        "money": Part(_("confirmed money, in its own currency"), "count"),
        "hours": Part(_("confirmed hours"), "count"),
    },
    reads=("IdeaFact", "Outcome"),
)
