"""A thread's page, and taking a thread away; who wrote or leads learns why one is gone."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from activity import drafts, embeds, feed, fragments, inserts, policies
from activity import files as uploads
from activity import threads as read
from activity.actions import publishing, sending
from activity.forms import CommentForm, RemovalForm
from activity.models import Pin, Thread
from activity.views import attention
from activity.views.showing import refused, viewer_of
from communities.policies import may_lead
from esn.kit import live, pages
from people.models import Person

GONE = 410


def find(request: HttpRequest, pk: int) -> Thread:
    """Return a thread that the viewer may see; hidden and missing answer alike."""
    return get_object_or_404(Thread.objects.visible_to(viewer_of(request)).for_display(), pk=pk)


@require_GET
def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a thread with a page of its comments; the number decides, a stale slug is corrected."""
    try:
        thread = find(request, pk)
    except Http404:
        return _removed(request, pk)
    if thread.kind == Thread.Kind.IDEA:
        return redirect(reverse("ideas:thread", args=[pk]) + _query(request))
    if slug != thread.slug:
        return redirect(thread.get_absolute_url() + _query(request), permanent=True)
    context = thread_context(request, thread)
    if thread.shared_from_id:
        context["embed"] = embeds.of_shares(viewer_of(request), [thread.pk])[thread.pk]
    return render(request, "activity/thread.html", context)


def _removed(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a thread was removed, by whom and why, to its starter and to those who lead the community."""
    rows = Thread.objects.taken_from(viewer_of(request)).for_display().select_related("removed_by")
    thread = get_object_or_404(rows, pk=pk)
    return render(request, "activity/removed.html", {"row": thread, "thread": thread}, status=GONE)


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, object]:
    """Return what a page with a thread's discussion shows; also used by the pages of ideas."""
    viewer = viewer_of(request)
    around = request.GET.get("comment", "")
    own = attention.of_thread(viewer, thread)
    found = read.discussion(
        thread,
        cursor=request.GET.get("cursor", ""),
        around=int(around) if around.isdecimal() and len(around) < 19 else own.asked(request.GET),
        newest=own.newest,
    )
    post = getattr(thread, "post", None)
    rows = [comment for talk in found.talks for comment in (talk.comment, *talk.replies)]
    html = fragments.comments(rows, accepted_id=post.accepted_answer_id if post else None)
    html = own.divided(html)
    return {
        "thread": thread,
        "post": post,
        "praised": fragments.praised_in(thread),
        "kind_html": inserts.fill(viewer, [fragments.kind_of(thread)])[0],
        "discussion": found,
        "talks": [
            (html[talk.comment.pk], talk, [html[reply.pk] for reply in talk.replies]) for talk in found.talks
        ],
        "reactions": fragments.reaction_choices(read.thread_reactions([thread.pk]).get(thread.pk, {})),
        "viewer_state": {
            **own.state,
            **feed.comment_marks(viewer, html),
            "may_moderate": may_lead(viewer, thread.community),
            "may_accept": bool(post and post.kind == "question" and post.author_id == viewer.pk),
        },
        "attention": own,
        **answer_form(request, thread),
        "own_held": read.own_held(viewer, thread) if own.has_held else [],
        **_menu(viewer, thread),
        "may_comment": policies.may_comment(viewer, thread),
        "may_edit": bool(post and policies.may_edit_post(viewer, post)),
        "may_remove": policies.may_remove_thread(viewer, thread),
        "live_topic": live.sign(viewer, f"thread:{thread.pk}"),
    }


def _menu(viewer: Person, thread: Thread) -> dict[str, bool]:
    """Return what the thread's menu offers."""
    may_pin = policies.may_pin(viewer, thread)
    return {
        "may_pin": may_pin,
        "is_pinned": may_pin and Pin.objects.standing().filter(thread=thread).exists(),
        "may_close": policies.may_close(viewer, thread),
        "may_move": policies.may_move(viewer, thread),
        "may_set_sharing": policies.may_set_sharing(viewer, thread),
        "may_promote": policies.may_promote(viewer, thread),
    }


def answer_form(request: HttpRequest, thread: Thread) -> dict[str, object]:
    """Return the form for a comment with what was typed earlier, and what was sent a moment ago."""
    viewer, number = viewer_of(request), request.GET.get("draft", "")
    own = drafts.of(viewer).filter(thread=thread, place="comment")
    if number.isdecimal() and len(number) < 19:
        own = own.filter(pk=int(number))
    else:
        own = own.filter(key=f"thread:{thread.pk}")
    draft = own.first()
    form = CommentForm(initial=drafts.initial(draft.fields)) if draft else CommentForm()
    return {
        "form": form,
        "draft": draft,
        "draft_key": draft.key if draft else f"thread:{thread.pk}",
        "files": uploads.unsent(viewer, draft.fields.get("attachments", [])) if draft else [],
        "just_sent": _just_sent(request, thread),
    }


def _just_sent(request: HttpRequest, thread: Thread) -> dict[str, object] | None:
    """Return how what the viewer just sent can be taken back, for the page that follows sending."""
    viewer, number = viewer_of(request), request.GET.get("comment", "")
    if "sent" in request.GET and thread.starter_id == viewer.pk and sending.seconds_left(thread):
        return {"url": reverse("activity:undo", args=[thread.pk]), "left": sending.seconds_left(thread)}
    if "sent" not in request.GET or not number.isdecimal() or len(number) > 18:
        return None
    comment = thread.comments.filter(author=viewer, removed_at=None, pk=int(number)).first()
    if comment is None or not sending.seconds_left(comment):
        return None
    return {"url": reverse("activity:undo_comment", args=[comment.pk]), "left": sending.seconds_left(comment)}


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then take the thread away."""
    thread = find(request, pk)
    viewer = viewer_of(request)
    policies.require(policies.may_remove_thread(viewer, thread))
    is_own = thread.starter_id == viewer.pk
    form = RemovalForm(request.POST if request.method == "POST" else None, is_own=is_own)
    context = {"form": form, "thread": thread, "is_own": is_own}
    if request.method == "GET":
        return render(request, "activity/remove.html", context)
    if not form.is_valid():
        return refused(request, "activity/remove.html", context)
    publishing.remove_thread(viewer, thread, **form.cleaned_data)
    messages.success(request, _("Removed."))
    return redirect(thread.community)


@require_GET
def comments_since(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the comments that a page missed while it was away, each addressed to its place."""
    thread = find(request, pk)
    since = request.GET.get("since", "0")
    if not since.isdecimal() or len(since) > 18:
        raise pages.CursorError(_("This page address is damaged. Go back to the first page."))
    rows = read.comments_since(thread, int(since))
    found = [fragments.comment_fragment(row.pk) for row in rows]
    return JsonResponse({"fragments": [f for f in found if f], "last": rows[-1].pk if rows else int(since)})
