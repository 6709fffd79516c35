"""Read models of one thread and of what finished cards show: comments in pages, reactions counted, last answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber

from activity.models import Comment, Reaction, Thread
from communities.models import Membership
from esn.kit import pages
from people.models import Person

COMMENTS = 50
PREVIEW = 2


@dataclass
class Talk:
    """A first-level comment with its replies."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)


@dataclass(frozen=True)
class Discussion:
    """One page of a thread's comments, oldest first, and the cursors around it."""

    talks: Sequence[Talk]
    next: str = ""
    last_id: int = 0


def discussion(
    thread: Thread, *, cursor: str = "", around: int | None = None, size: int = COMMENTS
) -> Discussion:
    """Return a page of first-level comments with all their replies; `around` opens the page that holds a comment."""
    first_level = Comment.objects.filter(thread=thread, parent=None, held_at=None)
    if around and not cursor:
        cursor = _cursor_of_page(thread, around, size)
    page = pages.page(first_level.for_display(), ("pk",), cursor=cursor, size=size)
    talks = {comment.pk: Talk(comment) for comment in page}
    for reply in Comment.objects.filter(parent__in=talks, held_at=None).for_display().oldest_first():
        talks[reply.parent_id or 0].replies.append(reply)
    count_reactions([c for talk in talks.values() for c in (talk.comment, *talk.replies)])
    newest = Comment.objects.filter(thread=thread).order_by("-pk").values_list("pk", flat=True).first()
    return Discussion(list(talks.values()), page.next, newest or 0)


def _cursor_of_page(thread: Thread, comment_id: int, size: int) -> str:
    """Return the cursor of the page in which a comment or its parent stands, given pages of `size`."""
    comment = Comment.objects.filter(thread=thread, pk=comment_id).first()
    if comment is None:
        return ""
    before = Comment.objects.filter(
        thread=thread, parent=None, held_at=None, pk__lt=comment.parent_id or comment.pk
    )
    place = before.count()
    if place < size:
        return ""
    return pages.encode([before.order_by("pk").values_list("pk", flat=True)[place - place % size - 1]])


def comments_since(thread: Thread, after: int, most: int = 100) -> list[Comment]:
    """Return the comments written after one, for a page that was asleep."""
    fresh = list(
        Comment.objects.filter(thread=thread, pk__gt=after, held_at=None).for_display().oldest_first()[:most]
    )
    count_reactions(fresh)
    return fresh


def count_reactions(comments: Iterable[Comment]) -> None:
    """Give each comment its `reaction_counts`: {kind: number}."""
    rows = {comment.pk: comment for comment in comments}
    for comment in rows.values():
        comment.reaction_counts = {}  # type: ignore[attr-defined]
    grouped = (
        Reaction.objects.filter(comment__in=rows).values_list("comment_id", "kind").annotate(n=Count("pk"))
    )
    for comment_id, kind, number in grouped.order_by("-n"):
        rows[comment_id].reaction_counts[kind] = number  # type: ignore[attr-defined]


def thread_reactions(thread_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return the reactions on the openings of threads: {thread: {kind: number}}, most used first."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    openings = Reaction.objects.filter(thread__in=list(thread_ids), comment=None)
    for thread_id, kind, number in (
        openings.values_list("thread_id", "kind").annotate(n=Count("pk")).order_by("-n", "kind")
    ):
        counts[thread_id][kind] = number
    return counts


def last_comments(thread_ids: Iterable[int]) -> dict[int, list[Comment]]:
    """Return the last two standing comments of each thread, oldest first, for previews."""
    standing = Comment.objects.public().filter(thread__in=list(thread_ids))
    place = Window(RowNumber(), partition_by=F("thread_id"), order_by=F("pk").desc())
    previews: dict[int, list[Comment]] = defaultdict(list)
    for comment in standing.annotate(place=place).filter(place__lte=PREVIEW).for_display().order_by("pk"):
        previews[comment.thread_id].append(comment)
    return previews


def own_comment_reactions(viewer: Person, comment_ids: Iterable[int]) -> dict[int, str]:
    """Return the viewer's own sign on each comment."""
    own = Reaction.objects.filter(person=viewer, comment__in=list(comment_ids))
    return {comment_id: kind for comment_id, kind in own.values_list("comment_id", "kind") if comment_id}


def unanswered(viewer: Person, limit: int = 3) -> list[Thread]:
    """Return the latest questions of the viewer's own communities that nobody has answered."""
    own = Membership.objects.filter(person=viewer).values("community")
    waiting = Thread.objects.visible_to(viewer).filter(community__in=own, is_question=True, comment_count=0)
    return list(waiting.exclude(starter=viewer).select_related("community", "starter").newest_first()[:limit])


def reactors(
    viewer: Person, thread: Thread, comment: Comment | None = None, kind: str = ""
) -> QuerySet[Reaction]:
    """Return the reactions on an opening or a comment by people whom the viewer may see, perhaps of one sign."""
    seen = Person.objects.visible_to(viewer).order_by().values("pk")
    rows = Reaction.objects.filter(thread=thread, comment=comment, person__in=seen)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("person__department")
