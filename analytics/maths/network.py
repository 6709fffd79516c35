"""Who talks with whom: directed edges become ties (M-20), and how much hangs on a few people (M-27)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analytics.maths.arrays import UNDEFINED, BoolArray, FloatArray, IntArray
from analytics.maths.intervals import ROUNDS, Interval, interval_of_draws
from analytics.maths.resampling import group_sums


@dataclass(frozen=True, slots=True)
class Ties:
    """Undirected pairs, each once with low < high; `strength` adds up the edges of both ways."""

    people: int
    low: IntArray
    high: IntArray
    two_way: BoolArray
    strength: FloatArray
    edges: int
    self_loops: int

    @property
    def count(self) -> int:
        return len(self.low)

    @property
    def two_way_count(self) -> int:
        return int(self.two_way.sum())

    @property
    def two_way_share(self) -> float:
        """M-20: two-way ties among all ties."""
        return self.two_way_count / self.count if self.count else UNDEFINED

    @property
    def two_way_per_person(self) -> float:
        """M-21: every two-way tie belongs to two people."""
        return 2 * self.two_way_count / self.people if self.people else UNDEFINED

    def pairs(self, *, two_way: bool) -> tuple[IntArray, IntArray]:
        """Return the ends of the two-way ties, or of all ties."""
        return (self.low[self.two_way], self.high[self.two_way]) if two_way else (self.low, self.high)

    def degrees(self, *, two_way: bool) -> IntArray:
        """Count each person's ties."""
        low, high = self.pairs(two_way=two_way)
        return np.bincount(np.concatenate([low, high]), minlength=self.people).astype(np.int64)


def ties_from_edges(
    source: npt.ArrayLike,
    target: npt.ArrayLike,
    *,
    people: int,
    weight: npt.ArrayLike | None = None,
    is_reaction: npt.ArrayLike | None = None,
) -> Ties:
    """Join directed edges into ties; repeated edges add up, edges to oneself are dropped and counted.

    `is_reaction` marks edges that are mere reactions: a tie is two-way when there are edges both ways of
    which at least one is more than that.
    """
    start, end = np.asarray(source, np.int64), np.asarray(target, np.int64)
    _refuse_strangers(start, end, people)
    strength = np.ones(len(start)) if weight is None else np.asarray(weight, float)
    mere = np.zeros(len(start), bool) if is_reaction is None else np.asarray(is_reaction, bool)
    real = start != end
    start, end, strength, mere = start[real], end[real], strength[real], mere[real]
    key = np.minimum(start, end) * people + np.maximum(start, end)
    pair, which = np.unique(key, return_inverse=True)
    upward, words = start < end, ~mere
    up, down, spoken = (_any(which[flag], len(pair)) for flag in (upward, ~upward, words))
    return Ties(
        people=people,
        low=pair // people,
        high=pair % people,
        two_way=up & down & spoken,
        strength=np.bincount(which, weights=strength, minlength=len(pair)).astype(float),
        edges=int(up.sum() + down.sum()),
        self_loops=int((~real).sum()),
    )


def key_player_index(ties: Ties, *, members: int | None = None, two_way: bool = False) -> float:
    """M-27: the smallest share of members who hold half of all connections; low = much hangs on a few.

    Every tie gives one connection to each of its two people, so all connections are twice the ties. Members
    are taken from the best connected down until theirs add up to at least half; the answer is how many that
    took, divided by `members` (everybody when left out, people without any tie included).
    """
    connections = np.sort(ties.degrees(two_way=two_way))[::-1]
    total = int(connections.sum())
    if total == 0:
        return UNDEFINED
    needed = int(np.searchsorted(np.cumsum(connections), total / 2)) + 1
    return needed / (ties.people if members is None else members)


