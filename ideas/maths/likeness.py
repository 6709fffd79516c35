"""How alike two texts are (A13): the trigrams of PostgreSQL, and character n-grams with weights."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt

import numpy as np

from ideas.maths.arrays import FloatArray

WORD = re.compile(r"[^\W_]+")
# What is at least so alike is shown while typing; five at most.
SUGGEST_FROM = 0.35
SUGGESTIONS = 5
TEMPLATE_FROM = 0.9


def trigrams(text: str) -> frozenset[str]:
    """Return the trigrams as pg_trgm has them: words in lower case, two spaces in front, one behind."""
    found: set[str] = set()
    for word in WORD.findall(text.lower()):
        padded = f"  {word} "
        found.update(padded[start : start + 3] for start in range(len(padded) - 2))
    return frozenset(found)


def similarity(one: str, other: str) -> float:
    """Return pg_trgm's similarity: shared trigrams among all of either; 0 for texts without letters."""
    return _jaccard(trigrams(one), trigrams(other))


def _jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    both = len(first & second)
    return both / (len(first) + len(second) - both) if both else 0.0


def ngrams(text: str) -> Counter[str]:
    """Return how often each run of 3 to 5 characters stands within a word; a short word counts once, whole."""
    found: Counter[str] = Counter()
    for word in text.lower().split():
        padded = f" {word} "
        for size in range(3, 6):
            found.update(padded[start : start + size] for start in range(max(1, len(padded) - size + 1)))
            if len(padded) <= size:
                break
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A text of the index that is like the one asked about."""

    row: int
    score: float
    trigram: float
    cosine: float


class LikenessIndex:
    """Texts prepared once and asked often; rows are numbered as they were given.

    The combined score is the mean of trigram likeness and of the cosine between TF-IDF weights of character 3–5-grams
    within words (Salton & Buckley 1988): the first sees short titles, the second rare words in long texts.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._grams = [trigrams(text) for text in texts]
        self._holders: dict[str, list[int]] = {}
        for row, grams in enumerate(self._grams):
            for gram in grams:
                self._holders.setdefault(gram, []).append(row)
        counts = [ngrams(text) for text in texts]
        holders = Counter(chain.from_iterable(counts))
        # Smooth inverse frequency: as if one more text held everything.
        self._rarity = {gram: log((1 + len(texts)) / (1 + n)) + 1 for gram, n in holders.items()}
        self._weights: dict[str, list[tuple[int, float]]] = {}
        for row, found in enumerate(counts):
            for gram, weight in self._weighed(found).items():
                self._weights.setdefault(gram, []).append((row, weight))

    def matches(self, text: str, *, least: float = SUGGEST_FROM, most: int = SUGGESTIONS) -> list[Match]:
        """Return the texts at least so alike, the likest first."""
        trigram, cosine = self._trigram_likeness(text), self._cosines(text)
        score = (trigram + cosine) / 2
        rows = np.flatnonzero((score >= least) & (score > 0))
        best = rows[np.lexsort((rows, -score[rows]))][:most]
        return [Match(int(n), float(score[n]), float(trigram[n]), float(cosine[n])) for n in best]

    def _trigram_likeness(self, text: str) -> FloatArray:
        asked = trigrams(text)
        both = np.zeros(len(self._grams))
        for gram in asked:
            both[self._holders.get(gram, [])] += 1
        either = np.array([len(grams) for grams in self._grams]) + len(asked) - both
        return np.divide(both, either, out=np.zeros(len(both)), where=either > 0)

    def _weighed(self, found: Counter[str]) -> dict[str, float]:
        """Return the weights of a text, of length one: (1 + ln frequency) · rarity."""
        known = {gram: (1 + log(n)) * self._rarity[gram] for gram, n in found.items() if gram in self._rarity}
        length = sqrt(sum(weight * weight for weight in known.values()))
        return {gram: weight / length for gram, weight in known.items()}

    def _cosines(self, text: str) -> FloatArray:
        found = [0.0] * len(self._grams)
        for gram, own in self._weighed(ngrams(text)).items():
            for row, weight in self._weights[gram]:
                found[row] += own * weight
        return np.array(found)


@dataclass(frozen=True, slots=True)
class Found:
    """How well duplicates are found on labelled pairs."""

    precision_at_1: float
    recall_at_5: float
    asked: int


def evaluated(index: LikenessIndex, labelled: Sequence[tuple[str, int]], *, least: float = 0.0) -> Found:
    """Judge an index by (text, row of its duplicate): how often it comes first, and how often among the first five."""
    if not labelled:
        return Found(0.0, 0.0, 0)
    ranks = [[match.row for match in index.matches(text, least=least)] for text, _row in labelled]
    rows = [row for _text, row in labelled]
    first = sum(found[:1] == [row] for found, row in zip(ranks, rows, strict=True))
    among = sum(row in found for found, row in zip(ranks, rows, strict=True))
    return Found(first / len(labelled), among / len(labelled), len(labelled))


def template_reasons(reason: str, others: Sequence[str]) -> list[int]:
    """Return which other reasons say the same words: likeness of trigrams of at least 0.9."""
    own = trigrams(reason)
    return [row for row, other in enumerate(others) if _jaccard(own, trigrams(other)) >= TEMPLATE_FROM]
