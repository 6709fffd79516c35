"""Finished, viewer-neutral pieces of pages: one template serves page, partial reply and socket.

A piece is rendered once per version of its content and kept in the cache; what depends on the viewer (mine, reacted)
comes as plain values beside it and is shown by the page. A miss renders; nothing depends on the cache.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from activity import files
from activity import threads as read
from activity.kinds import praises, signs
from activity.models import Comment, Thread
from esn.kit import live, markup
from people.models import Person

# Names and titles inside a card may grow this old after a person or community was renamed.
LIFETIME = 600

Extra = Callable[[Sequence[Thread]], dict[int, dict[str, Any]]]


@dataclass(frozen=True)
class CardKind:
    """How the threads of one kind are drawn in streams: a template, and what it needs besides the thread."""

    template: str
    beside: Extra


_kinds: dict[str, CardKind] = {}
# For comments, what apps above write beside the name of their writer: a word and its colour.
Badges = Callable[[Sequence[Comment]], dict[int, tuple[str, str]]]
_badges: list[Badges] = []


def register_card(kind: str, template: str, extra: Extra) -> None:
    """Name the stream card of a kind of thread; called once, from the owning app's `ready`."""
    _kinds[kind] = CardKind(template, extra)


def register_badges(badges: Badges) -> Badges:
    """Name a function that says what comments are, such as evidence; fixed once a comment is written."""
    _badges.append(badges)
    return badges


def _kind_of(threads: Sequence[Thread]) -> dict[int, dict[str, Any]]:
    """Return what the cards of posts show of their kind besides what stands in their own rows."""
    praise = {thread.post.praise.pk: thread.pk for thread in threads if hasattr(thread.post, "praise")}
    people = praises.people_of(praise) if praise else {}
    return {praise[pk]: {"praised": rows} for pk, rows in people.items()}


register_card(Thread.Kind.POST, "activity/_card.html", _kind_of)


