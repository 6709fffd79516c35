"""The language of the search box: words, "phrases", -without, beginnings*, and operators such as from:bo.

Nothing that is typed is an error: what is no operator is a word. A piece knows what was typed, so that it can be taken
away alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from unicodedata import normalize

from esn.search import dates, words

MAX_LENGTH = 400
MOST_TYPED = 4000
MAX_PIECES = 24
PIECE = re.compile(r'(-?)(?:([a-zA-Z]{2,8}):)?(?:"([^"]*)"?|([^\s"]+))')
TAG = re.compile(r"#([^\W_][\w-]{0,48})")
FLAGS = {"has": {"file", "link"}, "is": {"unanswered", "solved", "mine"}}
NAMES = {"from", "in", "kind", "tag"}
SAME = {
    "type": "kind",
    "by": "from",
    "author": "from",
    "community": "in",
    "since": "after",
    "until": "before",
}


@dataclass(frozen=True)
class Piece:
    """One part of a search as it was typed."""

    raw: str
    is_without: bool = False


@dataclass(frozen=True)
class Term(Piece):
    """Words to be found next to each other; the last may be a beginning only."""

    tokens: tuple[str, ...] = ()
    is_prefix: bool = False
    is_phrase: bool = False


@dataclass(frozen=True)
class Condition(Piece):
    """An operator with its value."""

    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class Query:
    """A search that was understood."""

    text: str
    pieces: list[Piece] = field(default_factory=list)

    @property
    def terms(self) -> list[Term]:
        """What must be found in the text."""
        return [piece for piece in self.pieces if isinstance(piece, Term) and not piece.is_without]

    @property
    def unwanted(self) -> list[Term]:
        """What must not be found in the text."""
        return [piece for piece in self.pieces if isinstance(piece, Term) and piece.is_without]

    @property
    def conditions(self) -> list[Condition]:
        """The operators."""
        return [piece for piece in self.pieces if isinstance(piece, Condition)]

    def without(self, gone: Piece) -> str:
        """Return the search as it would be typed without one of its pieces."""
        return " ".join(piece.raw for piece in self.pieces if piece is not gone)

    def having(self, name: str, value: str) -> str:
        """Return the search with an operator, in place of those of the same name."""
        kept = [p.raw for p in self.pieces if not (isinstance(p, Condition) and p.name == name)]
        return " ".join([*kept, written(name, value)] if value else kept)

    def __bool__(self) -> bool:
        return bool(self.pieces)


def written(name: str, value: str) -> str:
    """Return an operator as one types it."""
    return f'{name}:"{value}"' if re.search(r"\s", value) else f"{name}:{value}"


def parse(text: str) -> Query:
    """Understand what was typed."""
    clean = " ".join(normalize("NFKC", text[:MOST_TYPED]).replace("\x00", " ").split())[:MAX_LENGTH]
    pieces: list[Piece] = []
    for match in PIECE.finditer(clean):
        pieces += _piece(match)
        if len(pieces) >= MAX_PIECES:
            break
    return Query(clean, _with_beginning(pieces))


def _piece(match: re.Match[str]) -> Iterator[Piece]:
    raw, minus, name, quoted, word = match[0], match[1], match[2], match[3], match[4]
    value = quoted if quoted is not None else (word or "")
    is_without = bool(minus)
    tag = TAG.fullmatch(value) if not name and quoted is None else None
    if tag and not tag[1].isdigit():
        yield Condition(raw, is_without, "tag", tag[1].lower())
        return
    if name and (condition := _condition(raw, name.lower(), value, is_without=is_without)):
        yield condition
        return
    shown = value if not name else f"{name} {value}"
    is_prefix = quoted is None and value.endswith("*")
    tokens = _asked([found.text for found in words.read(shown)][:MAX_PIECES])
    if tokens:
        is_phrase = quoted is not None or len(tokens) > 1
        yield Term(raw, is_without, tokens, is_prefix or _ends_unspaced(tokens), is_phrase)


def _condition(raw: str, name: str, value: str, *, is_without: bool) -> Condition | None:
    name, plain = SAME.get(name, name), value.strip().lstrip("@#")
    if not plain:
        return None
    if name in NAMES or plain.lower() in FLAGS.get(name, ()):
        kept = plain if name in {"from", "in"} else plain.lower()
        return Condition(raw, is_without, name, kept[:80])
    if name in {"before", "after"} and dates.beginning(plain):
        return Condition(raw, is_without, name, plain.lower())
    return None


def _asked(found: list[str]) -> tuple[str, ...]:
    """Leave out the last sign of unspaced text: it is in the pair before it, and more may follow in what is found."""
    ends_twice = len(found) > 1 and len(found[-1]) == 1 and words.is_unspaced(found[-1])
    if ends_twice and len(found[-2]) == 2 and found[-2].endswith(found[-1]):
        found = found[:-1]
    return tuple(found)


def _ends_unspaced(tokens: tuple[str, ...]) -> bool:
    """A single sign at the end of unspaced text is indexed as the beginning of a pair."""
    return len(tokens[-1]) == 1 and words.is_unspaced(tokens[-1])


def _with_beginning(pieces: list[Piece]) -> list[Piece]:
    """Take the last word for the beginning of one, whatever operators follow: perhaps it is still being typed."""
    places = [index for index, piece in enumerate(pieces) if isinstance(piece, Term)]
    if not places:
        return pieces
    last = pieces[places[-1]]
    if isinstance(last, Term) and not last.is_phrase and not last.is_without and len(last.tokens[-1]) > 1:
        pieces[places[-1]] = replace(last, is_prefix=True)
    return pieces


def moment(condition: Condition) -> datetime:
    """Return when the day of a before: or after: begins."""
    found = dates.beginning(condition.value)
    if found is None:
        raise ValueError(condition.value)
    return found
