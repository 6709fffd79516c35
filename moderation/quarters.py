"""What moderation did, quarter by quarter, as everybody may read it: numbers of decisions, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import TruncQuarter

from moderation.models import Appeal, Measure, Outcome, Report, Ruling

MOST = 12
NAMES = (
    "reports", "kept", "removed", "approved", "declined", "warned", "muted", "banned", "deactivated", "appeals",
    "upheld", "overturned",
)  # fmt: skip


@dataclass(frozen=True)
class Quarter:
    """Three months of moderation."""

    start: datetime
    numbers: dict[str, int]

    @property
    def name(self) -> str:
        """Such as 2026 Q3."""
        return f"{self.start.year} Q{(self.start.month + 2) // 3}"


def quarters() -> list[Quarter]:
    """Return the newest quarters in which something was reported or decided, newest first."""
    found: dict[datetime, dict[str, int]] = {}
    for rows in (_reports(), _rulings(), _appeals("at"), _appeals("decided_at")):
        for row in rows:
            start = row.pop("quarter")
            numbers = found.setdefault(start, dict.fromkeys(NAMES, 0))
            for name, number in row.items():
                numbers[name] += number
    return [Quarter(start, found[start]) for start in sorted(found, reverse=True)[:MOST]]


def _reports() -> list[dict[str, Any]]:
    rows = Report.objects.annotate(quarter=TruncQuarter("at")).values("quarter").order_by("quarter")
    return [dict(row) for row in rows.annotate(reports=Count("pk"))]


def _rulings() -> list[dict[str, Any]]:
    outcomes = {
        "kept": Outcome.KEEP, "removed": Outcome.REMOVE, "approved": Outcome.APPROVE, "declined": Outcome.DECLINE,
    }  # fmt: skip
    measures = {
        "warned": Measure.WARN, "muted": Measure.MUTE, "banned": Measure.BAN, "deactivated": Measure.DEACTIVATE,
    }  # fmt: skip
    rows = Ruling.objects.annotate(quarter=TruncQuarter("at")).values("quarter").order_by("quarter")
    counted = {name: Count("pk", filter=Q(outcome=value)) for name, value in outcomes.items()}
    counted |= {name: Count("pk", filter=Q(measure=value)) for name, value in measures.items()}
    return [dict(row) for row in rows.annotate(**counted)]


def _appeals(moment: str) -> list[dict[str, Any]]:
    rows = Appeal.objects.filter(**{f"{moment}__isnull": False})
    grouped = rows.annotate(quarter=TruncQuarter(moment)).values("quarter").order_by("quarter")
    if moment == "at":
        return [dict(row) for row in grouped.annotate(appeals=Count("pk"))]
    upheld, overturned = Q(is_overturned=False), Q(is_overturned=True)
    counted = grouped.annotate(upheld=Count("pk", filter=upheld), overturned=Count("pk", filter=overturned))
    return [dict(row) for row in counted]
