"""Days as one writes them in a search: 2026-05-01, 2026-05, 2026, today, yesterday, last-week, 30d."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from esn.kit import clock

BACK = {"today": 0, "yesterday": 1, "last-week": 7, "last-month": 30, "last-year": 365}
DAYS = re.compile(r"(\d{1,4})d")
CALENDAR = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def beginning(text: str) -> datetime | None:
    """Return when a day, month, year or stretch begins; None for what names none."""
    named = text.lower()
    if named in BACK:
        return _midnight(clock.today() - timedelta(days=BACK[named]))
    if match := DAYS.fullmatch(named):
        return _midnight(clock.today() - timedelta(days=int(match[1])))
    if match := CALENDAR.fullmatch(named):
        try:
            return _midnight(date(int(match[1]), int(match[2] or 1), int(match[3] or 1)))
        except ValueError:
            return None
    return None


def _midnight(day: date) -> datetime | None:
    if not 1900 <= day.year <= 9000:
        return None
    return timezone.make_aware(datetime.combine(day, time.min))
