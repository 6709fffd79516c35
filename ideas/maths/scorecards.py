"""What a panel thinks: weighted criteria, evaluators on one level, and when another round is worth it (A10)."""

import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

LOWEST, HIGHEST = 1, 7
ENOUGH_TO_CENTRE = 5
NARROW = 1.5
STILL = 0.5
MOST_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """What an evaluator gave an idea on a criterion."""

    evaluator: str
    idea: str
    criterion: str
    value: float


def centred(marks: Sequence[Mark]) -> list[Mark]:
    """Move each evaluator's marks to the mean of all, so that nobody's ideas suffer from a strict judge.

    Only when everybody scored at least five ideas; otherwise the marks stay what they are.
    """
    ideas: dict[str, set[str]] = defaultdict(set)
    values: dict[str, list[float]] = defaultdict(list)
    for mark in marks:
        ideas[mark.evaluator].add(mark.idea)
        values[mark.evaluator].append(mark.value)
    if not marks or min(len(own) for own in ideas.values()) < ENOUGH_TO_CENTRE:
        return list(marks)
    overall = statistics.fmean(mark.value for mark in marks)
    shift = {evaluator: overall - statistics.fmean(own) for evaluator, own in values.items()}
    return [replace(mark, value=mark.value + shift[mark.evaluator]) for mark in marks]


def idea_scores(marks: Iterable[Mark], weights: Mapping[str, Fraction | float]) -> dict[str, float]:
    """Return Σ_c w_c·mean_e(x_ec) / Σ_c w_c for each idea, over the criteria on which it has marks.

    Raises ValueError for a mark on a criterion without weight, or weights that are not positive.
    """
    if any(weight <= 0 for weight in weights.values()):
        raise ValueError("Weights must be positive.")
    values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        if mark.criterion not in weights:
            raise ValueError(f"The criterion {mark.criterion!r} has no weight.")
        values[mark.idea][mark.criterion].append(mark.value)
    return {idea: _weighted(by_criterion, weights) for idea, by_criterion in values.items()}


def _weighted(values: Mapping[str, Sequence[float]], weights: Mapping[str, Fraction | float]) -> float:
    total = sum(float(weights[criterion]) for criterion in values)
    return sum(float(weights[criterion]) * statistics.fmean(own) for criterion, own in values.items()) / total


@dataclass(frozen=True, slots=True)
class Round:
    """What round two shows of round one: the middle, and how far the middle half lies apart."""

    marks: int
    median: float
    lower: float
    upper: float

    @property
    def spread(self) -> float:
        """The interquartile range."""
        return self.upper - self.lower


def delphi_round(values: Sequence[float]) -> Round:
    """Return median and quartiles (linear between marks, as Hyndman & Fan's type 7); raises ValueError for none."""
    if not values:
        raise ValueError("Nobody has given a mark.")
    lower, median, upper = (float(q) for q in np.quantile(np.asarray(values, float), [0.25, 0.5, 0.75]))
    return Round(len(values), median, lower, upper)


def is_settled(rounds: Sequence[Round]) -> bool:
    """Tell whether to stop: IQR ≤ 1.5 on 1–7, or the median moved by less than 0.5, or after three rounds."""
    if not rounds:
        return False
    has_stayed = len(rounds) > 1 and abs(rounds[-1].median - rounds[-2].median) < STILL
    return rounds[-1].spread <= NARROW or has_stayed or len(rounds) >= MOST_ROUNDS


def needs_rationale(value: int) -> bool:
    """Tell whether a mark must be explained: those near the ends, 1, 2, 6 and 7."""
    return value in {1, 2, 6, 7}
