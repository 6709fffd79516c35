"""Support that looks arranged: exchanged between authors, or come in a burst (A12).

A flag is a computation for a moderator to read, never a judgement: nothing is hidden or deleted by it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scipy.special import gammainc

SURPRISING = 0.001
FEWEST_EACH_WAY = 3
YOUNG_DAYS = 14


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """Two authors who support each other's ideas, and how likely that is by chance."""

    first: int
    second: int
    first_to_second: int
    second_to_first: int
    expected_first: float
    expected_second: float
    p_first: float
    p_second: float

    @property
    def p(self) -> float:
        """Both ways at once, under independence."""
        return self.p_first * self.p_second

    @property
    def ratio(self) -> float:
        """min(n_ab, n_ba) over what random support would give."""
        expected = min(self.expected_first, self.expected_second)
        return min(self.first_to_second, self.second_to_first) / expected if expected else 0.0

    @property
    def is_flagged(self) -> bool:
        return self.p < SURPRISING and min(self.first_to_second, self.second_to_first) >= FEWEST_EACH_WAY


def reciprocities(supports: Iterable[tuple[int, int]], ideas_of: Mapping[int, int]) -> list[Reciprocity]:
    """Return every pair of authors with support both ways, the least likely first.

    `supports` are (supporter, author of the supported idea), `ideas_of` how many ideas each author has. Under random
    support a person who supports K of the N ideas of others hits an author's m with hypergeometric probability.
    """
    given = [(giver, author) for giver, author in supports if giver != author]
    counts, totals = Counter(given), Counter(giver for giver, _author in given)
    every = sum(ideas_of.values())
    found = []
    for (one, other), there in counts.items():
        back = counts.get((other, one), 0)
        if one >= other or not back:
            continue
        first = _chance(there, every - ideas_of.get(one, 0), ideas_of.get(other, 0), totals[one])
        second = _chance(back, every - ideas_of.get(other, 0), ideas_of.get(one, 0), totals[other])
        found.append(Reciprocity(one, other, there, back, first[0], second[0], first[1], second[1]))
    return sorted(found, key=lambda pair: (pair.p, pair.first, pair.second))


def _chance(hits: int, ideas: int, theirs: int, given: int) -> tuple[float, float]:
    """Return the expected number of hits, and the probability of so many or more."""
    if not ideas:
        return 0.0, 1.0
    from scipy.stats import hypergeom  # noqa: PLC0415  (two seconds of every start otherwise)

    return given * theirs / ideas, float(hypergeom.sf(hits - 1, ideas, theirs, min(given, ideas)))


@dataclass(frozen=True, slots=True)
class Burst:
    """An hour of an idea: how many supports came, how many its exposures let expect, and from where."""

    hour: int
    supports: int
    exposures: float
    expected: float
    p: float
    same_unit_share: float
    young_account_share: float

    @property
    def is_proof(self) -> bool:
        """More supports than views: some came by a way of their own."""
        return self.supports > self.exposures

    @property
    def is_flagged(self) -> bool:
        return self.supports >= FEWEST_EACH_WAY and (self.p < SURPRISING or self.is_proof)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A support: its hour, the supporter's department, and how old the account is."""

    hour: int
    unit: int | None
    account_days: int


def bursts(arrivals: Sequence[Arrival], exposures: Mapping[int, float], *, rate: float) -> list[Burst]:
    """Return the hours with support, the least likely first; `rate` is the usual number of supports per exposure.

    The tail P(X ≥ k) is that of a Poisson variable with mean rate·exposures.
    """
    by_hour: dict[int, list[Arrival]] = {}
    for arrival in arrivals:
        by_hour.setdefault(arrival.hour, []).append(arrival)
    found = [_burst(hour, own, exposures.get(hour, 0.0), rate) for hour, own in by_hour.items()]
    return sorted(found, key=lambda burst: (burst.p, burst.hour))


def _burst(hour: int, arrivals: Sequence[Arrival], seen: float, rate: float) -> Burst:
    units = Counter(arrival.unit for arrival in arrivals if arrival.unit is not None)
    young = sum(arrival.account_days < YOUNG_DAYS for arrival in arrivals)
    count, expected = len(arrivals), rate * seen
    return Burst(
        hour=hour,
        supports=count,
        exposures=seen,
        expected=expected,
        p=float(gammainc(count, expected)) if expected else 0.0,
        same_unit_share=max(units.values(), default=0) / count,
        young_account_share=young / count,
    )
