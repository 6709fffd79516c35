"""Read models of one thread and of what finished cards show: comments in pages, reactions counted, last answers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from activity import files
from activity.models import Comment, Pin, Reaction, Thread
from activity.models.comment import CommentQuerySet
from communities.models import Community
from esn.kit import pages
from people.models import Person

COMMENTS = 50
# Further replies to one comment are on a page of their own.
REPLIES = 20
PREVIEW = 2


@dataclass
class Talk:
    """A first-level comment with some of its replies, and how many stand before and after those."""

    comment: Comment
    replies: list[Comment] = field(default_factory=list)
    earlier: int = 0
    later: int = 0


@dataclass(frozen=True)
class Discussion:
    """One page of a thread's comments, oldest first, and the cursors around it."""

    talks: Sequence[Talk]
    next: str = ""
    last_id: int = 0
    # None on the first page; an empty cursor leads to it.
    previous: str | None = None


def discussion(
    thread: Thread,
    *,
    cursor: str = "",
    around: int | None = None,
    size: int = COMMENTS,
    newest: int | None = None,
) -> Discussion:
    """Return a page of first-level comments with their first replies; `around` opens where a comment stands.

    `newest` is the number of the last comment, where it is known already.
    """
    first_level = Comment.objects.filter(thread=thread, parent=None, held_at=None)
    target = Comment.objects.filter(thread=thread, pk=around).first() if around and not cursor else None
    if target is not None:
        cursor = _cursor_of_page(first_level, target.parent_id or target.pk, size)
    page = pages.page(first_level.for_display(), ("pk",), cursor=cursor, size=size)
    talks = {comment.pk: Talk(comment) for comment in page}
    _add_replies(talks, target)
    shown = [c for talk in talks.values() for c in (talk.comment, *talk.replies)]
    files.add_to_page(thread, shown)
    count_reactions(shown, with_files=False)
    is_whole = not page.next and not any(talk.later for talk in talks.values())
    if newest is None:
        newest = max((c.pk for c in shown), default=0) if is_whole else _newest_of(thread)
    previous = _cursor_before(first_level, next(iter(talks), 0), size) if cursor else None
    return Discussion(list(talks.values()), page.next, newest or 0, previous)


def _newest_of(thread: Thread) -> int | None:
    return Comment.objects.filter(thread=thread).order_by("-pk").values_list("pk", flat=True).first()


def _add_replies(talks: dict[int, Talk], target: Comment | None) -> None:
    """Give each comment its first replies; that of a reply asked for gets those around it."""
    own = target.parent_id if target else None
    # How many stand before the piece of that comment's replies which is shown.
    skipped = _place(target) if target and own in talks else 0
    skipped -= skipped % REPLIES
    place = Window(RowNumber(), partition_by=F("parent_id"), order_by=F("pk").asc())
    total = Window(Count("pk"), partition_by=F("parent_id"))
    standing = Comment.objects.filter(parent__in=list(talks), held_at=None)
    rows = standing.annotate(place=place, total=total)
    wanted = (
        Q(place__lte=REPLIES)
        if not own
        else (
            Q(place__lte=REPLIES) & ~Q(parent=own)
            | Q(parent=own, place__gt=skipped, place__lte=skipped + REPLIES)
        )
    )
    for reply in rows.filter(wanted).for_display().oldest_first():
        talk = talks[reply.parent_id or 0]
        talk.replies.append(reply)
        talk.earlier = skipped if reply.parent_id == own else 0
        talk.later = reply.total - talk.earlier - len(talk.replies)  # type: ignore[attr-defined]


def _place(reply: Comment) -> int:
    return Comment.objects.filter(parent=reply.parent_id, held_at=None, pk__lt=reply.pk).count()


def replies(comment: Comment, *, cursor: str = "", size: int = COMMENTS) -> pages.Page[Comment]:
    """Return a page of all the replies to a comment, oldest first."""
    rows = Comment.objects.filter(parent=comment, held_at=None).for_display()
    page = pages.page(rows, ("pk",), cursor=cursor, size=size)
    count_reactions(page)
    return page


def _cursor_of_page(first_level: CommentQuerySet, comment_id: int, size: int) -> str:
    """Return the cursor of the page in which a first-level comment stands, given pages of `size`."""
    before = first_level.filter(pk__lt=comment_id)
    place = before.count()
    if place < size:
        return ""
    return pages.encode([before.order_by("pk").values_list("pk", flat=True)[place - place % size - 1]])


def _cursor_before(first_level: CommentQuerySet, comment_id: int, size: int) -> str:
    """Return the cursor of the page that ends just before a first-level comment."""
    before = list(
        first_level.filter(pk__lt=comment_id).order_by("-pk").values_list("pk", flat=True)[: size + 1]
    )
    return pages.encode([before[size]]) if len(before) > size else ""


def comments_since(thread: Thread, after: int, most: int = 100) -> list[Comment]:
    """Return the comments written after one, for a page that was asleep."""
    fresh = list(
        Comment.objects.filter(thread=thread, pk__gt=after, held_at=None).for_display().oldest_first()[:most]
    )
    count_reactions(fresh)
    return fresh


def count_reactions(comments: Iterable[Comment], *, with_files: bool = True) -> None:
    """Give each comment its `reaction_counts`: {kind: number}, and its `files`."""
    rows = {comment.pk: comment for comment in comments}
    if with_files:
        files.add_to_comments(rows.values())
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


def reactors(
    viewer: Person, thread: Thread, comment: Comment | None = None, kind: str = ""
) -> QuerySet[Reaction]:
    """Return the reactions on an opening or a comment by people whom the viewer may see, perhaps of one sign."""
    seen = Person.objects.visible_to(viewer).order_by().values("pk")
    rows = Reaction.objects.filter(thread=thread, comment=comment, person__in=seen)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.select_related("person__department")


def pinned(viewer: Person, community: Community) -> list[Thread]:
    """Return what is pinned in a community, newest pin first."""
    standing = Pin.objects.standing().filter(thread__community=community)
    return list(Thread.objects.visible_to(viewer).filter(pin__in=standing).order_by("-pin__at"))


def own_held(viewer: Person, thread: Thread) -> list[Comment]:
    """Return the viewer's own comments there that are held back: shown to nobody else in the talk."""
    rows = Comment.objects.filter(thread=thread, author=viewer, held_at__isnull=False, removed_at=None)
    return list(rows.oldest_first()[:5])
