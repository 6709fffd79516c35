"""Answering: adding and removing comments, and naming the answer that solved a question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import drafts, fragments, gates, policies
from activity import threads as read
from activity.actions import attaching, commenting, sending
from activity.forms import CommentForm, RemovalForm
from activity.models import Comment, Thread
from activity.views.files import carried, sent_with
from activity.views.showing import fresh_key, heeded, is_partial, refused, viewer_of
from activity.views.threads import find, thread_context
from communities.policies import may_lead


def find_comment(request: HttpRequest, pk: int) -> Comment:
    """Return a comment that the viewer may see; hidden and missing answer alike."""
    comments = Comment.objects.visible_to(viewer_of(request)).select_related(
        "thread__community", "author__department"
    )
    return get_object_or_404(comments, pk=pk)


@require_POST
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer in a thread."""
    thread = find(request, pk)
    form = CommentForm(request.POST)
    parent = _parent(thread, form)
    words = gates.Words(thread.community, form.data.get("body", ""), is_comment=True)
    if not (form.is_valid() and heeded(request, form, words)):
        return _again(request, thread, form)
    try:
        comment = sending.send_comment(
            viewer_of(request),
            thread,
            body=form.cleaned_data["body"],
            parent=parent,
            attachments=sent_with(request),
            key=request.POST.get("draft", "")[:60],
            stamp=request.POST.get("idempotency_key", ""),
            fields=drafts.typed(request.POST),
        )
    except attaching.FileRefused as error:
        form.add_error(None, error)
        return _again(request, thread, form)
    if not is_partial(request):
        return redirect(to(comment).replace("?", "?sent&", 1))
    read.count_reactions([comment])
    html = fragments.comments([comment])[comment.pk]
    context = {
        "thread": thread,
        "comment": comment,
        "html": html,
        "form": CommentForm(),
        "idempotency_key": fresh_key(),
        "draft_key": f"thread:{thread.pk}",
        "undo_url": reverse("activity:undo_comment", args=[comment.pk]),
        "undo_left": sending.seconds_left(comment),
    }
    return render(request, "activity/_commented.html", context)


def to(comment: Comment) -> str:
    """Return the address at which the page opens that holds the comment."""
    return f"{comment.thread.get_absolute_url()}?comment={comment.pk}#comment-{comment.pk}"


def _parent(thread: Thread, form: CommentForm) -> Comment | None:
    if not form.is_valid() or not form.cleaned_data["parent"]:
        return None
    parent = Comment.objects.filter(thread=thread, pk=form.cleaned_data["parent"]).first()
    if parent is None:
        form.add_error(
            "body",
            _("The comment that you answer is gone. Your text is kept: send it as a comment of its own."),
        )
    return parent


def _again(request: HttpRequest, thread: Thread, form: CommentForm) -> HttpResponse:
    key = request.POST.get("draft", f"thread:{thread.pk}")
    typed = {"form": form, "draft_key": key, "files": carried(request)}
    if is_partial(request):
        context = {"thread": thread, "idempotency_key": fresh_key(), **typed}
        return refused(request, "activity/_comment_form.html", context)
    return refused(request, "activity/thread.html", {**thread_context(request, thread), **typed})


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then take the comment away."""
    comment = find_comment(request, pk)
    viewer = viewer_of(request)
    policies.require(policies.may_remove_comment(viewer, comment))
    is_own = comment.author_id == viewer.pk
    form = RemovalForm(request.POST if request.method == "POST" else None, is_own=is_own)
    context = {"form": form, "comment": comment, "thread": comment.thread, "is_own": is_own}
    if request.method == "GET":
        return render(request, "activity/remove.html", context)
    if not form.is_valid():
        return refused(request, "activity/remove.html", context)
    commenting.remove_comment(viewer, comment, **form.cleaned_data)
    return redirect(to(comment))


@require_GET
def replies(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all the replies to one comment, a page at a time; a script asks for the pieces alone."""
    comment = find_comment(request, pk)
    viewer = viewer_of(request)
    page = read.replies(comment, cursor=request.GET.get("cursor", ""))
    html = fragments.comments(page)
    mine = read.own_comment_reactions(viewer, html)
    context = {
        "thread": comment.thread,
        "comment": comment,
        "replies": list(html.values()),
        "next": page.next,
        "viewer_state": {
            "me": viewer.pk,
            "reacted_comments": {str(pk): kind for pk, kind in mine.items()},
            "may_moderate": may_lead(viewer, comment.thread.community),
        },
    }
    template = "activity/_more_replies.html" if is_partial(request) else "activity/replies.html"
    return render(request, template, context)


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the comment that solved one's question."""
    comment = find_comment(request, pk)
    commenting.accept_answer(viewer_of(request), comment)
    return redirect(to(comment))
