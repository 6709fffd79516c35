"""A thread's page, and taking a thread away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import embeds, fragments, gates, inserts, policies
from activity import threads as read
from activity.actions import publishing, seeing
from activity.forms import CommentForm, EditPostForm, RemovalForm
from activity.models import Pin, Thread
from activity.views.showing import heeded, refused, viewer_of
from communities.policies import may_lead
from esn.kit import live, pages
from people.models import Person


def find(request: HttpRequest, pk: int) -> Thread:
    """Return a thread that the viewer may see; hidden and missing answer alike."""
    return get_object_or_404(Thread.objects.visible_to(viewer_of(request)).for_display(), pk=pk)


@require_GET
def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """Show a thread with a page of its comments; the number decides, a stale slug is corrected."""
    thread = find(request, pk)
    if thread.kind == Thread.Kind.IDEA:
        return redirect("ideas:thread", pk=pk)
    if slug != thread.slug:
        return redirect(thread.get_absolute_url() + _query(request), permanent=True)
    context = thread_context(request, thread)
    if thread.shared_from_id:
        context["embed"] = embeds.of_shares(viewer_of(request), [thread.pk])[thread.pk]
    return render(request, "activity/thread.html", context)


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""


def thread_context(request: HttpRequest, thread: Thread) -> dict[str, object]:
    """Return what a page with a thread's discussion shows; also used by the pages of ideas."""
    viewer = viewer_of(request)
    around = request.GET.get("comment", "")
    found = read.discussion(
        thread,
        cursor=request.GET.get("cursor", ""),
        around=int(around) if around.isdecimal() and len(around) < 19 else None,
    )
    post = getattr(thread, "post", None)
    rows = [comment for talk in found.talks for comment in (talk.comment, *talk.replies)]
    html = fragments.comments(rows, accepted_id=post.accepted_answer_id if post else None)
    mine = read.own_reactions(viewer, thread, html)
    own = mine.pop(None, "")
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
            "me": viewer.pk,
            "reacted": {str(thread.pk): own} if own else {},
            "reacted_comments": {str(pk): kind for pk, kind in mine.items()},
            "may_moderate": may_lead(viewer, thread.community),
            "may_accept": bool(post and post.kind == "question" and post.author_id == viewer.pk),
        },
        "form": CommentForm(),
        "own_held": read.own_held(viewer, thread) if around else [],
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


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of one's own post."""
    thread = find(request, pk)
    post = getattr(thread, "post", None)
    viewer = viewer_of(request)
    if post is None:
        return redirect(thread)
    policies.require(policies.may_edit_post(viewer, post))
    initial = {"title": "" if post.body.startswith(thread.title[:20]) else thread.title, "body": post.body}
    form = EditPostForm(request.POST or None, initial=initial)
    said = f"{form.data.get('title', '')}\n{form.data.get('body', '')}"
    words = gates.Words(thread.community, said, is_edit=True)
    if request.method == "POST" and form.is_valid() and heeded(request, form, words):
        publishing.edit_post(viewer, post, **form.cleaned_data)
        thread.refresh_from_db()
        return redirect(thread)
    context = {"form": form, "thread": thread, "post": post}
    if request.method == "POST":
        return refused(request, "activity/edit.html", context)
    return render(request, "activity/edit.html", context)


@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then take the thread away."""
    thread = find(request, pk)
    viewer = viewer_of(request)
    policies.require(policies.may_remove_thread(viewer, thread))
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        publishing.remove_thread(viewer, thread, **form.cleaned_data)
        messages.success(request, _("Removed."))
        return redirect(thread.community)
    return render(request, "activity/remove.html", {"form": form, "thread": thread})


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


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note that the viewer read something for at least two seconds; once a day is enough."""
    seeing.note_reading(viewer_of(request))
    return HttpResponse(status=204)