def reaction_choices(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return the signs with their looks and counts, in the order that the administrator gave them."""
    return signs.shown(counts)


def cards(threads: Sequence[Thread]) -> list[SafeString]:
    """Return the stream cards of threads in their order."""
    layout = signs.layout()
    keys = {thread.pk: _key("card", thread, layout.version) for thread in threads}
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    missing = [thread.pk for thread in threads if keys[thread.pk] not in kept]
    if missing:
        fresh = {keys[pk]: html for pk, html in _render_cards(missing, layout).items()}
        cache.set_many(fresh, LIFETIME)
        kept |= fresh
    return [markup.trusted(kept[keys[thread.pk]]) for thread in threads if keys[thread.pk] in kept]


def kind_of(thread: Thread) -> SafeString:
    """Return what stands below the text of a post on its own page: poll, link, answer, what its kind asks for."""
    if not hasattr(thread, "post"):
        return markup.trusted("")
    context = {"thread": thread, "post": thread.post, "is_page": True}
    return markup.trusted(render_to_string("activity/_kind_body.html", context))


def praised_in(thread: Thread) -> list[Person]:
    """Return whom a post praises."""
    if not hasattr(thread, "post") or not hasattr(thread.post, "praise"):
        return []
    return praises.people_of([thread.post.praise.pk]).get(thread.post.praise.pk, [])


def card(thread: Thread) -> SafeString:
    """Return the stream card of one thread."""
    return cards([thread])[0]


def _key(kind: str, row: Thread | Comment, layout: str) -> str:
    # The moment of making is in the key because a database put back from a backup gives its numbers out again.
    made = int(row.created_at.timestamp() * 1e6)
    return f"{kind}:{row.pk}:{made}:{row.version}:{get_language()}:{markup.VERSION}:{layout}"


def _render_cards(ids: list[int], layout: signs.Layout) -> dict[int, str]:
    rows = list(Thread.objects.filter(pk__in=ids).for_display())
    counts, previews = read.thread_reactions(ids), read.last_comments(ids)
    files.add_to_threads(rows)
    extras = {kind: spec.beside([t for t in rows if t.kind == kind]) for kind, spec in _kinds.items()}
    return {
        thread.pk: render_to_string(
            _kinds[thread.kind].template,
            {
                "thread": thread,
                "reactions": signs.shown(counts.get(thread.pk, {}), layout),
                "preview": _besides_answer(thread, previews.get(thread.pk, [])),
                **extras[thread.kind].get(thread.pk, {}),
            },
        )
        for thread in rows
    }


def _besides_answer(thread: Thread, preview: list[Comment]) -> list[Comment]:
    """Return the last comments without the accepted answer, which the card shows by itself."""
    answer = getattr(getattr(thread, "post", None), "accepted_answer_id", None)
    return [comment for comment in preview if comment.pk != answer]


def comments(rows: Iterable[Comment], *, accepted_id: int | None = None) -> dict[int, SafeString]:
    """Return each comment's finished HTML by id; rows need `reaction_counts`."""
    rows = list(rows)
    layout = signs.layout()
    keys = {row.pk: _key("comment", row, layout.version) + f":{row.pk == accepted_id}" for row in rows}
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    missing = [row for row in rows if keys[row.pk] not in kept]
    badges = {pk: badge for find in _badges if missing for pk, badge in find(missing).items()}
    fresh = {keys[row.pk]: _render_comment(row, accepted_id, layout, badges.get(row.pk)) for row in missing}
    cache.set_many(fresh, LIFETIME)
    kept |= fresh
    return {row.pk: markup.trusted(kept[keys[row.pk]]) for row in rows}


def _render_comment(
    comment: Comment, accepted_id: int | None, layout: signs.Layout, badge: tuple[str, str] | None = None
) -> str:
    counts: dict[str, int] = getattr(comment, "reaction_counts", {})
    return render_to_string(
        "activity/_comment.html",
        {
            "comment": comment,
            "reactions": signs.shown(counts, layout),
            "is_accepted": comment.pk == accepted_id,
            "badge": badge,
        },
    )


@live.fragment("activity.comment")
def comment_fragment(comment_id: int) -> dict[str, Any] | None:
    """Return a comment for the open thread pages, addressed to its list."""
    rows = list(
        Comment.objects.filter(pk=comment_id, held_at=None).for_display().select_related("thread__post")
    )
    if not rows:
        return None
    read.count_reactions(rows)
    comment = rows[0]
    post = getattr(comment.thread, "post", None)
    html = comments(rows, accepted_id=post.accepted_answer_id if post else None)[comment.pk]
    slot = f"replies-{comment.parent_id}" if comment.parent_id else f"comments-{comment.thread_id}"
    return {"html": html, "slot": slot, "key": f"comment-{comment.pk}", "count": comment.thread.comment_count}


@live.fragment("activity.reactions")
def reactions_fragment(thread_id: int) -> dict[str, Any] | None:
    """Return the reaction bar of a thread's opening."""
    counts = read.thread_reactions([thread_id]).get(thread_id, {})
    context = {"thread_id": thread_id, "reactions": reaction_choices(counts)}
    html = render_to_string("activity/_reactions.html", context)
    return {
        "html": html,
        "slot": f"reactions-{thread_id}",
        "key": f"reactions-{thread_id}",
        "mode": "replace",
    }


@live.fragment("activity.link")
def link_fragment(thread_id: int) -> dict[str, Any] | None:
    """Return the card of the page that a post links to, or the empty place of one that was taken away."""
    thread = Thread.objects.filter(pk=thread_id).for_display().first()
    if thread is None:
        return None
    html = render_to_string("activity/_link.html", {"thread": thread, "post": thread.post})
    return {"html": html, "slot": f"link-{thread_id}", "key": f"link-{thread_id}", "mode": "replace"}


@live.fragment("activity.comment_reactions")
def comment_reactions_fragment(comment_id: int) -> dict[str, Any] | None:
    """Return the reaction bar of a comment."""
    rows = list(Comment.objects.filter(pk=comment_id))
    if not rows:
        return None
    read.count_reactions(rows)
    context = {
        "thread_id": rows[0].thread_id,
        "comment_id": comment_id,
        "reactions": reaction_choices(rows[0].reaction_counts),  # type: ignore[attr-defined]
    }
    html = render_to_string("activity/_reactions.html", context)
    key = f"comment-reactions-{comment_id}"
    return {"html": html, "slot": key, "key": key, "mode": "replace"}
