"""Read models of changed words: who changed what and when, with the differences."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from activity.models import Comment, Post, Revision
from esn.kit.differences import Piece, compare
from people.models import Person

MOST = 20
# Around a change; what is the same further away is left out.
CONTEXT = 160


@dataclass(frozen=True)
class Change:
    """One edit: who made it and when, and what it did to the words."""

    number: int
    by: Person
    at: datetime
    is_minor: bool
    pieces: list[Piece]
    title: list[Piece]
    body: str

    @property
    def is_title_changed(self) -> bool:
        """Whether the title is another."""
        return any(piece.kind != "same" for piece in self.title)


@dataclass(frozen=True)
class History:
    """A page of the edits of one text, newest first, and the words that it began with; `more` leads to older ones."""

    changes: list[Change]
    first_by: Person
    first_at: datetime
    first_body: str
    more: int | None


def of_post(post: Post, before: int | None = None) -> History:
    """Return how a post's words changed; the caller has made sure that the viewer sees its thread."""
    rows = Revision.objects.filter(thread=post.thread, comment=None)
    return _history(rows, before, (post.body, post.thread.title), post.author, post.thread.created_at)


def of_comment(comment: Comment, before: int | None = None) -> History:
    """Return how a comment's words changed."""
    rows = Revision.objects.filter(comment=comment)
    return _history(rows, before, (comment.body, ""), comment.author, comment.created_at)


def _history(
    rows: QuerySet[Revision], before: int | None, words: tuple[str, str], author: Person, at: datetime
) -> History:
    """Return a page of edits; `before` is the number of the last one on the page before it."""
    changes, (body, title) = [], words
    if before:
        last = rows.filter(number=before).first()
        body, title = (last.body, last.title) if last else words
        rows = rows.filter(number__lt=before)
    found = list(rows.select_related("by").order_by("-number")[: MOST + 1])
    for row in found[:MOST]:
        pieces = _shortened(compare(row.body, body))
        changes.append(
            Change(row.number, row.by, row.at, row.is_minor, pieces, compare(row.title, title), body)
        )
        body, title = row.body, row.title
    return History(changes, author, at, body, changes[-1].number if len(found) > MOST else None)


def _shortened(pieces: list[Piece]) -> list[Piece]:
    return [
        Piece("same", f"{piece.text[:CONTEXT]} … {piece.text[-CONTEXT:]}")
        if piece.kind == "same" and len(piece.text) > 3 * CONTEXT
        else piece
        for piece in pieces
    ]
