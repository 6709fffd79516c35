"""Snippets: where a thing holds what was asked, cut here and escaped, with the words marked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from esn.search.language import Term
from esn.search.words import SIGNED, fold, read, stem

AROUND = 110
LENGTH = 240
# Of a long text this many words are looked through; before that it is asked roughly where to begin.
MOST_WORDS = 20_000
LONG = 4_000
SPELT = set(SIGNED.values())
Span = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """What is to be marked."""

    exact: frozenset[str] = frozenset()
    stems: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = field(default=())

    def single(self, word: str) -> bool:
        """Whether a word by itself is wanted."""
        return word in self.exact or stem(word) in self.stems or word.startswith(self.beginnings)


def wanted(terms: Sequence[Term]) -> Wanted:
    """Return what the terms want marked."""
    single = [term for term in terms if len(term.tokens) == 1]
    return Wanted(
        frozenset(term.tokens[0] for term in single),
        frozenset(stem(term.tokens[0]) for term in single if not term.is_phrase),
        tuple(term.tokens[0] for term in single if term.is_prefix),
        tuple(term.tokens for term in terms if len(term.tokens) > 1),
    )


def spans(text: str, asked: Wanted) -> Iterator[Span]:
    """Yield where wanted words stand, in order; those of unspaced scripts may overlap."""
    recent: list[tuple[str, int, int]] = []
    longest = max((len(phrase) for phrase in asked.phrases), default=1)
    for word in islice(read(text), MOST_WORDS):
        recent = [*recent[1 - longest :], (word.text, word.start, word.end)] if longest > 1 else []
        if asked.single(word.text):
            yield word.start, word.end
        for phrase in asked.phrases:
            if tuple(one[0] for one in recent[-len(phrase) :]) == phrase:
                yield recent[-len(phrase)][1], word.end


def marked(text: str, asked: Wanted) -> SafeString:
    """Return the whole of a short text with what was asked marked."""
    return _html(text, _merged(text, spans(text, asked)))


def cut(text: str, asked: Wanted) -> tuple[SafeString, bool]:
    """Return the part of a text around the first thing that was asked, and whether there is any."""
    skipped = _beginning(text, asked)
    first = next(spans(text[skipped:], asked), None)
    found = (first[0] + skipped, first[1] + skipped) if first else None
    start = _word_start(text, max((found or (0, 0))[0] - AROUND, 0))
    end = _word_end(text, min(start + LENGTH, len(text)))
    piece = text[start:end]
    body = _html(piece, _merged(piece, spans(piece, asked)))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, body, after), found is not None


def _beginning(text: str, asked: Wanted) -> int:
    """Return from where on a long text may hold what was asked: reading word by word is slow, finding letters is not."""
    hints = [*asked.exact, *asked.stems, *asked.beginnings, *(phrase[0] for phrase in asked.phrases)]
    folded = fold(text) if len(text) > LONG else ""
    # Letters that become two would shift every place; signs such as C++ are written otherwise than their words.
    if len(folded) != len(text) or not all(hint.isalpha() for hint in hints) or set(hints) & SPELT:
        return 0
    places = [folded.find(hint[:-1] or hint) for hint in hints]
    place = min((at for at in places if at >= 0), default=len(text))
    return max((folded.rfind(sign, 0, place) for sign in " \n"), default=-1) + 1


def _word_start(text: str, position: int) -> int:
    if position == 0:
        return 0
    space = re.compile(r"\s").search(text, position, position + 30)
    return space.end() if space else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", max(position - 30, 0), position)
    return space if space > 0 else position


def _merged(text: str, found: Iterator[Span]) -> list[Span]:
    """Join marks that touch or have only a space between them."""
    joined: list[Span] = []
    for start, end in sorted(found):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _html(text: str, found: list[Span]) -> SafeString:
    pieces, at = [], 0
    for start, end in found:
        pieces.append((escape(text[at:start]), format_html("<mark>{}</mark>", text[start:end])))
        at = end
    return format_html("{}{}", format_html_join("", "{}{}", pieces), text[at:])
