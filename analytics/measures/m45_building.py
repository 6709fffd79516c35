"""M-45: is work faster with a room to talk in?"""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.utils.translation import gettext_lazy as _

from analytics.maths.survival import kaplan_meier, quantile_interval
from analytics.measures.declared import ACTION, PERIOD, YEAR, Figure, Measure, Part, known
from analytics.record import Scope
from ideas.models import Delivery


def compute(scope: Scope, _with_interval: bool = True) -> Figure:
    """Return the median days that an idea's delivery takes with a community of its own; without one beside it."""
    people = int(scope.members(PERIOD).sum())
    rows = _rows(scope.as_of)
    with_room = [row for row in rows if row[2]]
    if not with_room:
        return Figure(None, 0, people, reason=_("Nothing is built with a community to talk in."))
    days, is_done = _columns(with_room)
    others = _columns([row for row in rows if not row[2]])
    bounds = quantile_interval(days, is_done)
    value = known(kaplan_meier(days, is_done).median)
    parts = {
        "without": known(kaplan_meier(*others).median) if len(others[0]) else None,
        "others": float(len(others[0])),
    }
    reason = "" if value is not None else _("Less than half of them are finished.")
    n = len(with_room)
    return Figure(value, n, people, known(bounds.low), known(bounds.high), parts=parts, reason=reason)


def _rows(as_of: date) -> list[tuple[float, bool, bool]]:
    """Return days so far, whether it was finished, and whether it has a room, of each delivery of a year."""
    now = datetime.combine(as_of + timedelta(days=1), time.min, UTC)
    found = Delivery.objects.filter(started_at__lt=now, started_at__gte=now - timedelta(days=YEAR))
    rows = found.order_by("pk").values_list("started_at", "finished_at", "community_id")
    return [
        ((min(done or now, now) - begun) / timedelta(days=1), bool(done and done < now), bool(room))
        for begun, done, room in rows
    ]


def _columns(rows: list[tuple[float, bool, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([row[0] for row in rows], float), np.array([row[1] for row in rows], bool)


MEASURE = Measure(
    id="M-45",
    name=_("Days to build, with a room"),
    words=_(
        "Days, in the median, from the start of an idea's delivery to its end where a community talks about the work; those "
        "without one beside it. Deliveries have no size on record, so the two are not matched: an association, no proof."
    ),
    formula="Kaplan–Meier median of days from started to finished, running ones censored",
    unit="days",
    source="metrics.md M-45",
    panel=ACTION,
    compute=compute,
    is_goal_up=False,
    by_department=False,
    parts={
        "without": Part(_("without a room"), "days"),
        "others": Part(_("deliveries without a room"), "count"),
    },
    reads=("Delivery",),
)
