"""M-23: do departments talk outward or inward, compared with what their sizes alone would give?"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.network import Ties

PERMUTATIONS = 1_000


@dataclass(frozen=True, slots=True)
class Openness:
    """E-I of a company or of one department: -1 closed … +1 open; negative excess = more closed than chance.

    For one department, `internal` are ties inside it and `external` those that leave it.
    """

    people: int
    external: int
    internal: int
    index: float
    chance_internal: float
    expected: float
    excess: float
    permutation_mean: float
    permutation_sd: float
    z: float


@dataclass(frozen=True, slots=True)
class CompanyOpenness:
    """The company, every department by number, and who could not be counted.

    People without a department have no inside and no outside: they and their ties stay out of E, I and of the
    sizes behind the expectation, and are reported here instead.
    """

    company: Openness
    departments: tuple[Openness, ...]
    unplaced_people: int
    unplaced_ties: int


@dataclass(frozen=True, slots=True)
class _Counts:
    """Internal ties and tie ends per department (last axis), for one or for many labellings."""

    internal: IntArray
    ends: IntArray

    @property
    def external(self) -> IntArray:
        return self.ends - 2 * self.internal


def openness(
    ties: Ties,
    departments: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    permutations: int = PERMUTATIONS,
    two_way: bool = True,
) -> CompanyOpenness:
    """Compute E-I, its expectation by group sizes, and z from shuffling department labels among people."""
    department = np.asarray(departments, np.int64)
    placed = department >= 0
    number = np.cumsum(placed) - 1
    low, high = ties.pairs(two_way=two_way)
    kept = placed[low] & placed[high]
    low, high, labels = number[low[kept]], number[high[kept]], department[placed]
    sizes = np.bincount(labels)
    observed = _count(low, high, labels=labels, groups=len(sizes))
    shuffled = _shuffle(low, high, labels=labels, groups=len(sizes), rng=rng, rounds=permutations)
    return CompanyOpenness(
        company=_company(observed, shuffled, sizes),
        departments=tuple(
            _department(d, observed=observed, shuffled=shuffled, sizes=sizes) for d in range(len(sizes))
        ),
        unplaced_people=int((~placed).sum()),
        unplaced_ties=int((~kept).sum()),
    )


def ei_index(external: npt.ArrayLike, internal: npt.ArrayLike) -> FloatArray:
    """Return (E - I) / (E + I); NaN without any tie."""
    e, i = np.asarray(external, float), np.asarray(internal, float)
    with np.errstate(invalid="ignore"):
        result: FloatArray = (e - i) / (e + i)
    return result


def chance_internal(sizes: npt.ArrayLike) -> float:
    """Return p_int = sum h_d (H_d - 1)/(H - 1): the chance that two people at random share a department."""
    n = np.asarray(sizes, float)
    people = float(n.sum())
    return float((n * (n - 1)).sum()) / (people * (people - 1)) if people > 1 else UNDEFINED


def chance_internal_of(size: int, people: int) -> float:
    """Return the chance that a pair touching a department of that size lies inside it."""
    inside, outside = size * (size - 1) / 2, size * (people - size)
    return inside / (inside + outside) if inside + outside else UNDEFINED


def _company(observed: _Counts, shuffled: _Counts, sizes: IntArray) -> Openness:
    # Every external tie is seen from both of its departments.
    return _summary(
        people=int(sizes.sum()),
        external=int(observed.external.sum()) // 2,
        internal=int(observed.internal.sum()),
        chance=chance_internal(sizes),
        draws=ei_index(shuffled.external.sum(axis=1) // 2, shuffled.internal.sum(axis=1)),
    )


def _department(number: int, *, observed: _Counts, shuffled: _Counts, sizes: IntArray) -> Openness:
    return _summary(
        people=int(sizes[number]),
        external=int(observed.external[number]),
        internal=int(observed.internal[number]),
        chance=chance_internal_of(int(sizes[number]), int(sizes.sum())),
        draws=ei_index(shuffled.external[:, number], shuffled.internal[:, number]),
    )


def _summary(*, people: int, external: int, internal: int, chance: float, draws: FloatArray) -> Openness:
    index = float(ei_index(external, internal))
    known = draws[np.isfinite(draws)]
    mean = float(known.mean()) if known.size else UNDEFINED
    sd = float(known.std(ddof=1)) if known.size > 1 else UNDEFINED
    return Openness(
        people=people,
        external=external,
        internal=internal,
        index=index,
        chance_internal=chance,
        expected=1 - 2 * chance,
        excess=index - (1 - 2 * chance),
        permutation_mean=mean,
        permutation_sd=sd,
        z=(index - mean) / sd if sd > 0 else UNDEFINED,
    )


def _count(low: IntArray, high: IntArray, *, labels: IntArray, groups: int) -> _Counts:
    here, there = labels[low], labels[high]
    internal = np.bincount(here[here == there], minlength=groups)
    ends = np.bincount(here, minlength=groups) + np.bincount(there, minlength=groups)
    return _Counts(internal=internal, ends=ends)


def _shuffle(
    low: IntArray, high: IntArray, *, labels: IntArray, groups: int, rng: np.random.Generator, rounds: int
) -> _Counts:
    """Count again for each of many relabellings of the same network.

    Narrow labels stay in the processor's nearest cache, and the ends per department come from degrees: what
    is left per round is two lookups and a comparison for each tie.
    """
    people = len(labels)
    degrees = np.bincount(np.concatenate([low, high]), minlength=people).astype(float)
    narrow = labels.astype(np.int16 if groups < 2**15 else np.int64)
    internal, ends = np.empty((rounds, groups), np.int64), np.empty((rounds, groups), np.int64)
    for row in range(rounds):
        shuffled = rng.permutation(narrow)
        here = shuffled[low]
        internal[row] = np.bincount(here[here == shuffled[high]], minlength=groups)
        ends[row] = np.rint(np.bincount(shuffled, weights=degrees, minlength=groups))
    return _Counts(internal=internal, ends=ends)
