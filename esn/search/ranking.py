"""Relevance: a plain, published formula that knows the document and the question, and nothing of any other document.

How rare a word is in the whole index (IDF) is left out on purpose: it would let the order of one's own results tell
how often a word stands in what one may not see. See docs/search.md for the formula in words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from esn.search.language import Term
from esn.search.models import Document
from esn.search.words import UNSPACED, fold, stem

HALF_LIFE = 180.0
TITLE, KEY, BODY = 3.0, 2.0, 1.0
LOOSE = 0.7
ADJACENT, WHOLE_TITLE, ENTITY = 0.8, 4.0, 1.3
SATURATION = 1.5


@dataclass(frozen=True)
class Candidate:
    """What is known of a document when it is ranked."""

    pk: int
    kind: str
    at: datetime
    title: str
    keywords: str
    body: str
    is_solved: bool = False


@dataclass(frozen=True)
class Pattern:
    """How a term looks in folded text: exactly as asked, or in another form."""

    exact: re.Pattern[str]
    loose: re.Pattern[str]


def patterns(terms: Sequence[Term]) -> list[Pattern]:
    """Return the patterns of the terms."""
    return [_pattern(term) for term in terms]


def _pattern(term: Term) -> Pattern:
    shown = fold(term.raw.strip('"*'))
    if UNSPACED.search(shown) or not re.fullmatch(r"[\w\s]+", shown):
        literal = re.compile(re.escape(shown))
        return Pattern(literal, literal)
    exact = r"(?<!\w)" + r"\W+".join(re.escape(token) for token in term.tokens)
    loose = exact if term.is_phrase else r"(?<!\w)" + re.escape(stem(term.tokens[0]))
    return Pattern(re.compile(exact + r"(?!\w)"), re.compile(loose))


def score(candidate: Candidate, asked: list[Pattern], now: datetime) -> float:
    """Return how well a candidate answers; see docs/search.md."""
    title, keywords, body = (fold(text) for text in (candidate.title, candidate.keywords, candidate.body))
    total = sum(_worth(pattern, title, keywords, body) for pattern in asked)
    if len(asked) > 1 and _follow(asked, f"{title}\n{body}"):
        total += ADJACENT
    if title and _is_whole(asked, title):
        total += WHOLE_TITLE
    if candidate.kind in {Document.Kind.PERSON, Document.Kind.COMMUNITY}:
        total *= ENTITY
    age = max((now - candidate.at).total_seconds() / 86_400, 0)
    recency: float = 0.5 ** (age / HALF_LIFE)
    return total + recency + (0.3 if candidate.is_solved else 0)


def _worth(pattern: Pattern, title: str, keywords: str, body: str) -> float:
    best = _field(pattern, title) * TITLE + _field(pattern, keywords) * KEY
    times = len(pattern.exact.findall(body)) + LOOSE * bool(pattern.loose.search(body))
    return best + BODY * times / (times + SATURATION)


def _field(pattern: Pattern, text: str) -> float:
    if pattern.exact.search(text):
        return 1.0
    return LOOSE if pattern.loose.search(text) else 0.0


def _follow(asked: list[Pattern], text: str) -> bool:
    """Whether the terms stand next to each other in the order in which they were asked."""
    found = asked[0].loose.search(text)
    for pattern in asked[1:]:
        if found is None:
            return False
        found = pattern.loose.search(text, found.end(), found.end() + 60)
    return found is not None


def _is_whole(asked: list[Pattern], title: str) -> bool:
    """Whether the title is nothing but what was asked."""
    rest = title
    for pattern in asked:
        rest = pattern.exact.sub(" ", rest, count=1)
    return not re.search(r"\w", rest)
