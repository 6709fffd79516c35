"""When people act: workdays, holidays of their site, and the hours at which they look at a screen."""

import math
import random
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from esn.demo.cast import Somebody
from esn.demo.company import SITES
from esn.demo.script import STORY_WEEKS

BY_WEEKDAY = (1.0, 1.15, 1.1, 1.0, 0.7, 0.04, 0.04)
# The hours at which people write, local time; production has its breaks.
HOURS = (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 20)
DESK = (3, 9, 11, 10, 8, 4, 9, 9, 8, 6, 3, 1)
BENCH = (9, 4, 12, 3, 4, 10, 4, 6, 3, 2, 1, 2)
START, END = 7, 18


class Days:
    """The days of the history, numbered from 0, up to the present moment."""

    def __init__(self, now: datetime, count: int) -> None:
        self.now = now.astimezone(UTC)
        self.count = count
        self.first = self.now.date() - timedelta(days=count - 1)
        self.weeks = math.ceil(count / 7)

    def day(self, number: int) -> date:
        """Return the date of a day."""
        return self.first + timedelta(days=number)

    def story_week(self, week: int) -> float:
        """Return the week of the story (1 to 30) that a real week (from 0) tells."""
        return (week + 1) * STORY_WEEKS / self.weeks

    def week_of(self, moment: datetime) -> int:
        """Return the real week, counted back from today so that the last one is whole."""
        return max(0, self.weeks - 1 - (self.now.date() - moment.date()).days // 7)

    def in_week(self, week: int) -> list[date]:
        """Return the days of a real week."""
        last = self.now.date() - timedelta(days=7 * (self.weeks - 1 - week))
        return [
            last - timedelta(days=back)
            for back in range(6, -1, -1)
            if last - timedelta(days=back) >= self.first
        ]


def is_free(day: date, person: Somebody) -> bool:
    """Tell whether the person's site does not work on that day."""
    return day.weekday() > 4 or (day.month, day.day) in SITES[person.site].holidays


def weight(day: date, person: Somebody) -> float:
    """Return how likely a person is to act on a day."""
    return 0.03 if (day.month, day.day) in SITES[person.site].holidays else BY_WEEKDAY[day.weekday()]


def hour_of(dice: random.Random, person: Somebody, day: date) -> datetime:
    """Return a moment of the day at which this person would write."""
    hour = dice.choices(HOURS, BENCH if person.department == "prod" else DESK)[0]
    local = datetime.combine(
        day, time(hour, dice.randrange(60), dice.randrange(60)), ZoneInfo(SITES[person.site].timezone)
    )
    return local.astimezone(UTC)


def workday(dice: random.Random, person: Somebody, days: list[date]) -> date:
    """Return one of the days, workdays first."""
    return dice.choices(days, [weight(day, person) for day in days])[0]


def after(dice: random.Random, person: Somebody, moment: datetime, *, minutes: float) -> datetime:
    """Return when a person gets round to answering: so much later, and then in their working hours."""
    zone = ZoneInfo(SITES[person.site].timezone)
    local = (moment + timedelta(minutes=minutes)).astimezone(zone)
    is_quick = minutes < 90
    while (
        local.hour >= END + 2 * is_quick
        or local.hour < START - 1
        or (is_free(local.date(), person) and not is_quick)
    ):
        days_on = 1 if local.hour >= START else 0
        start = time(START + dice.choice((0, 1, 1, 2)), dice.randrange(60), dice.randrange(60))
        local = datetime.combine(local.date() + timedelta(days=days_on), start, zone)
        is_quick = False
    return local.astimezone(UTC)
