"""The four states of a detector, and the rule that one look is no look."""

from collections.abc import Iterable
from enum import IntEnum


class Level(IntEnum):
    CALM = 0
    WATCH = 1
    ALERT = 2
    CRITICAL = 3


def confirmed(levels: Iterable[Level]) -> list[Level]:
    """Return what has fired after each look: the level that this look and the one before both reach."""
    before, fired = Level.CALM, []
    for level in levels:
        fired.append(min(before, level))
        before = level
    return fired
