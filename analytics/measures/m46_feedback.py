"""M-46: is every decision explained?"""

from datetime import UTC, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from analytics.measures.declared import ACTION, PERIOD, YEAR, Figure, Measure, share
from analytics.record import Scope
from ideas.models import Decision
from ideas.models.decision import SHORTEST_REASON


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the share of the year's decisions that give a reason of some length."""
    now = datetime.combine(scope.as_of + timedelta(days=1), time.min, UTC)
    made = Decision.objects.filter(decided_at__lt=now, decided_at__gte=now - timedelta(days=YEAR))
    made = made.exclude(outcome=Decision.Outcome.MERGE)
    reasoned = made.filter(reason_text__trim__length__gte=SHORTEST_REASON).count()
    people = int(scope.members(PERIOD).sum())
    return share(reasoned, made.count(), people=people, empty=_("No idea was decided."))


MEASURE = Measure(
    id="M-46",
    name=_("Feedback given"),
    words=_(
        "Decisions on ideas within 52 weeks that give a reason of 80 characters or more, as a share of all."
    ),
    formula="|ideas with reasoned decision| / |decided|",
    unit="share",
    source="metrics.md M-46",
    panel=ACTION,
    compute=compute,
    benchmark=1.0,
    benchmark_words=_("goal: 100 %; the lack of it is the first reason why idea boxes fail"),
    by_department=False,
    goal=1.0,
    reads=("Decision",),
)
