"""What changed between two versions of an idea's words, word by word."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ideas.models import IdeaRevision

# Very long texts are compared by line: word by word they would take seconds.
LONGEST = 4000
PARTS = {"title": _("In a line"), "problem": _("What is wrong today"), "proposal": _("What is proposed")}


@dataclass(frozen=True)
class Piece:
    """A run of words: kept ("="), added ("+") or taken away ("-")."""

    sign: str
    text: str


@dataclass(frozen=True)
class Version:
    """One version and its words, marked against the version before."""

    revision: IdeaRevision
    parts: list[tuple[str, list[Piece]]]


def differences(rows: Sequence[IdeaRevision]) -> list[Version]:
    """Return the versions in their order, each against the one before; the first has nothing marked."""
    found = []
    for before, after in zip([None, *rows], rows, strict=False):
        parts = []
        for name, label in PARTS.items():
            old = getattr(before, name) if before else getattr(after, name)
            new = getattr(after, name)
            if old or new:
                parts.append((str(label), pieces(old, new)))
        found.append(Version(after, parts))
    return found


def pieces(old: str, new: str) -> list[Piece]:
    """Return both texts as one, with signs."""
    one, other = _tokens(old), _tokens(new)
    found = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(Piece("=", "".join(one[a:b])))
            continue
        if a < b:
            found.append(Piece("-", "".join(one[a:b])))
        if c < d:
            found.append(Piece("+", "".join(other[c:d])))
    return found


def _tokens(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text) if len(text) <= LONGEST else text.splitlines(keepends=True)
