"""What a person keeps: their bookmarks, as far as they may still see what is kept."""

from django.db.models import Q, QuerySet

from activity.models import Bookmark, Comment, Thread
from people.models import Person


def kept(viewer: Person, words: str = "") -> QuerySet[Bookmark]:
    """Return the viewer's bookmarks whose title, text or note holds every word; what one may not see is not there."""
    threads = Thread.objects.visible_to(viewer).values("pk")
    comments = Comment.objects.visible_to(viewer).filter(removed_at=None).values("pk")
    found = Bookmark.objects.filter(
        Q(comment=None) | Q(comment__in=comments), person=viewer, thread__in=threads
    )
    for word in words.split()[:8]:
        found = found.filter(
            Q(note__icontains=word)
            | Q(thread__title__icontains=word)
            | Q(comment__body__icontains=word)
            | Q(comment=None, thread__post__body__icontains=word)
        )
    return found.select_related(
        "thread__community", "thread__post", "thread__starter__department", "comment__author__department"
    )
