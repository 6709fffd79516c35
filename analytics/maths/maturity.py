"""D4: maturity by gates that are passed on evidence (metrics.md 4.4 and 5); never an average."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import isnan

from analytics.maths.levels import Level

VERSION = 1
AXES = ("strategy", "leadership", "governance", "measurement", "integration", "network")
HIGHEST = 4


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of a stage. With `least` or `most` a figure decides, without them somebody states it."""

    key: str
    stage: int
    axis: str
    least: float | None = None
    most: float | None = None
    # A statement holds for so many days; 0 for ever.
    lasts: int = 0

    @property
    def is_stated(self) -> bool:
        return self.least is None and self.most is None

    def is_passed(self, value: float | None) -> bool:
        """Tell whether a figure passes; nothing known passes nothing."""
        if value is None or isnan(value):
            return False
        return (self.least is None or value >= self.least - 1e-9) and (
            self.most is None or value <= self.most + 1e-9
        )


GATES = (
    Gate("objective", 1, "strategy"),
    Gate("policy", 1, "governance"),
    Gate("interactive_15", 1, "network", least=0.15),
    Gate("owners", 1, "governance", least=1.0),
    Gate("interactive_27", 2, "network", least=0.27),
    Gate("breadth", 2, "integration", least=0.60),
    Gate("response", 2, "network", least=0.58),
    Gate("leaders", 2, "leadership", least=0.50),
    Gate("review", 2, "measurement", lasts=100),
    Gate("interactive_38", 3, "network", least=0.38),
    Gate("openness", 3, "network", least=2.0),
    Gate("benefit", 3, "measurement", least=1.0),
    Gate("decisions", 3, "integration", most=30.0),
    Gate("extended", 4, "strategy", most=0.50),
    Gate("releases", 4, "integration"),
)


def stage_of(passed: Collection[str], gates: Collection[Gate] = GATES) -> int:
    """Return the highest stage with all its gates, and all those below, passed."""
    for stage in range(1, HIGHEST + 1):
        if any(gate.key not in passed for gate in gates if gate.stage == stage):
            return stage - 1
    return HIGHEST


def stages_of_axes(passed: Collection[str]) -> dict[str, int]:
    """Return how far each axis has come by its own gates; a stage without a gate on an axis asks nothing of it."""
    found = {}
    for axis in AXES:
        mine = [gate for gate in GATES if gate.axis == axis]
        found[axis] = max((gate.stage for gate in mine if _is_reached(gate, mine, passed)), default=0)
    return found


def _is_reached(gate: Gate, mine: list[Gate], passed: Collection[str]) -> bool:
    return all(one.key in passed for one in mine if one.stage <= gate.stage)


def next_gates(passed: Collection[str]) -> list[Gate]:
    """Return what is missing for the next stage: the action plan."""
    stage = stage_of(passed) + 1
    return [gate for gate in GATES if gate.stage == stage and gate.key not in passed]


def overclaim(assessed: Mapping[str, int], passed: Collection[str]) -> int:
    """Return by how many stages the self-assessment is above the evidence: the mean of its axes, rounded down."""
    if not assessed:
        return 0
    return sum(assessed.values()) // len(assessed) - stage_of(passed)


def level(
    passed: Collection[str], passed_before: Collection[str] | None, assessed: Mapping[str, int]
) -> Level:
    """Judge: stuck when no gate was gained in two quarters, and overclaimed by a stage or more.

    `passed_before` is None where the record is younger than that. At the highest stage nothing is left to gain.
    """
    is_stuck = (
        passed_before is not None and not set(passed) - set(passed_before) and stage_of(passed) < HIGHEST
    )
    is_overclaimed = overclaim(assessed, passed) >= 1
    if is_stuck and is_overclaimed:
        return Level.CRITICAL if stage_of(passed) == 0 else Level.ALERT
    return Level.WATCH if is_stuck or is_overclaimed else Level.CALM
