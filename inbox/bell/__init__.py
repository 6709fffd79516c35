"""Read models of the bell: how many are unread, a page of them, and each as a sentence with its place."""

from inbox.bell.keeping import badge, forget
from inbox.bell.lines import Day, Line, days, lines
from inbox.bell.rows import FILTERS, MOST, count, label, newest, page, seen

__all__ = [
    "FILTERS",
    "MOST",
    "Day",
    "Line",
    "badge",
    "count",
    "days",
    "forget",
    "label",
    "lines",
    "newest",
    "page",
    "seen",
]
