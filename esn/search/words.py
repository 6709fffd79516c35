"""From text to the words that are indexed and asked for; the same on every engine, so that they find the same.

Engines get words made of letters and digits alone and compare them literally. What differs between languages is
settled here: case, accents and width are folded, scripts without spaces become overlapping pairs of signs.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Raise it when words are made differently: `check_search` then finds every document stale.
VERSION = 1
LONGEST = 60
# Chinese characters, kana and hangul, where words are found inside unspaced text.
UNSPACED = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
SIGNED = {"c++": "cplusplus", "c#": "csharp", "f#": "fsharp"}
SYMBOLS = {"So", "Sk"}
LETTERS = {ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ß"): "ss", ord("æ"): "ae", ord("œ"): "oe"}
JOINERS = {"\u200d", "\ufe0f"}


@dataclass(frozen=True)
class Word:
    """A word as it is indexed, and where it stands in the text."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Return one letter or a text in lower case, narrow and without accents."""
    if text.isascii():
        return text.lower()
    # Hangul is taken apart by the decomposition and is put together again by the last step.
    plain = unicodedata.normalize("NFKD", text.casefold().translate(LETTERS))
    kept = "".join(sign for sign in plain if not unicodedata.combining(sign) or sign in "\u3099\u309a")
    return unicodedata.normalize("NFC", kept)


def read(text: str) -> Iterator[Word]:
    """Yield the words of a text in order with their places; linear in its length."""
    start = -1
    for index, sign in enumerate(text):
        if _is_wordlike(sign):
            start = index if start < 0 else start
            continue
        if start >= 0:
            yield from _run(text, start, index)
            start = -1
        if _is_symbol(sign):
            yield Word(f"u{ord(sign):x}", index, index + 1)
    if start >= 0:
        yield from _run(text, start, len(text))


@lru_cache(maxsize=8192)
def _is_symbol(sign: str) -> bool:
    return ord(sign) > 0x7F and unicodedata.category(sign) in SYMBOLS and sign not in JOINERS


@lru_cache(maxsize=8192)
def _is_wordlike(sign: str) -> bool:
    if sign.isascii():
        return sign.isalnum()
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"


def _run(text: str, start: int, end: int) -> Iterator[Word]:
    """Split what stands between two spaces where the script changes."""
    run = text[start:end]
    signed = _signed(text, start, end)
    if signed:
        yield signed
    elif run.isascii():
        yield Word(run.lower()[:LONGEST], start, end)
    else:
        yield from _mixed(run, start)


def _signed(text: str, start: int, end: int) -> Word | None:
    """Recognise the few names that end in a sign, such as C++."""
    if end - start > 1 or end == len(text):
        return None
    for name, word in SIGNED.items():
        here = text[start : start + len(name)]
        if here.lower() == name and not text[start + len(name) : start + len(name) + 1].isalnum():
            return Word(word, start, start + len(name))
    return None


def _mixed(run: str, offset: int) -> Iterator[Word]:
    position = 0
    for piece in re.finditer(f"{UNSPACED.pattern}+|[^{UNSPACED.pattern[1:-1]}]+", run):
        position = offset + piece.start()
        if UNSPACED.match(piece[0]):
            yield from _pairs(piece[0], position)
        elif folded := _letters(piece[0]):
            yield Word(folded[:LONGEST], position, offset + piece.end())


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if _is_wordlike(sign))


def _pairs(run: str, offset: int) -> Iterator[Word]:
    """Yield overlapping pairs and the last sign alone: any part of the run is then a series of words."""
    signs = [_letters(sign) for sign in run]
    for index, sign in enumerate(signs):
        is_last = index == len(signs) - 1
        pair = sign if is_last else sign + signs[index + 1]
        yield Word(pair, offset + index, offset + min(index + 2, len(run)))


def is_unspaced(word: str) -> bool:
    """Whether a word comes from a script without spaces."""
    return bool(UNSPACED.match(word))


def stem(word: str) -> str:
    """Return an English word without the ending of its plural or of its verb form; others stay as they are."""
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    base = _without_plural(word)
    for ending in ("ing", "ed"):
        short = base[: -len(ending)]
        if base.endswith(ending) and len(short) > 2 and re.search("[aeiouy]", short):
            if short[-1] == short[-2] and short[-1] not in "lsz":
                short = short[:-1]
            base = short
            break
    return base[:-1] if base.endswith("e") and len(base) > 3 else base


def _without_plural(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and word != "news":
        return word[:-1]
    return word


def trigrams(word: str) -> set[str]:
    """Return the parts of three letters of a word, with its ends marked: what similar words share."""
    padded = f" {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def likeness(one: str, two: str) -> float:
    """Return how alike two words are, from 0 to 1: the share of their trigrams that both have."""
    first, second = trigrams(one), trigrams(two)
    return 2 * len(first & second) / (len(first) + len(second))
