"""Why did it fall? The log-mean Divisia index splits a change into its factors without a remainder."""

import math
from dataclasses import dataclass
from typing import Literal

Part = Literal["headcount", "activation", "frequency", "intensity"]
PARTS: tuple[Part, ...] = ("headcount", "activation", "frequency", "intensity")

# Ang & Liu 2007: a zero is replaced by something so small that the answer no longer depends on it.
ALMOST_NOTHING = 1e-10


@dataclass(frozen=True, slots=True)
class Period:
    """Four weeks: people on the directory, people interactive at all, and weekly means of both below."""

    headcount: float
    active: float
    weekly_active: float
    weekly_acts: float

    def factor(self, part: Part) -> float:
        """Return the part's factor; the four multiply to `weekly_acts`."""
        above, below = {
            "headcount": (self.headcount, 1.0),
            "activation": (self.active, self.headcount),
            "frequency": (self.weekly_active, self.active),
            "intensity": (self.weekly_acts, self.weekly_active),
        }[part]
        return float(max(above, ALMOST_NOTHING) / max(below, ALMOST_NOTHING))


@dataclass(frozen=True, slots=True)
class Decomposition:
    """How many acts per week each part added (+) or took away (-); they add up to `change`."""

    change: float
    effects: dict[Part, float]

    @property
    def largest(self) -> Part:
        """The part that pulled hardest in the direction of the change."""
        direction = -1.0 if self.change < 0 else 1.0
        return max(PARTS, key=lambda part: direction * self.effects[part])


def decompose(before: Period, after: Period) -> Decomposition:
    """Split the change in weekly acts: headcount × activation × weekly frequency × acts per active person."""
    start, end = (math.prod(period.factor(part) for part in PARTS) for period in (before, after))
    mean = start if math.isclose(start, end, rel_tol=1e-12) else (end - start) / math.log(end / start)
    effects = {part: mean * math.log(after.factor(part) / before.factor(part)) for part in PARTS}
    return Decomposition(change=end - start, effects=effects)
