"""Times as exports write them: seconds, milliseconds, ISO 8601, mail dates."""

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Seconds of year 5000; beyond it a number counts in thousandths, and so on.
LARGEST_SECONDS = 1e11
FIRST, LAST = datetime(1900, 1, 1, tzinfo=UTC).timestamp(), datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def seconds_of(text: str) -> float | None:
    """Return a written moment as unix seconds; without a zone it is UTC; None if it is not understood."""
    try:
        number = float(text)
    except ValueError:
        return _written(text)
    if not math.isfinite(number):
        return None
    while abs(number) >= LARGEST_SECONDS:
        number /= 1000
    return number if number >= FIRST else None


def _written(text: str) -> float | None:
    for read in (datetime.fromisoformat, _with_slashes, parsedate_to_datetime):
        try:
            moment = read(text.strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        try:
            seconds = moment.timestamp()
        except (OverflowError, ValueError):
            return None
        return seconds if FIRST <= seconds < LAST else None
    return None


def _with_slashes(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("/", "-"))
