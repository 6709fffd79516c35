"""What the viewer keeps for later."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import feed
from activity.actions import keeping
from activity.models import Bookmark, Comment, Thread
from activity.reading_forms import BookmarkForm
from activity.views.showing import back, is_partial, refused, viewer_of
from esn.kit import pages

KEYS = ("-created_at", "-pk")


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List what the viewer keeps, with search."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    rows = feed.kept(viewer_of(request), words)
    page = pages.page(rows, KEYS, cursor=request.GET.get("cursor", ""), size=feed.PAGE)
    context = {"page": page, "words": words, "tab": "saved"}
    return render(request, "activity/saved.html", context)


@require_POST
def toggle_thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a thread for later, or no longer."""
    thread = get_object_or_404(
        Thread.objects.visible_to(viewer_of(request)).select_related("community"), pk=pk
    )
    return _toggle(request, thread, None)


@require_POST
def toggle_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a comment for later, or no longer."""
    comments = Comment.objects.visible_to(viewer_of(request)).select_related("thread__community")
    comment = get_object_or_404(comments, pk=pk)
    return _toggle(request, comment.thread, comment)


def _toggle(request: HttpRequest, thread: Thread, comment: Comment | None) -> HttpResponse:
    viewer = viewer_of(request)
    is_kept = Bookmark.objects.filter(person=viewer, thread=thread, comment=comment).exists()
    if is_kept:
        keeping.drop(viewer, thread, comment=comment)
    else:
        keeping.keep(viewer, thread, comment=comment)
    if is_partial(request):
        context = {"thread": thread, "comment": comment, "is_kept": not is_kept}
        return render(request, "activity/_keep.html", context)
    messages.success(request, _("No longer saved.") if is_kept else _("Saved for later."))
    return back(request, thread.get_absolute_url())


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write a note on what one keeps, and say when to be reminded."""
    viewer = viewer_of(request)
    bookmark = get_object_or_404(feed.kept(viewer), pk=pk)
    form = BookmarkForm(request.POST or None, bookmark=bookmark)
    context = {"form": form, "bookmark": bookmark}
    if request.method == "GET":
        return render(request, "activity/edit_saved.html", context)
    if not form.is_valid():
        return refused(request, "activity/edit_saved.html", context)
    note, remind_at = form.cleaned_data["note"], form.cleaned_data["remind_at"]
    keeping.keep(viewer, bookmark.thread, comment=bookmark.comment, note=note, remind_at=remind_at)
    messages.success(request, _("Saved."))
    return back(request, "activity:saved")
