"""How words changed, and why some are gone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from activity import history as read
from activity.models import Comment
from activity.views.comments import find_comment
from activity.views.showing import viewer_of
from activity.views.threads import find
from communities.policies import may_lead


def _before(request: HttpRequest) -> int | None:
    number = request.GET.get("before", "")
    return int(number) if number.isdecimal() and len(number) < 10 else None


@require_GET
def of_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a post's words changed, to everybody who sees the thread."""
    thread = find(request, pk)
    post = getattr(thread, "post", None)
    if post is None:
        raise Http404
    context = {"thread": thread, "post": post, "history": read.of_post(post, _before(request))}
    return render(request, "activity/history.html", context)


@require_GET
def of_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a comment's words changed; what was removed has no history."""
    comment = find_comment(request, pk)
    if comment.removed_at:
        raise Http404
    context = {
        "thread": comment.thread,
        "comment": comment,
        "history": read.of_comment(comment, _before(request)),
    }
    return render(request, "activity/history.html", context)


@require_GET
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who removed a comment and why, to its author and to those who lead the community."""
    viewer = viewer_of(request)
    rows = Comment.objects.visible_to(viewer).filter(removed_at__isnull=False)
    comment = get_object_or_404(rows.select_related("thread__community", "author", "removed_by"), pk=pk)
    if comment.author_id != viewer.pk and not may_lead(viewer, comment.thread.community):
        raise Http404
    return render(
        request, "activity/removed.html", {"row": comment, "thread": comment.thread, "comment": comment}
    )
