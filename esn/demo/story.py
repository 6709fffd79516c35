"""The story's curves: how many take part in which week, which departments, and when leaders begin to answer.

A story week runs from 1 to 30 whatever the real length of the history is.
"""

import itertools
import math

from esn.demo.cast import DIRECTOR, EMPLOYEE, Somebody

# Share of the headcount that posts, answers, reacts or votes, by story week.
TURNS = (
    (1, 0.16), (2, 0.28), (3, 0.36), (4, 0.42), (5, 0.45), (6, 0.45), (7, 0.42), (9, 0.35), (11, 0.28),
    (13, 0.22), (16, 0.18), (17, 0.18), (18, 0.20), (20, 0.27), (22, 0.34), (25, 0.43),
    (28, 0.50), (30, 0.52),
)  # fmt: skip
# Department: how far above or below the average, first in the early months, then in the late ones.
LEANING = {
    "mkt": (1.9, 1.4), "it": (1.9, 1.35), "swe": (1.6, 1.25), "eng": (1.35, 1.2), "svc": (1.15, 1.1),
    "fin": (1.0, 1.1), "sal": (0.9, 1.0), "prod": (0.1, 0.95), "sup": (0.12, 0.12),
}  # fmt: skip
TURN_WEEK = 18
SETTLED_WEEK = 25


def share(week: float) -> float:
    """Return the interactive share of the headcount in a story week."""
    for (before, low), (after, high) in itertools.pairwise(TURNS):
        if week <= after:
            return low + (high - low) * max(0.0, week - before) / (after - before)
    return TURNS[-1][1]


def lean(department: str, week: float) -> float:
    """Return how much more than the average a department takes part."""
    turned = min(1.0, max(0.0, (week - TURN_WEEK + 1) / (SETTLED_WEEK - TURN_WEEK)))
    early, late = LEANING[department]
    return early + (late - early) * turned


def is_silent(person: Somebody, week: float) -> bool:
    """Tell whether a leader does not yet take part; they begin in the fifth month."""
    return person.level >= DIRECTOR and week < TURN_WEEK


def is_absent(person: Somebody) -> bool:
    """Tell whether somebody never looks in at all; a few such people work everywhere."""
    return person.level == EMPLOYEE and person.pull < 1.035


def zeal(person: Somebody, week: float) -> float:
    """Return the weight with which a person is found among those who take part."""
    if is_silent(person, week) or is_absent(person):
        return 0.0
    # Where hardly anybody takes part it is always the same few.
    power = 2.5 if lean(person.department, week) < 0.3 else 0.75
    return math.pow(person.pull, power) * (2.5 if person.level >= DIRECTOR else 1.0)


def closeness(week: float) -> float:
    """Return how many times likelier people turn to their own department than to others."""
    return 5.0 if week < TURN_WEEK else max(1.4, 5.0 - 0.55 * (week - TURN_WEEK))


def attention(person: Somebody, week: float) -> float:
    """Return the chance that somebody who only reads does so on a workday."""
    if is_absent(person):
        return 0.0
    base = 0.17 + 0.42 * share(week)
    if person.department in {"prod", "sup"}:
        base *= 0.45 if person.department == "sup" or week < TURN_WEEK else 0.9
    return min(base, 0.6) * (0.5 if person.pull < 1.12 else 1.0)
