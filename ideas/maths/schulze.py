"""Ranked ballots counted as Schulze (2011): the strongest path decides, ties are told and not broken.

A path is as strong as its weakest link. A link counts by winning votes (how many prefer one to the other, where they
are the more) or by margins (by how many more). What a ballot does not rank stands below everything that it ranks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from ideas.maths.arrays import BoolArray, IntArray


class Link(StrEnum):
    """What makes a link strong."""

    WINNING_VOTES = "winning_votes"
    MARGINS = "margins"


@dataclass(frozen=True)
class Ranking:
    """The result with both tables: d, who is preferred by how many, and p, the strongest paths."""

    candidates: tuple[str, ...]
    preferences: IntArray
    paths: IntArray
    # From best to worst; those of one tier are tied.
    tiers: tuple[tuple[str, ...], ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """The potential winners: those whom nobody beats."""
        return self._unbeaten()

    def _unbeaten(self) -> tuple[str, ...]:
        is_beaten: BoolArray = np.any(self.paths < self.paths.T, axis=1)
        return tuple(name for name, lost in zip(self.candidates, is_beaten, strict=True) if not lost)

    def preference(self, one: str, other: str) -> int:
        """Return d: how many voters prefer one to the other."""
        return self._at(self.preferences, one, other)

    def path(self, one: str, other: str) -> int:
        """Return p: the strength of the strongest path from one to the other."""
        return self._at(self.paths, one, other)

    def _at(self, table: IntArray, one: str, other: str) -> int:
        return int(table[self.candidates.index(one), self.candidates.index(other)])


def schulze(
    candidates: Sequence[str],
    ballots: Iterable[tuple[Sequence[str | Sequence[str]], int]],
    *,
    link: Link = Link.WINNING_VOTES,
) -> Ranking:
    """Count (ranking, how many voters); a place of a ranking may hold several candidates, who are equal there.

    Raises ValueError for an unknown candidate, or one that a ballot ranks twice.
    """
    preferences = _preferences(candidates, ballots)
    paths = _strongest_paths(_links(preferences, link))
    return Ranking(tuple(candidates), preferences, paths, _tiers(candidates, paths))


def _preferences(
    candidates: Sequence[str], ballots: Iterable[tuple[Sequence[str | Sequence[str]], int]]
) -> IntArray:
    place = {name: number for number, name in enumerate(candidates)}
    table = np.zeros((len(place), len(place)), np.int64)
    for ballot, voters in ballots:
        ranks = np.full(len(place), len(place) + 1)
        for rank, names in enumerate(ballot):
            for name in [names] if isinstance(names, str) else names:
                if name not in place:
                    raise ValueError(f"A ballot ranks the unknown {name!r}.")
                if ranks[place[name]] <= len(place):
                    raise ValueError(f"A ballot ranks {name!r} twice.")
                ranks[place[name]] = rank
        table += voters * (ranks[:, None] < ranks[None, :])
    return table


def _links(preferences: IntArray, link: Link) -> IntArray:
    is_ahead = preferences > preferences.T
    strength = preferences if link is Link.WINNING_VOTES else preferences - preferences.T
    return np.where(is_ahead, strength, 0)


def _strongest_paths(links: IntArray) -> IntArray:
    """Widen path by path, as Floyd and Warshall do for the shortest."""
    paths = links.copy()
    for middle in range(len(paths)):
        through = np.minimum(paths[:, middle, None], paths[None, middle, :])
        paths = np.maximum(paths, through)
    np.fill_diagonal(paths, 0)
    return paths


def _tiers(candidates: Sequence[str], paths: IntArray) -> tuple[tuple[str, ...], ...]:
    """Take the unbeaten again and again; the relation has no cycles, so there always are some."""
    beats = paths > paths.T
    waiting = list(range(len(candidates)))
    tiers = []
    while waiting:
        best = [n for n in waiting if not beats[waiting, n].any()]
        tiers.append(tuple(candidates[n] for n in best))
        waiting = [n for n in waiting if n not in best]
    return tuple(tiers)
