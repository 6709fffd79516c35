"""The orders in which a challenge's ideas are listed, each with the sentence that explains it."""

import hashlib
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from esn.kit import pages
from ideas import scoring
from ideas.maths.bundles import draw_key
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
# What the database sorts by itself.
KEYS = {"newest": ("-published_at", "-pk"), "discussed": ("-thread__comment_count", "-pk")}
ORDERS = {order.key: order for order in (SHUFFLED, APPEAL, MIXED, NEWEST, DISCUSSED)}


@dataclass(frozen=True)
class Listing:
    """One page of ideas by number in an order, the cursor of the next, and at which place it begins."""

    ids: list[int]
    order: Order
    next: str
    start: int


def offered(challenge: Challenge) -> list[Order]:
    """Return the orders that make sense now: no ranking by support before voting has ended."""
    if challenge.is_taking_support:
        return [SHUFFLED, NEWEST, DISCUSSED]
    return [APPEAL, MIXED, DISCUSSED, NEWEST, SHUFFLED]


def chosen(challenge: Challenge, order: str = "") -> Order:
    """Return the asked order where it is offered, else the one that is right for the challenge's state."""
    choices = offered(challenge)
    return next((choice for choice in choices if choice.key == order), choices[0])


def listed(
    viewer: Person, challenge: Challenge, *, order: str = "", cursor: str = "", stages: Sequence[str] = ()
) -> Listing:
    """Return a page of the challenge's ideas in the asked order, or in the one that is right for its state."""
    found = chosen(challenge, order)
    if found.key in KEYS:
        return _by_key(viewer, challenge, found, cursor, stages)
    ids = _sorted[found.key](viewer, challenge)
    if stages:
        kept = set(Idea.objects.filter(challenge=challenge, stage__in=stages).values_list("pk", flat=True))
        ids = [pk for pk in ids if pk in kept]
    start = _start(ids, cursor)
    shown = ids[start : start + PAGE]
    more = pages.encode([start + PAGE, shown[-1]]) if start + PAGE < len(ids) else ""
    return Listing(shown, found, more, start)


def _by_key(
    viewer: Person, challenge: Challenge, order: Order, cursor: str, stages: Sequence[str]
) -> Listing:
    """Return a page that the database sorts: it begins after the last idea seen; the cursor knows its place besides."""
    start, after = pages.decode(cursor, 2) if cursor else (0, "")
    if not isinstance(start, int) or not isinstance(after, str) or not 0 <= start < 2**31:
        raise pages.CursorError
    rows = Idea.objects.visible_to(viewer).filter(challenge=challenge)
    rows = rows.filter(stage__in=stages) if stages else rows
    rows = rows.select_related("thread").only("published_at", "thread__comment_count")
    page = pages.page(rows, KEYS[order.key], cursor=after, size=PAGE)
    more = pages.encode([start + PAGE, page.next]) if page.next else ""
    return Listing([row.pk for row in page], order, more, start)


def in_order(viewer: Person, ids: Sequence[int]) -> list[Idea]:
    """Return the ideas of these numbers that the viewer may see, whole, in this order."""
    rows = Idea.objects.visible_to(viewer).for_display().in_bulk(ids)
    return [rows[pk] for pk in ids if pk in rows]


def sorted_ids(viewer: Person, challenge: Challenge, order: str = "") -> tuple[Order, list[int]]:
    """Return the order that holds and all ideas of the challenge in it, by number."""
    found = chosen(challenge, order)
    return found, _sorted[found.key](viewer, challenge)


def reasons(challenge: Challenge, order: Order, ids: Sequence[int]) -> dict[int, str]:
    """Return for each idea the sentence that answers "why is this here?", with its own figures."""
    if order.key == SHUFFLED.key:
        said = _("By lot: your own order, the same whenever you come back. Others see another.")
        return dict.fromkeys(ids, said)
    if order.key == DISCUSSED.key:
        counts = Idea.objects.filter(pk__in=ids).values_list("pk", "thread__comment_count")
        return {pk: ngettext("%(n)d comment", "%(n)d comments", n) % {"n": n} for pk, n in counts}
    if order.key == NEWEST.key:
        return dict.fromkeys(ids, _("By the day it came in."))
    ranking = ranked(challenge)
    return {pk: _by_figures(order, *ranking.figures.get(pk, NEVER), ranking.prior) for pk in ids}


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


