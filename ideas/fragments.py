"""The cards of ideas on boards and in streams, and what comments on them are.

A card of a board is rendered once per version of its idea and kept. What depends on the viewer is of few kinds
(supported, may be supported, numbers shown, author hidden) and stands in the key; why an idea stands where it does is
put in when a page is made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from activity.fragments import LIFETIME, register_badges, register_card
from activity.models import Comment, Thread
from esn.kit import markup
from ideas import board, ordering
from ideas.models import Challenge, CommentKind, Idea, Support
from ideas.policies import may_support_in
from people.models import Person

TONES = {"question": "accent", "evidence": "good", "risk": "bad", "build": "ember", "answer": "warn"}


def _extra(threads: Sequence[Thread]) -> dict[int, dict[str, Any]]:
    ideas = Idea.objects.filter(thread__in=threads).for_display()
    return {idea.thread_id: {"idea": idea} for idea in ideas}


register_card(Thread.Kind.IDEA, "ideas/_card.html", _extra)


@register_badges
def badges(comments: Sequence[Comment]) -> dict[int, tuple[str, str]]:
    """Return the kinds of comments on ideas with their colours."""
    kinds = CommentKind.objects.filter(comment__in=[comment.pk for comment in comments])
    return {row.pk: (str(row.get_kind_display()), TONES[row.kind]) for row in kinds}


TEMPLATES = {
    "card": "ideas/_idea_card.html",
    "small": "ideas/_small_card.html",
    "row": "ideas/_list_row.html",
}
# Where a card says why it stands here: text of people is escaped, so it never holds this.
WHY = "<!--why-->"
SHOWN = (
    "pk", "stage", "support_count", "decision_id", "published_at", "thread__version",
)  # fmt: skip


@dataclass(frozen=True)
class Card:
    """The finished card of one idea."""

    pk: int
    html: SafeString


def board_cards(
    viewer: Person,
    challenge: Challenge,
    ids: Sequence[int],
    kind: str = "card",
    *,
    order: ordering.Order | None = None,
) -> list[Card]:
    """Return the cards of the ideas that the viewer may see, in the order of their numbers as given."""
    found = {row[0]: row for row in Idea.objects.visible_to(viewer).filter(pk__in=ids).values_list(*SHOWN)}
    shown = [pk for pk in ids if pk in found]
    keys = _keys(viewer, challenge, kind, [found[pk] for pk in shown])
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    missing = [pk for pk in shown if keys[pk] not in kept]
    if missing:
        fresh = {keys[pk]: html for pk, html in _drawn(viewer, challenge, missing, kind)}
        cache.set_many(fresh, LIFETIME)
        kept |= fresh
    why = ordering.reasons(challenge, order, shown) if order else {}
    return [
        Card(pk, markup.trusted(kept[keys[pk]].replace(WHY, _why(why.get(pk, ""), kind), 1)))
        for pk in shown
        if keys[pk] in kept
    ]


def _keys(viewer: Person, challenge: Challenge, kind: str, rows: Iterable[tuple[Any, ...]]) -> dict[int, str]:
    """Return where each card is kept: all that it shows, and the four things that differ between viewers."""
    rows = list(rows)
    own = set(
        Support.objects.filter(person=viewer, idea__in=[row[0] for row in rows]).values_list(
            "idea_id", flat=True
        )
    )
    blind = board.judged_blind(viewer, [row[0] for row in rows])
    may, is_shown = may_support_in(viewer, challenge), board.counts_are_shown(viewer, challenge)
    language = get_language()
    return {
        pk: f"idea-{kind}:{pk}:{published.timestamp()}:{version}:{count}:{stage}:{pk in own:d}"
        f"{may and decision is None:d}{is_shown:d}{pk in blind:d}:{language}:{markup.VERSION}"
        for pk, stage, count, decision, published, version in rows
    }


def _drawn(viewer: Person, challenge: Challenge, ids: Sequence[int], kind: str) -> Iterable[tuple[int, str]]:
    for idea in board.dress(viewer, challenge, ordering.in_order(viewer, ids)):
        yield idea.pk, render_to_string(TEMPLATES[kind], {"idea": idea})


def _why(said: str, kind: str) -> str:
    if not said or kind == "row":
        return format_html("{}", said)
    return format_html(
        '<details class="why fine quiet"><summary>{}</summary><p>{}</p></details>',
        _("Why is this here?"),
        said,
    )
