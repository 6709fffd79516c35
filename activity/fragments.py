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
from activity.models import Comment, Reaction, Thread
from esn.kit import live, markup

# Names and titles inside a card may grow this old after a person or community was renamed.
LIFETIME = 600
EMOJI = {"like": "👍", "love": "❤️", "celebrate": "🎉", "insightful": "💡", "curious": "🤔"}

Extra = Callable[[Sequence[Thread]], dict[int, dict[str, Any]]]


@dataclass(frozen=True)
class CardKind:
    """How the threads of one kind are drawn in streams: a template, and what it needs besides the thread."""

    template: str
    beside: Extra


_kinds: dict[str, CardKind] = {}


def register_card(kind: str, template: str, extra: Extra) -> None:
    """Name the stream card of a kind of thread; called once, from the owning app's `ready`."""
    _kinds[kind] = CardKind(template, extra)


register_card(Thread.Kind.POST, "activity/_card.html", lambda _threads: {})


def reaction_choices(counts: dict[str, int]) -> list[dict[str, Any]]:
    """Return every sign with its name, emoji and count, in the fixed order."""
    return [
        {"kind": kind, "label": label, "emoji": EMOJI[kind], "count": counts.get(kind, 0)}
        for kind, label in Reaction.Kind.choices
    ]


def cards(threads: Sequence[Thread]) -> list[SafeString]:
    """Return the stream cards of threads in their order."""
    keys = {thread.pk: _key("card", thread) for thread in threads}
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    missing = [thread.pk for thread in threads if keys[thread.pk] not in kept]
    if missing:
        fresh = {keys[pk]: html for pk, html in _render_cards(missing).items()}
        cache.set_many(fresh, LIFETIME)
        kept |= fresh
    return [markup.trusted(kept[keys[thread.pk]]) for thread in threads if keys[thread.pk] in kept]


def card(thread: Thread) -> SafeString:
    """Return the stream card of one thread."""
    return cards([thread])[0]


def _key(kind: str, row: Thread | Comment) -> str:
    # The moment of making is in the key because a database put back from a backup gives its numbers out again.
    made = int(row.created_at.timestamp() * 1e6)
    return f"{kind}:{row.pk}:{made}:{row.version}:{get_language()}:{markup.VERSION}"


def _render_cards(ids: list[int]) -> dict[int, str]:
    rows = list(Thread.objects.filter(pk__in=ids).for_display())
    counts, previews = read.thread_reactions(ids), read.last_comments(ids)
    files.add_to_threads(rows)
    extras = {kind: spec.beside([t for t in rows if t.kind == kind]) for kind, spec in _kinds.items()}
    return {
        thread.pk: render_to_string(
            _kinds[thread.kind].template,
            {
                "thread": thread,
                "reactions": reaction_choices(counts.get(thread.pk, {})),
                "preview": previews.get(thread.pk, []),
                **extras[thread.kind].get(thread.pk, {}),
            },
        )
        for thread in rows
    }


def comments(rows: Iterable[Comment], *, accepted_id: int | None = None) -> dict[int, SafeString]:
    """Return each comment's finished HTML by id; rows need `reaction_counts`."""
    rows = list(rows)
    keys = {row.pk: _key("comment", row) + f":{row.pk == accepted_id}" for row in rows}
    kept: dict[str, str] = cache.get_many(list(keys.values()))
    fresh = {keys[row.pk]: _render_comment(row, accepted_id) for row in rows if keys[row.pk] not in kept}
    cache.set_many(fresh, LIFETIME)
    kept |= fresh
    return {row.pk: markup.trusted(kept[keys[row.pk]]) for row in rows}


def _render_comment(comment: Comment, accepted_id: int | None) -> str:
    counts: dict[str, int] = getattr(comment, "reaction_counts", {})
    return render_to_string(
        "activity/_comment.html",
        {
            "comment": comment,
            "reactions": reaction_choices(counts),
            "is_accepted": comment.pk == accepted_id,
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
