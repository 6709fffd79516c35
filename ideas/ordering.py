"""The orders in which a challenge's ideas are listed, each with the sentence that explains it."""

import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from esn.kit import pages
from ideas import scoring
from ideas.models import Challenge, Exposure, Idea, Support
from people.models import Person

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

PAGE = 20
# A new epoch shuffles everybody's list anew; it never changes while a challenge runs.
EPOCH = 0
A_MINUTE = 60
# Of an idea that came after the figures were counted.
NEVER = (0, 0.0)


@dataclass(frozen=True)
class Order:
    """A way to list ideas: its name for people, and why an idea stands where it does."""

    key: str
    label: "StrPromise"
    why: "StrPromise"


SHUFFLED = Order(
    "shuffled",
    gettext_lazy("Shuffled"),
    gettext_lazy("Everybody sees another order, so that early ideas have no advantage."),
)
APPEAL = Order(
    "appeal",
    gettext_lazy("Appeal"),
    gettext_lazy(
        "Supports for each time an idea was shown: (a + supports) ÷ (b + times shown), so that being seen early is no merit."
    ),
)
MIXED = Order(
    "mixed",
    gettext_lazy("Mixed"),
    gettext_lazy("Every other place goes to the idea that was shown least, the rest by appeal."),
)
NEWEST = Order("newest", gettext_lazy("Newest"), gettext_lazy("The latest idea first."))
DISCUSSED = Order("discussed", gettext_lazy("Discussed"), gettext_lazy("The idea with most comments first."))
ORDERS = {order.key: order for order in (SHUFFLED, APPEAL, MIXED, NEWEST, DISCUSSED)}


@dataclass(frozen=True)
class Listing:
    """One page of ideas in an order, why each stands where it does, and the cursor of the next."""

    ideas: list[Idea]
    order: Order
    next: str
    start: int
    reasons: dict[int, str]


def offered(challenge: Challenge) -> list[Order]:
    """Return the orders that make sense now: no ranking by support before voting has ended."""
    if challenge.is_taking_support:
        return [SHUFFLED, NEWEST, DISCUSSED]
    return [APPEAL, MIXED, DISCUSSED, NEWEST, SHUFFLED]


def listed(
    viewer: Person, challenge: Challenge, *, order: str = "", cursor: str = "", stages: Sequence[str] = ()
) -> Listing:
    """Return a page of the challenge's ideas in the asked order, or in the one that is right for its state."""
    chosen, ids = sorted_ids(viewer, challenge, order)
    if stages:
        kept = set(Idea.objects.filter(challenge=challenge, stage__in=stages).values_list("pk", flat=True))
        ids = [pk for pk in ids if pk in kept]
    start = _start(ids, cursor)
    shown = ids[start : start + PAGE]
    rows = Idea.objects.visible_to(viewer).for_display().in_bulk(shown)
    more = pages.encode([start + PAGE, shown[-1]]) if start + PAGE < len(ids) else ""
    ideas = [rows[pk] for pk in shown if pk in rows]
    return Listing(ideas, chosen, more, start, reasons(challenge, chosen, ideas))


def sorted_ids(viewer: Person, challenge: Challenge, order: str = "") -> tuple[Order, list[int]]:
    """Return the order that holds and all ideas of the challenge in it, by number."""
    choices = {choice.key: choice for choice in offered(challenge)}
    chosen = choices.get(order) or offered(challenge)[0]
    return chosen, _sorted[chosen.key](viewer, challenge)


def reasons(challenge: Challenge, order: Order, ideas: Sequence[Idea]) -> dict[int, str]:
    """Return for each idea the sentence that answers "why is this here?", with its own figures."""
    if order.key == SHUFFLED.key:
        said = _("By lot: your own order, the same whenever you come back. Others see another.")
        return {idea.pk: said for idea in ideas}
    if order.key == DISCUSSED.key:
        return {
            idea.pk: ngettext("%(n)d comment", "%(n)d comments", idea.thread.comment_count)
            % {"n": idea.thread.comment_count}
            for idea in ideas
        }
    if order.key == NEWEST.key:
        return {idea.pk: _("By the day it came in.") for idea in ideas}
    found = figures(challenge)
    prior = scoring.fitted_prior(list(found.values()))
    return {idea.pk: _by_figures(order, *found.get(idea.pk, NEVER), prior) for idea in ideas}