def _keyed(viewer: Person, challenge: Challenge, order: str) -> list[int]:
    ideas = Idea.objects.visible_to(viewer).filter(challenge=challenge)
    return list(ideas.order_by(*KEYS[order]).values_list("pk", flat=True))


def _shuffled(viewer: Person, challenge: Challenge) -> list[int]:
    """Return the viewer's own order; a minute old at most, unless an idea came in.

    What is shown of it is looked up by the rule of sight at each page.
    """
    key = (
        f"ideas.shuffled:{challenge.pk}:{challenge.created_at.timestamp()}:{challenge.idea_count}:{viewer.pk}"
    )
    kept: array[int] | None = cache.get(key)
    if kept is None:
        standing = Idea.objects.visible_to(viewer).filter(challenge=challenge).order_by()
        kept = array("q", shuffled(challenge, viewer.pk, list(standing.values_list("pk", flat=True))))
        cache.set(key, kept, A_MINUTE)
    return kept.tolist()


def shuffled(challenge: Challenge, viewer: int, ids: Sequence[int]) -> list[int]:
    """Sort by `scoring.shuffle_key` under the key of the challenge's draws, which its bundle publishes.

    What is the same for all ideas of a list is hashed once, as they may be thousands.
    """
    secret = draw_key(settings.SECRET_KEY, challenge.pk).encode().ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in secret))
    inner.update(f"{challenge.pk}|{viewer}|{EPOCH}|".encode())
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in secret))

    def key(pk: int) -> bytes:
        own, whole = inner.copy(), outer.copy()
        own.update(b"%d" % pk)
        whole.update(own.digest())
        return whole.digest()

    return sorted(ids, key=key)


def figures(challenge: Challenge) -> dict[int, tuple[int, float]]:
    """Return (supports, exposure) of each idea; every place counts alike until places have been learnt."""
    exposure = dict(
        Exposure.objects.filter(idea__challenge=challenge).values_list("idea_id").annotate(shown=Sum("count"))
    )
    standing = Idea.objects.filter(challenge=challenge, thread__removed_at=None)
    supports = standing.values_list("pk", "support_count")
    return {pk: (count, float(exposure.get(pk, 0))) for pk, count in supports}


@dataclass(frozen=True)
class Ranking:
    """The published orders with the figures that they rest on."""

    figures: dict[int, tuple[int, float]]
    prior: tuple[float, float]
    appeal: list[int]
    mixed: list[int]


def ranked(challenge: Challenge) -> Ranking:
    """Return the ranking of a challenge; after voting the supports stand still, so it may be a minute old."""
    key = f"ideas.ranking:{challenge.pk}:{challenge.created_at.timestamp()}"
    kept: Ranking | None = None if challenge.is_taking_support else cache.get(key)
    if kept is None:
        kept = _ranked(figures(challenge))
        if not challenge.is_taking_support:
            cache.set(key, kept, A_MINUTE)
    return kept


def _ranked(found: dict[int, tuple[int, float]]) -> Ranking:
    prior = scoring.fitted_prior(list(found.values()))
    best = sorted(found, key=lambda pk: (-scoring.appeal(*found[pk], prior), pk))
    least = sorted(best, key=lambda pk: (found[pk][1], pk))
    return Ranking(found, prior, best, scoring.mixed(best, least))


_sorted: dict[str, Callable[[Person, Challenge], list[int]]] = {
    "shuffled": _shuffled,
    "appeal": lambda _viewer, challenge: ranked(challenge).appeal,
    "mixed": lambda _viewer, challenge: ranked(challenge).mixed,
    "newest": partial(_keyed, order="newest"),
    "discussed": partial(_keyed, order="discussed"),
}


def breadth(ideas: list[Idea]) -> dict[int, float]:
    """Return for each idea how many departments its support really spans."""
    rows = Support.objects.filter(idea__in=ideas).values_list("idea_id", "person__department_id")
    spread: dict[int, list[int]] = {idea.pk: [] for idea in ideas}
    for idea_id, department_id, number in rows.annotate(n=Count("pk")):
        spread[idea_id] += [department_id] * number
    return {pk: scoring.effective_units(units) for pk, units in spread.items()}
