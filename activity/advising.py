"""Advice while a post is written: where it belongs, and which questions like it were asked before.

A small ranking of our own over what the writer may see, bounded by recency: it must answer while somebody types.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from activity import suggesting
from activity.models import Tagging, Thread
from communities.models import Community
from esn.kit import clock, markup
from people.models import Person, fold

WORD = re.compile(r"[^\W_]{3,40}", re.UNICODE)
# Words that say nothing about a subject, in the languages that the interface meets most; folded.
IDLE = frozenset(
    "the and for are but not you all any can had her was one our out has him his how man new now old see two way who "
    "its let put say she too use that with have this will your from they know want been good much some time very when "
    "come here just like long make many more only over such take than them well were what where which does about into "
    "please thanks hello anybody anyone somebody someone there their would could should "
    "der die das und ist von mit den dem ein eine nicht auf fur sich auch wie was wir ich "
    "les des une est pas pour que qui dans sur avec "
    "det som har med til kan vil ikke jeg".split()
)
READ, RECENT, MOST_WORDS = 4_000, 3_000, 24
SIMILAR, PLACES = 3, 2


def words_of(text: str) -> list[str]:
    """Return the telling words of a text, each once, in order; a plural's s is taken off."""
    found = (_stem(word) for word in WORD.findall(fold(text[:READ])))
    return list(dict.fromkeys(word for word in found if word not in IDLE))


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


@dataclass(frozen=True)
class Similar:
    """A question that was asked before."""

    thread: Thread
    is_solved: bool


def similar_questions(writer: Person, text: str, *, besides: int | None = None) -> list[Similar]:
    """Return up to three visible questions that share the most telling words with a text."""
    asked = words_of(text)[:MOST_WORDS]
    if len(asked) < 2:
        return []
    recent = Thread.objects.visible_to(writer).filter(is_question=True, held_at=None).order_by("-created_at")
    titles = {pk: set(words_of(title)) for pk, title in recent.values_list("pk", "title")[:RECENT]}
    titles.pop(besides or 0, None)
    weights = _weights(asked, titles.values())
    scores = {pk: sum(weights[word] for word in words if word in weights) for pk, words in titles.items()}
    shared = {pk: len(words & weights.keys()) for pk, words in titles.items()}
    enough = max(scores.values(), default=0.0) / 2
    likely = [pk for pk in scores if shared[pk] >= 2 and scores[pk] >= enough]
    best = sorted(likely, key=lambda pk: (-scores[pk], -pk))[:SIMILAR]
    rows = Thread.objects.filter(pk__in=best).select_related("community", "post")
    found = {row.pk: row for row in rows}
    return [
        Similar(found[pk], bool(getattr(found[pk], "post", None) and found[pk].post.accepted_answer_id))
        for pk in best
        if pk in found
    ]


def _weights(asked: Iterable[str], texts: Iterable[set[str]]) -> dict[str, float]:
    """Return what each word is worth: the rarer among the texts, the more (inverse document frequency)."""
    all_texts = list(texts)
    often = Counter(word for words in all_texts for word in words)
    return {word: math.log(1 + len(all_texts) / (1 + often[word])) for word in asked if often[word]}


@dataclass(frozen=True)
class Advice:
    """A community where a text would find its readers, and why."""

    community: Community
    score: float
    tag: str = ""
    count: int = 0

    @property
    def reason(self) -> str:
        """Which sentence explains it: by a tag, by its name, or by what is spoken of there."""
        return "tag" if self.tag else "words" if self.count else "name"


def where(writer: Person, text: str, chosen: Community | None) -> list[Advice]:
    """Return the communities, besides the chosen one, that fit a text clearly better; at most two."""
    words = words_of(text)[:MOST_WORDS]
    if not words:
        return []
    places = {place.pk: place for place in Community.objects.readable_by(writer).by_name()[:2_000]}
    found = _by_tag(writer, text, words)
    names = {pk: _name_score(place, words) for pk, place in places.items()}
    talk = _by_talk(writer, words)
    advice = [_advice(place, found.get(pk), names[pk], talk[pk]) for pk, place in places.items()]
    own = next((item.score for item in advice if chosen and item.community.pk == chosen.pk), 0.0)
    better = [item for item in advice if item.score >= 3 and item.score > 1.5 * own + 1]
    better = [item for item in better if not chosen or item.community.pk != chosen.pk]
    return sorted(better, key=lambda item: (-item.score, item.community.pk))[:PLACES]


def _advice(place: Community, tagged: tuple[str, int] | None, named: float, talk: int) -> Advice:
    tag, count = tagged or ("", 0)
    score = named + 2 * math.log2(1 + count) + math.log2(1 + talk)
    if count >= 2:
        return Advice(place, score, tag, count)
    return Advice(place, score, "", 0 if named >= 3 else talk)


def _name_score(place: Community, words: list[str]) -> float:
    """Three for a word of the community's name, half of that for a word of what it is for."""
    name, purpose = set(words_of(place.name)), set(words_of(place.description))
    return 3.0 * len(name & set(words)) + 1.5 * min(3, len((purpose - name) & set(words)))


def _by_tag(writer: Person, text: str, words: list[str]) -> dict[int, tuple[str, int]]:
    """Return for each community the tag of the text, written or meant, that stands there most often."""
    names = {match[1].lower() for match in markup.HASHTAG.finditer(text[:READ])} | set(words)
    seen = Thread.objects.visible_to(writer).filter(created_at__gte=clock.now() - clock.YEAR, held_at=None)
    rows = Tagging.objects.filter(tag__name__in=sorted(names)[:60], thread__in=seen.values("pk"))
    grouped = rows.values_list("thread__community", "tag__name").annotate(number=Count("pk"))
    found: dict[int, tuple[str, int]] = {}
    for community_id, name, number in grouped.order_by("number", "tag__name"):
        found[community_id] = (name, number)
    return found


def _by_talk(writer: Person, words: list[str]) -> Counter[int]:
    """Return for each community how many of its recent threads share two words with the text."""
    recent = Thread.objects.visible_to(writer).filter(held_at=None).order_by("-created_at")
    wanted = set(words)
    rows = recent.values_list("community_id", "title")[: RECENT // 2]
    return Counter(pk for pk, title in rows if len(wanted & set(words_of(title))) >= 2)


def barred(writer: Person, text: str, chosen: Community | None) -> list[Person]:
    """Return the people named in a text who could not read it in the chosen community."""
    if chosen is None or "@" not in text:
        return []
    names = {match[1].lower() for match in markup.MENTION.finditer(text)}
    return suggesting.barred(writer, names, chosen)
