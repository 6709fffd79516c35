"""Times as exports write them: seconds, milliseconds, ISO 8601, mail dates, days and months in either order."""

import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from analytics.interchange.decoding import UnreadableFile

# Seconds of year 5000; beyond it a number counts in thousandths, and so on.
LARGEST_SECONDS = 1e11
# Seconds of 1973: what is smaller may be anything, an id or a weight.
SMALLEST_CERTAIN = 1e8
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC).timestamp(), datetime(9999, 1, 1, tzinfo=UTC).timestamp()
# Days as spreadsheets count them, from 1954 to 2119; a column of such numbers is nothing else.
DAY_ZERO = datetime(1899, 12, 30, tzinfo=UTC).timestamp()
LEAST_DAY, MOST_DAY = 20_000.0, 80_000.0
MOSTLY = 0.9
COMMA = re.compile(r"\d+,\d+$")
TWO_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[,T\s]+(.*))?$")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?m?\.?$", re.IGNORECASE)
ZONE = re.compile(r"\s*\(?(?:UTC|GMT|Z)\)?$", re.IGNORECASE)
IN_WORDS = (
    "%b %d, %Y %I:%M %p", "%b %d, %Y %I:%M:%S %p", "%b %d, %Y %H:%M:%S", "%b %d, %Y %H:%M", "%b %d, %Y",
    "%B %d, %Y %I:%M %p", "%B %d, %Y %H:%M", "%B %d, %Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y %H:%M",
    "%a %b %d %H:%M:%S %z %Y",
)  # fmt: skip


def seconds_of(text: str, *, is_day_first: bool | None = None) -> float | None:
    """Return a written moment as unix seconds; without a zone it is UTC; None if it is not understood.

    `is_day_first` says how 03/04/2026 is meant; left open, such a date is not understood.
    """
    number = _number(text)
    if number is None:
        return _written(text.strip(), is_day_first)
    while abs(number) >= LARGEST_SECONDS:
        number /= 1000
    return number if number >= FIRST else None


def are_days(cells: Iterable[str]) -> bool:
    """Tell whether a column counts days since the end of 1899, as spreadsheets do when they export plain numbers."""
    listed = list(cells)
    numbers = [number for cell in listed if (number := _number(cell)) is not None]
    fitting = sum(LEAST_DAY <= number < MOST_DAY for number in numbers)
    return bool(numbers) and fitting == len(numbers) >= MOSTLY * len(listed)


def seconds_of_days(day: str, clock: str = "") -> float | None:
    """Return a spreadsheet's day, with the time of day as its fraction, in a cell of its own, or written out."""
    number, part = _number(day), _number(clock) if clock else 0.0
    if number is None:
        return None
    if part is None:
        told = CLOCK.match(clock)
        if not told:
            return None
        part = _since_midnight(told) / timedelta(days=1)
    # A day's fraction is a rounded number: a thousandth of a second is more than it knows.
    return round(DAY_ZERO + (number + part) * 86_400, 3) if 0 <= number + part < 10 * MOST_DAY else None


def manner_of(cells: Iterable[str], *, in_days: bool) -> str:
    """Say in words how a column states its times, judged by its first number or date."""
    if in_days:
        return "days since 1899-12-30, as a spreadsheet counts them"
    for cell in cells:
        number = _number(cell)
        if number is None and seconds_of(cell, is_day_first=True) is not None:
            return "written dates, in UTC where they name no zone"
        if number is not None:
            return (
                "seconds since 1970"
                if number < LARGEST_SECONDS
                else "thousandths of seconds or less since 1970"
            )
    return "dates"


def _number(text: str) -> float | None:
    try:
        number = float(text.replace(",", ".") if COMMA.match(text) else text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def looks_like_moment(text: str) -> bool:
    """Tell whether a cell can hardly be anything but a time."""
    try:
        return float(text) >= SMALLEST_CERTAIN
    except ValueError:
        return bool(re.match(r"\D{0,5}\d", text)) and seconds_of(text, is_day_first=True) is not None


def day_comes_first(cells: Iterable[str]) -> bool | None:
    """Tell from all dates of a file whether the day stands before the month; None if there are no such dates.

    Raises UnreadableFile where every date could be meant either way.
    """
    example = ""
    for cell in cells:
        found = TWO_NUMBERS.match(cell)
        if not found or found[2] == ".":
            continue
        example = example or cell
        if int(found[1]) > 12 or int(found[3]) > 12:
            return int(found[1]) > 12
    if example:
        raise UnreadableFile(
            f"Dates such as {example} can be read in two ways: say --dates day-first or --dates month-first."
        )
    return None


def _written(text: str, is_day_first: bool | None) -> float | None:
    found = TWO_NUMBERS.match(text)
    moment = _in_numbers(found, is_day_first) if found else _in_words(ZONE.sub("", text))
    if moment is None:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        seconds = moment.timestamp()
    except (OverflowError, ValueError):
        return None
    return seconds if FIRST <= seconds < LAST else None


def _in_numbers(found: re.Match[str], is_day_first: bool | None) -> datetime | None:
    one, sign, two, year, rest = found.groups()
    if sign != "." and is_day_first is None:
        return None
    day, month = (one, two) if sign == "." or is_day_first else (two, one)
    clock = CLOCK.match(ZONE.sub("", rest)) if rest else None
    if rest and not clock:
        return None
    try:
        midnight = datetime(_full_year(year), int(month), int(day), tzinfo=UTC)
    except ValueError:
        return None
    return midnight + _since_midnight(clock) if clock else midnight


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year) - 100 * (int(year) >= 70)


def _since_midnight(clock: re.Match[str]) -> timedelta:
    hours, half = int(clock[1]), (clock[4] or "").casefold()
    if half:
        hours = hours % 12 + 12 * (half == "p")
    return timedelta(hours=hours, minutes=int(clock[2]), seconds=int(clock[3] or 0))


def _in_words(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, _with_slashes, parsedate_to_datetime, _by_format):
        try:
            return read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def _with_slashes(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("/", "-"))


def _by_format(text: str) -> datetime:
    plain = re.sub(r"^\w+day,\s*|,(?=\s*\d{1,2}:)|\s+at(?=\s)", "", text)
    for form in IN_WORDS:
        try:
            return datetime.strptime(plain, form)  # noqa: DTZ007  (the caller adds the zone)
        except ValueError:
            continue
    raise ValueError
