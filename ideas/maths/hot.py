"""Formulas in which age counts: for the activity stream, and those of other products for their importers (A6)."""

import math

# Reddit's own zero of time, 2005-12-08, in seconds since 1970.
REDDIT_ZERO = 1_134_028_003
HALF_DAY = 45_000


def hot(score: float, at: float) -> float:
    """Return log10(max(|s|, 1))·sgn(s) + (t − zero)/45000, as in Reddit's published code; t in seconds since 1970."""
    sign = (score > 0) - (score < 0)
    return math.log10(max(abs(score), 1)) * sign + (at - REDDIT_ZERO) / HALF_DAY


def fider_trend(recent_votes: int, recent_comments: int, age_hours: float) -> float:
    """Return Fider's trending score: (5·votes + 3·comments − 1) / (age + 2)^1.4."""
    return (5 * recent_votes + 3 * recent_comments - 1) / float((age_hours + 2) ** 1.4)


def astuto_trend(likes: int, comments: int, at: float) -> float:
    """Return Astuto's: log10(likes + 1) + log10(comments + 1) + t/45000."""
    return math.log10(likes + 1) + math.log10(comments + 1) + at / HALF_DAY


def consul_hot(net_votes: int, days: float) -> float:
    """Return Consul's hot score: net votes within the window for each of its days."""
    return net_votes / days


def consul_confidence(up: int, down: int) -> float:
    """Return Consul's confidence score: (up − down)·(up / total)·100; 0 without votes."""
    total = up + down
    return (up - down) * (up / total) * 100 if total else 0.0
