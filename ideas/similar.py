"""Ideas of a challenge that are like what somebody is typing: found fast by trigrams, judged by the exact likeness.

Each process keeps the trigrams of the challenges it was asked about and adds what is new. The few best of these are
weighed by `maths.likeness`, whose score decides what is shown.
"""

from collections import Counter, OrderedDict
from dataclasses import dataclass, field
from itertools import chain
from threading import Lock

from ideas.maths.likeness import SUGGEST_FROM, SUGGESTIONS, LikenessIndex, trigrams
from ideas.models import Challenge, Idea
from people.models import Person

KEPT = 16
CANDIDATES = 20
# Of a long text the beginning tells what it is about.
LONGEST = 240
# The rarest trigrams of a text find its likes; the common ones only cost time.
TELLING = 60
FEWEST_LETTERS = 8

_lock = Lock()
_grams: "OrderedDict[int, Grams]" = OrderedDict()


@dataclass
class Grams:
    """The trigrams of a challenge's ideas, by the version that was read."""

    versions: dict[int, int] = field(default_factory=dict)
    sets: dict[int, frozenset[str]] = field(default_factory=dict)
    holders: dict[str, set[int]] = field(default_factory=dict)

    def put(self, pk: int, version: int, text: str) -> None:
        """Read one idea, anew if its words have changed."""
        for gram in self.sets.get(pk, ()):
            self.holders[gram].discard(pk)
        self.versions[pk], self.sets[pk] = version, trigrams(text)
        for gram in self.sets[pk]:
            self.holders.setdefault(gram, set()).add(pk)

    def best(self, text: str, most: int) -> list[int]:
        """Return those that share the largest part of their trigrams with a text."""
        asked = trigrams(text)
        telling = sorted(asked, key=lambda gram: (len(self.holders.get(gram, ())), gram))[:TELLING]
        shared = Counter(chain.from_iterable(self.holders.get(gram, ()) for gram in telling))
        likeness = {}
        for pk, _n in shared.most_common(most * 5):
            both = len(asked & self.sets[pk])
            likeness[pk] = both / (len(self.sets[pk]) + len(asked) - both)
        return sorted(likeness, key=lambda pk: (-likeness[pk], pk))[:most]


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
    now = dict(Idea.objects.filter(challenge=challenge).values_list("pk", "revision"))
    stale = [pk for pk, version in now.items() if grams.versions.get(pk) != version]
    for pk, version, title, proposal in Idea.objects.filter(pk__in=stale).values_list(
        "pk", "revision", "title", "proposal"
    ):
        grams.put(pk, version, text_of(title, proposal))
    return grams
