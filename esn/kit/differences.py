"""What changed between two texts: by words where that is cheap, by lines where it is not; time is bounded.

Myers, "An O(ND) difference algorithm" (1986), given up after a fixed number of steps: then a passage counts as replaced.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
# Steps that comparing one pair of texts may cost, and the words of a passage that are compared one by one.
BUDGET, PASSAGE = 400_000, 6_000


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is the same, was added or was taken away."""

    kind: str
    text: str


Block = tuple[bool, int, int, int, int]


def compare(before: str, after: str) -> list[Piece]:
    """Return the pieces from which both texts can be read, in order."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for is_same, a, b, c, d in _blocks(old, new):
        if is_same:
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += _passage("".join(old[a:b]), "".join(new[c:d]))
    return _joined(pieces)


def _passage(before: str, after: str) -> list[Piece]:
    old, new = WORDS.findall(before), WORDS.findall(after)
    if not old or not new or len(old) + len(new) > PASSAGE:
        return [Piece("gone", before), Piece("new", after)]
    pieces: list[Piece] = []
    for is_same, a, b, c, d in _blocks(old, new):
        if is_same:
            pieces.append(Piece("same", "".join(old[a:b])))
        else:
            pieces += [Piece("gone", "".join(old[a:b])), Piece("new", "".join(new[c:d]))]
    return pieces


def _joined(pieces: list[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if found and found[-1].kind == piece.kind:
            found[-1] = Piece(piece.kind, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[Block]:
    """Yield runs that are the same and runs that differ, as (is_same, from, to, from, to)."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    if start:
        yield True, 0, start, 0, start
    a, b = old[start : len(old) - end], new[start : len(new) - end]
    for is_same, i, j, k, m in _myers(a, b):
        yield is_same, i + start, j + start, k + start, m + start
    if end:
        yield True, len(old) - end, len(old), len(new) - end, len(new)


def _myers(a: Sequence[str], b: Sequence[str]) -> Iterator[Block]:
    matches = _matches(a, b) if a and b else []
    x = y = 0
    for i, j, length in [*matches, (len(a), len(b), 0)]:
        if i > x or j > y:
            yield False, x, i, y, j
        if length:
            yield True, i, i + length, j, j + length
        x, y = i + length, j + length


def _matches(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return the runs of a shortest edit script; of what stands once in each if the budget does not reach."""
    furthest, steps = {1: 0}, 0
    trail: list[dict[int, int]] = []
    for distance in range(len(a) + len(b) + 1):
        trail.append(dict(furthest))
        steps += 3 * distance
        if steps > BUDGET:
            return _anchors(a, b)
        for k in range(-distance, distance + 1, 2):
            down = k == -distance or (k != distance and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            y = x - k
            while x < len(a) and 0 <= y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            steps += x - furthest.get(k, 0)
            furthest[k] = x
            if x >= len(a) and y >= len(b):
                return _walked_back(trail, len(a), len(b))
    return []


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return what stands exactly once in both, as far as the order is the same (patience)."""
    often_a, often_b = Counter(a), Counter(b)
    places = {line: place for place, line in enumerate(b)}
    pairs = [(i, places[line]) for i, line in enumerate(a) if often_a[line] == often_b[line] == 1]
    tops: list[int] = []
    piles: list[tuple[int, int]] = []
    back: dict[int, tuple[int, int] | None] = {}
    for i, j in pairs:
        pile = bisect(tops, j)
        back[i] = piles[pile - 1] if pile else None
        tops[pile : pile + 1], piles[pile : pile + 1] = [j], [(i, j)]
    found: list[tuple[int, int, int]] = []
    here = piles[-1] if piles else None
    while here:
        found.append((*here, 1))
        here = back[here[0]]
    return found[::-1]


def _walked_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    runs: list[tuple[int, int, int]] = []
    for distance in range(len(trail) - 1, -1, -1):
        furthest, k = trail[distance], x - y
        down = k == -distance or (k != distance and furthest.get(k - 1, -1) < furthest.get(k + 1, -1))
        before = k + 1 if down else k - 1
        old_x = furthest[before] if distance else 0
        old_y = old_x - before if distance else 0
        start_x, start_y = (old_x, old_y + 1) if down else (old_x + 1, old_y)
        if not distance:
            start_x = start_y = 0
        if x > start_x:
            runs.append((start_x, start_y, x - start_x))
        x, y = old_x, old_y
    return runs[::-1]