def _by_figures(order: Order, supports: int, shown: float, prior: tuple[float, float]) -> str:
    words = {"k": supports, "e": round(shown), "a": f"{prior[0]:.2f}", "b": f"{prior[1]:.2f}"}
    words["score"] = f"{scoring.appeal(supports, shown, prior):.4f}"
    said = _("(%(a)s + %(k)d supports) ÷ (%(b)s + %(e)d times shown) = %(score)s") % words
    if order.key == MIXED.key:
        return _("In turn: once by appeal, once because it was shown least. %(said)s") % {"said": said}
    return said


def _start(ids: list[int], cursor: str) -> int:
    """Return where the next page begins: after the last idea seen, or at its place if it is gone."""
    if not cursor:
        return 0
    place, last = pages.decode(cursor, 2)
    if not isinstance(place, int) or not isinstance(last, int):
        raise pages.CursorError
    return ids.index(last) + 1 if last in ids else max(0, min(place, len(ids)))


def _standing(viewer: Person, challenge: Challenge) -> list[int]:
    ideas = Idea.objects.visible_to(viewer).filter(challenge=challenge)
    return list(ideas.order_by("-published_at", "-pk").values_list("pk", flat=True))


def _shuffled(viewer: Person, challenge: Challenge) -> list[int]:
    """Sort by `scoring.shuffle_key`; what is the same for all ideas of a list is hashed once, as they may be thousands."""
    start = f"{challenge.pk}|{viewer.pk}|{EPOCH}|".encode()
    begun = hmac.new(settings.SECRET_KEY.encode(), start, hashlib.sha256)

    def key(pk: int) -> bytes:
        own = begun.copy()
        own.update(b"%d" % pk)
        return own.digest()

    return sorted(_standing(viewer, challenge), key=key)


def _discussed(viewer: Person, challenge: Challenge) -> list[int]:
    ideas = Idea.objects.visible_to(viewer).filter(challenge=challenge)
    return list(ideas.order_by("-thread__comment_count", "-pk").values_list("pk", flat=True))


def figures(challenge: Challenge) -> dict[int, tuple[int, float]]:
    """Return (supports, exposure) of each idea; after voting the supports stand still, so they may be a minute old."""
    if challenge.is_taking_support:
        return _counted(challenge)
    key = f"ideas.figures:{challenge.pk}"
    kept: dict[int, tuple[int, float]] | None = cache.get(key)
    if kept is None:
        kept = _counted(challenge)
        cache.set(key, kept, A_MINUTE)
    return kept


def _counted(challenge: Challenge) -> dict[int, tuple[int, float]]:
    """Return (supports, exposure) of each idea; every place counts alike until places have been learnt."""
    exposure = dict(
        Exposure.objects.filter(idea__challenge=challenge).values_list("idea_id").annotate(shown=Sum("count"))
    )
    supports = Idea.objects.filter(challenge=challenge).values_list("pk", "support_count")
    return {pk: (count, float(exposure.get(pk, 0))) for pk, count in supports}


def _by_appeal(viewer: Person, challenge: Challenge) -> list[int]:
    found = figures(challenge)
    prior = scoring.fitted_prior(list(found.values()))
    score = {pk: scoring.appeal(k, e, prior) for pk, (k, e) in found.items()}
    return sorted(_standing(viewer, challenge), key=lambda pk: (-score.get(pk, 0.0), pk))


def _mixed(viewer: Person, challenge: Challenge) -> list[int]:
    found = figures(challenge)
    best = _by_appeal(viewer, challenge)
    return scoring.mixed(best, sorted(best, key=lambda pk: (found.get(pk, NEVER)[1], pk)))


_sorted: dict[str, Callable[[Person, Challenge], list[int]]] = {
    "shuffled": _shuffled,
    "appeal": _by_appeal,
    "mixed": _mixed,
    "newest": _standing,
    "discussed": _discussed,
}


def breadth(ideas: list[Idea]) -> dict[int, float]:
    """Return for each idea how many departments its support really spans."""
    rows = Support.objects.filter(idea__in=ideas).values_list("idea_id", "person__department_id")
    spread: dict[int, list[int]] = {idea.pk: [] for idea in ideas}
    for idea_id, department_id, number in rows.annotate(n=Count("pk")):
        spread[idea_id] += [department_id] * number
    return {pk: scoring.effective_units(units) for pk, units in spread.items()}
