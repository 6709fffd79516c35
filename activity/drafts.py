"""Read models of drafts: where one belongs, an author's own, what is due and what was refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from activity.models import Comment, Draft, DraftQuerySet, Post, Thread
from activity.policies import may_edit_comment, may_edit_post
from communities.models import Community
from people.models import Person

# The composer of home, where no place is chosen yet.
HOME = "home"
# What a form carries that is no part of the text.
UNKEPT = {
    "csrfmiddlewaretoken",
    "idempotency_key",
    "stamp",
    "draft",
    "draft_version",
    "scheduled",
    "then",
    "version",
    "heeded",
}
# What stands in an untouched form too: with nothing else in it a draft is empty.
CHOICES = {
    "kind",
    "community",
    "place",
    "language",
    "language_other",
    "zone",
    "is_minor",
    "parent",
    "praise_value",
    "must_read_audience",
}


@dataclass(frozen=True)
class Place:
    """Where a draft is typed, and what it belongs to."""

    key: str
    place: str = Draft.Place.POST
    community: Community | None = None
    thread: Thread | None = None
    comment: Comment | None = None


def place_of(author: Person, key: str) -> Place | None:
    """Return the place that a key names; None where the author may not write, as for one that is not there."""
    kind, _colon, rest = key.partition(":")
    if key == HOME:
        return Place(key)
    if kind == "later":
        return Place(key) if of(author).filter(key=key).exists() else None
    finder = _FINDERS.get(kind)
    return finder(author, key, int(rest)) if finder and rest.isdecimal() and len(rest) < 19 else None


def _community(author: Person, key: str, pk: int) -> Place | None:
    community = Community.objects.readable_by(author).filter(pk=pk).first()
    return Place(key, community=community) if community else None


def _thread(author: Person, key: str, pk: int) -> Place | None:
    thread = Thread.objects.visible_to(author).filter(pk=pk).first()
    return Place(key, Draft.Place.COMMENT, thread=thread) if thread else None


def _post(author: Person, key: str, pk: int) -> Place | None:
    posts = Post.objects.filter(thread__in=Thread.objects.visible_to(author)).select_related(
        "thread__community"
    )
    post = posts.filter(thread=pk).first()
    is_own = post is not None and may_edit_post(author, post)
    return Place(key, Draft.Place.EDIT_POST, thread=post.thread) if post and is_own else None


def _comment(author: Person, key: str, pk: int) -> Place | None:
    rows = Comment.objects.visible_to(author).select_related("thread__community")
    comment = rows.filter(pk=pk).first()
    if comment is None or not may_edit_comment(author, comment):
        return None
    return Place(key, Draft.Place.EDIT_COMMENT, thread=comment.thread, comment=comment)


def _change(author: Person, key: str, pk: int) -> Place | None:
    return Place(key) if of(author).scheduled().filter(pk=pk).exists() else None


_FINDERS = {"community": _community, "thread": _thread, "edit": _post, "comment": _comment, "re": _change}


def of(author: Person) -> DraftQuerySet:
    """Return an author's own drafts."""
    return Draft.objects.of(author).select_related("community", "thread", "comment")


def at(author: Person, key: str) -> Draft | None:
    """Return the author's draft of a place."""
    return of(author).filter(key=key).first()


def on_arrival(author: Person) -> tuple[Draft | None, list[Draft]]:
    """Return the draft of home, and what could not be published as it was scheduled, in one query."""
    own = of(author).filter(Q(key=HOME) | Q(due_at=None) & ~Q(refusal="")).order_by("-updated_at")
    rows = list(own[:20])
    at_home = next((row for row in rows if row.key == HOME), None)
    return at_home, [row for row in rows if row.refusal][:3]


def typed(form: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return every field of a sent form with its values, known to us or not, so that a draft loses nothing."""
    lists = form.lists() if hasattr(form, "lists") else form.items()
    return {name: [str(value) for value in values] for name, values in lists if name not in UNKEPT}


def is_empty(fields: Mapping[str, list[str]]) -> bool:
    """Tell whether nothing was typed into a form."""
    return not any(
        value.strip() for name, values in fields.items() if name not in CHOICES for value in values
    )


def initial(fields: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return a draft's fields as a form's initial values: one value as it is, several as a list."""
    return {name: values[0] if len(values) == 1 else values for name, values in fields.items() if values}
