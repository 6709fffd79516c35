"""Read models of files: those of openings and comments, and those that a form carries before it is sent."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from activity.models import Attachment, Comment, Thread
from people.models import Person


def add_to_threads(threads: Iterable[Thread]) -> None:
    """Give each thread its opening's files as `files`, in one query."""
    rows = {thread.pk: thread for thread in threads}
    for thread in rows.values():
        thread.files = []  # type: ignore[attr-defined]
    for file in Attachment.objects.filter(thread__in=list(rows), comment=None).in_order():
        rows[file.thread_id or 0].files.append(file)  # type: ignore[attr-defined]


def add_to_comments(comments: Iterable[Comment]) -> None:
    """Give each comment its files as `files`, in one query."""
    rows = {comment.pk: comment for comment in comments}
    for comment in rows.values():
        comment.files = []  # type: ignore[attr-defined]
    for file in Attachment.objects.filter(comment__in=list(rows)).in_order():
        rows[file.comment_id or 0].files.append(file)  # type: ignore[attr-defined]


def add_to_page(thread: Thread, comments: Iterable[Comment]) -> None:
    """Give a thread and the comments on one page of it their files as `files`, in one query."""
    rows = {comment.pk: comment for comment in comments}
    thread.files = []  # type: ignore[attr-defined]
    for comment in rows.values():
        comment.files = []  # type: ignore[attr-defined]
    here = Q(comment=None) | Q(comment__in=list(rows))
    for file in Attachment.objects.filter(here, thread=thread).in_order():
        (rows[file.comment_id] if file.comment_id else thread).files.append(file)  # type: ignore[union-attr]


def unsent(viewer: Person, numbers: Sequence[str]) -> list[Attachment]:
    """Return the viewer's own uploads that a form names and that are not sent yet."""
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 19]
    return list(Attachment.objects.unsent().filter(uploader=viewer, pk__in=wanted[:50]).in_order())


def used_bytes(viewer: Person) -> int:
    """Return how much room the viewer's files take."""
    return sum(Attachment.objects.filter(uploader=viewer).values_list("size", flat=True))
