"""Read models of files: those of openings and comments, and those that a form carries before it is sent."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q

from activity.models import Attachment, Comment, Thread
from people.models import Person


def add_to_threads(threads: Iterable[Thread]) -> None:
    """Give each thread its opening's files as `files`, in one query; what a ruling took away as `gone_files`."""
    rows = {thread.pk: thread for thread in threads}
    _hang(Q(thread__in=list(rows), comment=None), rows, {})


def add_to_comments(comments: Iterable[Comment]) -> None:
    """Give each comment its files as `files`, in one query; what a ruling took away as `gone_files`."""
    rows = {comment.pk: comment for comment in comments}
    _hang(Q(comment__in=list(rows)), {}, rows)


def add_to_page(thread: Thread, comments: Iterable[Comment]) -> None:
    """Give a thread and the comments on one page of it their files as `files`, in one query."""
    rows = {comment.pk: comment for comment in comments}
    here = Q(comment=None) | Q(comment__in=list(rows))
    _hang(here & Q(thread=thread), {thread.pk: thread}, rows)


def _hang(which: Q, threads: dict[int, Thread], comments: dict[int, Comment]) -> None:
    owner: Any
    for owner in [*threads.values(), *comments.values()]:
        owner.files, owner.gone_files = [], []
    # A held file is in no text: who may see it meanwhile is shown it where it is looked at.
    for file in Attachment.objects.filter(which, held_at=None).in_order():
        owner = comments[file.comment_id] if file.comment_id else threads[file.thread_id or 0]
        (owner.gone_files if file.removed_at else owner.files).append(file)


def unsent(viewer: Person, numbers: Sequence[str]) -> list[Attachment]:
    """Return the viewer's own uploads that a form names and that are not sent yet."""
    wanted = [int(number) for number in numbers if number.isdecimal() and len(number) < 19]
    return list(Attachment.objects.unsent().filter(uploader=viewer, pk__in=wanted[:50]).in_order())


def used_bytes(viewer: Person) -> int:
    """Return how much room the viewer's files take."""
    return sum(Attachment.objects.filter(uploader=viewer).values_list("size", flat=True))
