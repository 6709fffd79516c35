"""Which two ideas somebody compares next: those seen least, later those near the top; sides evened out.

Everything drawn is keyed (HMAC-SHA256), so that whoever has the key of a closed challenge can draw it again.
"""

import hashlib
import hmac
import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ideas.maths.arrays import FloatArray, IntArray

# All Our Ideas' CatchUp: the weight of an item is min(1 / (votes + 1), 0.05); up to 19 votes weigh the same.
CATCH_UP_LIMIT = 0.05
ENOUGH = 10
FOCUS_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an item so far; errors and strengths only matter once all were compared enough."""

    comparisons: int
    on_the_left: int
    on_the_right: int
    log_strength: float = 0.0
    error: float = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Two row numbers of items, and by which policy they were drawn."""

    left: int
    right: int
    policy: str


def catch_up_weight(votes: int) -> float:
    """Return min(1 / (votes + 1), 0.05)."""
    return min(1 / (votes + 1), CATCH_UP_LIMIT)


def drawn_number(secret: str, *parts: object) -> float:
    """Return a number in [0, 1) from the key and the parts: the first 53 bits of HMAC-SHA256(secret, "part|part|…")."""
    digest = hmac.new(secret.encode(), "|".join(map(str, parts)).encode(), hashlib.sha256).digest()
    return math.ldexp(int.from_bytes(digest[:8]) >> 11, -53)


def next_pair(
    items: Sequence[Standing], *, secret: str, draw: str, seen: Collection[frozenset[int]] = ()
) -> Pair | None:
    """Return the next pair for somebody who has `seen` these; None when there is none left.

    `draw` names the draw, for instance "challenge|viewer|turn"; the same name gives the same pair.
    """
    is_focused = len(items) > 1 and min(item.comparisons for item in items) >= ENOUGH
    weights = _focus(items) if is_focused else np.array([catch_up_weight(item.comparisons) for item in items])
    met = _met(len(items), seen)
    first_weights = weights * (met < len(items) - 1)
    if not first_weights.sum():
        return None
    one = _pick(first_weights, drawn_number(secret, draw, "one"))
    weights[[one, *(n for pair in seen if one in pair for n in pair)]] = 0.0
    other = _pick(weights, drawn_number(secret, draw, "other"))
    left, right = _sides(items, one, other, drawn_number(secret, draw, "side"))
    return Pair(left, right, "focus" if is_focused else "catch-up")


def _met(count: int, seen: Collection[frozenset[int]]) -> IntArray:
    """Return with how many others each item was seen."""
    ends = np.array([n for pair in seen for n in pair], np.int64)
    return np.bincount(ends, minlength=count).astype(np.int64)


def _focus(items: Sequence[Standing]) -> FloatArray:
    """Weigh the top quarter by λ + SE·√(2 ln N / n) (an upper confidence bound) alike, the others hardly at all."""
    total = sum(item.comparisons for item in items)
    bounds = [
        item.log_strength + item.error * math.sqrt(2 * math.log(total) / item.comparisons) for item in items
    ]
    count = max(2, math.ceil(len(items) * FOCUS_SHARE))
    top = np.argsort([-bound for bound in bounds], kind="stable")[:count]
    # Whoever has seen all pairs of the top still gets a pair.
    weights = np.full(len(items), 1e-9)
    weights[top] = 1.0
    return weights


def _pick(weights: FloatArray, number: float) -> int:
    """Return the index into which the number falls when the weights are laid side by side."""
    ends = weights.cumsum()
    return int(min(np.searchsorted(ends, number * ends[-1], side="right"), np.flatnonzero(weights)[-1]))


def _sides(items: Sequence[Standing], one: int, other: int, number: float) -> tuple[int, int]:
    """Put on the left what was there less often; a draw where both were alike."""
    lean = _lean(items[one]) - _lean(items[other])
    is_one_left = lean < 0 or (lean == 0 and number < 0.5)
    return (one, other) if is_one_left else (other, one)


def _lean(item: Standing) -> int:
    return item.on_the_left - item.on_the_right
