"""Ideas of a challenge that are like what somebody is typing: found fast by trigrams, judged by the exact likeness.

Each process keeps the trigrams of the challenges it was asked about and adds what is new. The few best of these are
weighed by `maths.likeness`, whose score decides what is shown.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import numpy.typing as npt
from django.db.models import Count, Max, Sum
from django.db.models.functions import Left

from ideas.maths.likeness import SUGGEST_FROM, SUGGESTIONS, WORD, LikenessIndex
from ideas.models import Challenge, Idea
from people.models import Person

KEPT = 16
CANDIDATES = 20
# Of a long text the beginning tells what it is about.
LONGEST = 240
# Into how many numbers trigrams are folded.
BITS = 18
BUCKETS = 2**BITS
AT_ONCE = 2000
NumberArray = npt.NDArray[np.uint32]
FEWEST_LETTERS = 8

_lock = Lock()
_grams: "OrderedDict[int, Grams]" = OrderedDict()


@dataclass
class Grams:
    """The trigrams of a challenge's ideas as numbers, by the version that was read."""

    # What the table said when all was read: how many ideas, their last number, the sum of their versions.
    stamp: tuple[int, int, int] = (0, 0, 0)
    versions: dict[int, int] = field(default_factory=dict)
    numbers: dict[int, NumberArray] = field(default_factory=dict)
    # All of them one after the other, where each begins, and whose it is.
    flat: NumberArray = field(default_factory=lambda: np.zeros(0, np.uint32))
    starts: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    owners: list[int] = field(default_factory=list)

    def put(self, pk: int, version: int, text: str) -> None:
        """Read one idea, anew if its words have changed."""
        self.versions[pk], self.numbers[pk] = version, numbers_of(text)

    def lay_out(self) -> None:
        """Put everything in one row, so that it is compared at one go."""
        self.owners = [pk for pk, own in self.numbers.items() if len(own)]
        kept = [self.numbers[pk] for pk in self.owners]
        self.flat = np.concatenate(kept) if kept else np.zeros(0, np.uint32)
        self.starts = np.cumsum([0, *map(len, kept)])[:-1]

    def best(self, text: str, most: int) -> list[int]:
        """Return those that share the largest part of their trigrams with a text."""
        asked = numbers_of(text)
        if not len(asked) or not self.owners:
            return []
        is_asked = np.zeros(BUCKETS, np.int32)
        is_asked[asked] = 1
        both = np.add.reduceat(is_asked[self.flat], self.starts)
        sizes = np.diff([*self.starts, len(self.flat)])
        likeness = both / (sizes + len(asked) - both)
        order = np.lexsort((self.owners, -likeness))[:most]
        return [self.owners[row] for row in order if likeness[row] > 0]


def numbers_of(text: str) -> NumberArray:
    """Return the trigrams of a text as numbers, each once; two of them rarely share a number."""
    words = WORD.findall(text.lower())
    signs = np.frombuffer("".join(f"  {word} " for word in words).encode("utf-32-le"), np.uint32)
    if len(signs) < 3:  # noqa: PLR2004  (of three signs)
        return np.zeros(0, np.uint32)
    mixed = signs[:-2] * np.uint32(961) + signs[1:-1] * np.uint32(31) + signs[2:]
    return np.unique((mixed * np.uint32(2_654_435_761)) >> np.uint32(32 - BITS))


@dataclass(frozen=True)
class Similar:
    """An idea that is like what was typed, and how much."""

    idea: Idea
    score: float


def similar(viewer: Person, challenge: Challenge, text: str, *, besides: int | None = None) -> list[Similar]:
    """Return the ideas of a challenge most like a text that the viewer may see, the likest first."""
    text = text.strip()[:LONGEST]
    if len(text) < FEWEST_LETTERS:
        return []
    with _lock:
        found = [pk for pk in _up_to_date(challenge).best(text, CANDIDATES) if pk != besides]
    rows = list(Idea.objects.visible_to(viewer).for_display().filter(pk__in=found).order_by("pk"))
    index = LikenessIndex([text_of(idea.title, idea.proposal) for idea in rows])
    matches = index.matches(text, least=SUGGEST_FROM, most=SUGGESTIONS)
    return [Similar(rows[match.row], match.score) for match in matches]


def text_of(title: str, proposal: str) -> str:
    """Return what of an idea is compared."""
    return f"{title}\n{proposal}"[:LONGEST]


def _up_to_date(challenge: Challenge) -> Grams:
    grams = _grams.pop(challenge.pk, None) or Grams()
    _grams[challenge.pk] = grams
    while len(_grams) > KEPT:
        _grams.popitem(last=False)
    ideas = Idea.objects.filter(challenge=challenge)
    now = ideas.aggregate(n=Count("pk"), last=Max("pk"), versions=Sum("revision"))
    stamp = (now["n"], now["last"] or 0, now["versions"] or 0)
    if stamp == grams.stamp:
        return grams
    fresh = dict(ideas.values_list("pk", "revision"))
    stale = [pk for pk, version in fresh.items() if grams.versions.get(pk) != version]
    for pk in set(grams.versions) - set(fresh):
        del grams.versions[pk], grams.numbers[pk]
    for start in range(0, len(stale), AT_ONCE):
        words = ideas.filter(pk__in=stale[start : start + AT_ONCE])
        beginning = Left("proposal", LONGEST)
        for pk, version, title, proposal in words.values_list("pk", "revision", "title", beginning):
            grams.put(pk, version, text_of(title, proposal))
    grams.lay_out()
    grams.stamp = stamp
    return grams
