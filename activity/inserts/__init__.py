"""Pieces that depend on who looks, put into finished cards that do not.

A card is kept once for everybody; where something in it is another for each viewer, its template prints a marker
(`{% insert "poll" pk %}`). `fill` finds the markers of all cards of a page and asks each kind once for all its pieces,
so that twenty polls cost what one does.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from django.utils.safestring import SafeString

from esn.kit import markup
from people.models import Person

# Texts of people cannot hold one: their markup knows no comments.
MARK = re.compile(r"<!--insert:([a-z_]{1,20}):(\d{1,18})-->")
# For a viewer and some keys, the finished HTML by key; what is not for this viewer is left out.
Pieces = Callable[[Person, Sequence[int]], dict[int, str]]
Key = TypeVar("Key")

_kinds: dict[str, Pieces] = {}


def register(kind: str) -> Callable[[Pieces], Pieces]:
    """Name the function that makes the pieces of one kind; at most a few queries, however many keys."""

    def keep(pieces: Pieces) -> Pieces:
        _kinds[kind] = pieces
        return pieces

    return keep


def mark(kind: str, key: int) -> SafeString:
    """Return the marker that a card prints."""
    return markup.trusted(f"<!--insert:{kind}:{int(key)}-->")


def fill(viewer: Person, finished: Iterable[str]) -> list[SafeString]:
    """Return finished HTML with every marker replaced by what the viewer is to see there."""
    texts = list(finished)
    wanted: dict[str, dict[int, None]] = defaultdict(dict)
    for text in texts:
        for match in MARK.finditer(text):
            wanted[match[1]][int(match[2])] = None
    made = {kind: _kinds[kind](viewer, list(keys)) for kind, keys in wanted.items() if kind in _kinds}

    def piece(match: re.Match[str]) -> str:
        return made.get(match[1], {}).get(int(match[2]), "")

    return [markup.trusted(MARK.sub(piece, text)) for text in texts]


def fill_all(viewer: Person, finished: dict[Key, SafeString]) -> dict[Key, SafeString]:
    """Return the same with a name for each."""
    return dict(zip(finished, fill(viewer, finished.values()), strict=True))
