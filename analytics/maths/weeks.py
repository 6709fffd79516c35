"""ISO weeks, and which of them are whole enough to be compared with others."""

from collections.abc import Collection
from datetime import date, timedelta

LARGEST_SHARE_OFF = 0.40


def monday_of(day: date) -> date:
    """Return the Monday that names the day's ISO week."""
    return day - timedelta(days=day.weekday())


def mondays(first_on: date, last_on: date) -> list[date]:
    """List every ISO week from the first day's to the last day's, without gaps."""
    start = monday_of(first_on)
    return [start + timedelta(weeks=n) for n in range((monday_of(last_on) - start).days // 7 + 1)]


def share_of_workdays_off(
    monday: date, *, first_on: date, last_on: date, days_off: Collection[date] = ()
) -> float:
    """Return the share of the week's five workdays that were days off or lie outside the record."""
    workdays = [monday + timedelta(days=n) for n in range(5)]
    return sum(not first_on <= day <= last_on or day in days_off for day in workdays) / 5


def is_dropped(monday: date, *, first_on: date, last_on: date, days_off: Collection[date] = ()) -> bool:
    """Say whether more than 40 % of the week's workdays are missing, so that its counts mean nothing.

    A record that begins or ends mid-week is judged by the same rule as a week of holidays.
    """
    off = share_of_workdays_off(monday, first_on=first_on, last_on=last_on, days_off=days_off)
    return off > LARGEST_SHARE_OFF
