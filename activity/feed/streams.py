"""The chronological streams: home by time, communities, people, tags, following, unanswered questions, own filters."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from activity.feed import rows
from activity.feed.pull import (
    MANY,
    STANDING,
    Candidate,
    Condition,
    Ground,
    Reach,
    followed,
    ground,
    home_candidates,
    joined,
    moment_and_id,
    newest,
    of_many,
    since,
    unmuted,
    until,
    within,
)
from activity.feed.rows import PAGE, Stream
from activity.kinds import praises
from activity.models import Post, SavedFilter, Thread, ThreadQuerySet
from communities.models import Community
from esn.kit import clock, pages
from people.models import Person

KEYS = ("-created_at", "-pk")
IDEA = "idea"
# A filter that names neither an author nor a first day looks back this far.
LOOK_BACK = timedelta(days=90)
LIFETIME = 600


def home(viewer: Person, cursor: str = "", size: int = PAGE, own: Ground | None = None) -> Stream:
    """Return the viewer's communities and followed people, newest first."""
    reach = Reach(size + 1, unmuted(viewer), moment_and_id(cursor))
    return _page(viewer, home_candidates(viewer, own or ground(viewer), reach), size)


def following(viewer: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return what the people whom the viewer follows began, wherever the viewer may read it."""
    reach = Reach(size + 1, unmuted(viewer) & within(viewer), moment_and_id(cursor))
    return _page(viewer, newest("starter_id", followed(viewer), reach), size)


def unanswered(viewer: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the questions of the viewer's communities that nobody has answered, newest first."""
    reach = Reach(size + 1, unmuted(viewer) & _waiting_for(viewer), moment_and_id(cursor))
    return _page(viewer, of_many(list(joined(viewer)), reach, walk=0), size)


def waiting(viewer: Person, own: Ground, size: int = 3) -> list[Thread]:
    """Return the latest questions of others in the liveliest of the viewer's communities that nobody has answered."""
    reach = Reach(size, STANDING & _waiting_for(viewer))
    liveliest = sorted(((tip, pk) for pk, tip in own.joined.items() if tip), reverse=True)[:MANY]
    found = newest("community_id", [pk for _tip, pk in liveliest], reach)
    seen = Thread.objects.visible_to(viewer).filter(pk__in=[pk for _at, pk in found])
    return list(seen.select_related("community", "starter").newest_first())


def _waiting_for(viewer: Person) -> Condition:
    return Condition("t.is_question AND t.comment_count = 0 AND t.starter_id <> %s", (viewer.pk,))


def filtered(viewer: Person, wanted: SavedFilter, cursor: str = "", size: int = PAGE) -> Stream:
    """Return what one of the viewer's filters lets through."""
    reach = Reach(size + 1, unmuted(viewer) & _asked(wanted), moment_and_id(cursor))
    if wanted.author_id:
        reach = replace(reach, where=reach.where & within(viewer))
        if wanted.community_id:
            reach = replace(
                reach, where=reach.where & Condition("t.community_id = %s", (wanted.community_id,))
            )
        return _page(viewer, newest("starter_id", [wanted.author_id], reach), size)
    keys = [wanted.community_id] if wanted.community_id else list(joined(viewer))
    return _page(viewer, of_many(keys, reach, walk=0), size)


def _asked(wanted: SavedFilter) -> Condition:
    first = _midnight(wanted.since_on) if wanted.since_on else None
    if first is None and not wanted.author_id:
        first = clock.now() - LOOK_BACK
    condition = since(first) if first else Condition("1 = 1")
    if wanted.until_on:
        condition &= until(_midnight(wanted.until_on + timedelta(days=1)))
    if wanted.kind == IDEA:
        condition &= Condition("t.kind = %s", (Thread.Kind.IDEA,))
    elif wanted.kind == Post.Kind.QUESTION:
        condition &= Condition("t.is_question")
    elif wanted.kind:
        condition &= Condition(
            "EXISTS (SELECT 1 FROM activity_post p WHERE p.thread_id = t.id AND p.kind = %s)", (wanted.kind,)
        )
    return condition


def _midnight(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def community(viewer: Person, place: Community, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the threads of one community, newest first; nothing is muted in its own place."""
    return _paged(viewer, Thread.objects.visible_to(viewer).in_community(place), cursor, size)


def person(viewer: Person, starter: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return what a person started, as far as the viewer may see it."""
    return _paged(viewer, Thread.objects.visible_to(viewer).filter(starter=starter), cursor, size)


def praise(viewer: Person, receiver: Person, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the praise for a person, as far as the viewer may see it."""
    return _paged(viewer, praises.received(viewer, receiver), cursor, size)


def tagged(viewer: Person, tag: str, cursor: str = "", size: int = PAGE) -> Stream:
    """Return the threads with a tag, as far as the viewer may see them."""
    return _paged(viewer, Thread.objects.visible_to(viewer).filter(taggings__tag__name=tag), cursor, size)


def count_since(viewer: Person, cursor: str, *, place: Community | None = None, most: int = 50) -> int:
    """Return how many threads by others began after a cursor, up to `most`; for the "new posts" pill."""
    after = moment_and_id(cursor)
    if after is None:
        return 0
    moment, number = after
    if place:
        places = [place.pk]
    else:
        fresher = Community.objects.joined_by(viewer).filter(tip_at__gte=moment)
        places = list(fresher.values_list("pk", flat=True))
    fresh = Thread.objects.visible_to(viewer).filter(community__in=places, created_at__gte=moment)
    return fresh.exclude(pk=number).exclude(starter=viewer).order_by()[:most].count()


def pinned(viewer: Person) -> list[dict[str, str]]:
    """Return the filters that the viewer keeps in the navigation of every page; changes forget what is kept here."""

    def look_up() -> list[dict[str, str]]:
        found = SavedFilter.objects.filter(person=viewer, is_pinned=True).order_by("slot")
        return [{"name": one.name, "url": reverse("activity:filter", args=[one.pk])} for one in found]

    kept: list[dict[str, str]] = cache.get_or_set(pinned_key(viewer), look_up, LIFETIME)  # type: ignore[assignment]
    return kept


def pinned_key(viewer: Person) -> str:
    """Return where the pinned filters of a person are kept."""
    return f"pinned:{viewer.pk}"


def _page(viewer: Person, found: list[Candidate], size: int) -> Stream:
    """Return one page of candidates, of which there is one more than fits if something follows."""
    ordered = sorted(set(found), reverse=True)[: size + 1]
    more = pages.encode(list(ordered[size - 1])) if len(ordered) > size else ""
    chosen: QuerySet[Thread] = Thread.objects.visible_to(viewer).filter(
        pk__in=[pk for _at, pk in ordered[:size]]
    )
    return rows.stream(viewer, chosen, more)


def _paged(viewer: Person, threads: ThreadQuerySet, cursor: str, size: int) -> Stream:
    page = pages.page(threads.only("pk", "created_at", "version"), KEYS, cursor=cursor, size=size)
    return rows.stream(viewer, Thread.objects.filter(pk__in=[row.pk for row in page]), page.next)