def key_player_interval(
    ties: Ties, *, rng: np.random.Generator, two_way: bool = False, rounds: int = ROUNDS
) -> Interval:
    """Bound M-27 by a percentile bootstrap over people, each carrying the connections they have."""
    held, people = np.unique(ties.degrees(two_way=two_way), return_counts=True)
    held, people = held[::-1], people[::-1]
    drawn = rng.multinomial(ties.people, people / ties.people, size=rounds)
    reached = np.cumsum(drawn * held, axis=1)
    half = reached[:, -1:] / 2
    last = (reached >= half).argmax(axis=1)[:, None]
    before = np.where(reached < half, drawn, 0).sum(axis=1)
    short = half[:, 0] - np.where(reached < half, drawn * held, 0).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        draws = (before + np.ceil(short / held[last[:, 0]])) / ties.people
    return interval_of_draws(draws, key_player_index(ties, two_way=two_way))


@dataclass(frozen=True, slots=True)
class NetworkIntervals:
    two_way_share: Interval
    two_way_per_person: Interval
    ei_index: Interval
    marked_share: Interval
    new_per_hundred: Interval


def network_intervals(  # noqa: PLR0913  (what is known of each tie)
    ties: Ties,
    departments: npt.ArrayLike,
    *,
    rng: np.random.Generator,
    rounds: int = ROUNDS,
    marked: BoolArray | None = None,
    new: BoolArray | None = None,
) -> NetworkIntervals:
    """Bound M-20, M-21, M-23, M-29 and M-30 by resampling people: the vertex bootstrap (Snijders & Borgatti 1999).

    A tie weighs as often as both its people were drawn; people without a department stay out of E-I. `marked` are the
    two-way ties whose share among the two-way ones is asked for, `new` those that are counted for each hundred people.
    """
    department, two_way = np.asarray(departments, np.int64), ties.two_way
    nothing = np.zeros(ties.count, bool)
    a, b = department[ties.low], department[ties.high]
    placed = two_way & (a >= 0) & (b >= 0)
    flags = (
        two_way,
        placed & (a != b),
        placed & (a == b),
        two_way & (nothing if marked is None else marked),
        nothing if new is None else new,
    )
    sums = _resampled(ties, flags, rng=rng, rounds=rounds)
    every, both, external, internal, spanning, fresh = sums.T
    with np.errstate(invalid="ignore", divide="ignore"):
        return NetworkIntervals(
            two_way_share=interval_of_draws(both / every, ties.two_way_share),
            two_way_per_person=interval_of_draws(2 * both / max(ties.people, 1), ties.two_way_per_person),
            ei_index=interval_of_draws((external - internal) / (external + internal), UNDEFINED),
            marked_share=interval_of_draws(spanning / both, UNDEFINED),
            new_per_hundred=interval_of_draws(100 * fresh / max(ties.people, 1), UNDEFINED),
        )


def _resampled(
    ties: Ties, flags: tuple[BoolArray, ...], *, rng: np.random.Generator, rounds: int
) -> FloatArray:
    """Return for each round the weight of all ties and of each flag's: ties with the same flags are added up once."""
    code = np.sum([flag.astype(np.int64) << place for place, flag in enumerate(flags)], axis=0)
    sums = group_sums(
        ties.low,
        ties.high,
        code,
        people=ties.people,
        groups=1 << len(flags),
        rng=rng,
        rounds=rounds,
    )
    codes = np.arange(sums.shape[1])
    of_flag = [(codes >> place) & 1 for place in range(len(flags))]
    result: FloatArray = sums @ np.stack([np.ones(len(codes)), *of_flag], axis=1)
    return result


def _any(indices: IntArray, length: int) -> BoolArray:
    found = np.zeros(length, bool)
    found[indices] = True
    return found


def _refuse_strangers(source: IntArray, target: IntArray, people: int) -> None:
    ends = np.concatenate([source, target])
    if len(ends) and not 0 <= int(ends.min()) <= int(ends.max()) < people:
        raise ValueError(f"an edge names somebody outside 0..{people - 1}")
