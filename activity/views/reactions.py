"""Reacting with one sign; the same sign again takes it back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from activity import fragments
from activity import threads as read
from activity.actions import reacting
from activity.forms import ReactionForm
from activity.models import Comment, Reaction, Thread
from activity.views.showing import is_partial, viewer_of
from activity.views.threads import find


@require_POST
def toggle(request: HttpRequest, pk: int) -> HttpResponse:
    """Set, change or withdraw the viewer's sign on a thread's opening or on one of its comments."""
    thread = find(request, pk)
    viewer = viewer_of(request)
    # A button carries one value, so which comment is meant stands in the address.
    form = ReactionForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        return HttpResponse(status=422)
    comment_id, kind = form.cleaned_data["comment"], form.cleaned_data["kind"]
    comment = get_object_or_404(Comment, thread=thread, pk=comment_id) if comment_id else None
    own = Reaction.objects.filter(person=viewer, thread=thread, comment=comment).first()
    if own and own.kind == kind:
        reacting.withdraw_reaction(viewer, thread, comment=comment)
        kind = ""
    else:
        reacting.react(viewer, thread, kind=kind, comment=comment)
    return _answer(request, thread, comment, kind)


def _answer(request: HttpRequest, thread: Thread, comment: Comment | None, own: str) -> HttpResponse:
    if not is_partial(request):
        back = request.headers.get("Referer", "")
        is_safe = url_has_allowed_host_and_scheme(
            back, {request.get_host()}, require_https=request.is_secure()
        )
        return redirect(back if is_safe else thread.get_absolute_url())
    if comment is None:
        counts = read.thread_reactions([thread.pk]).get(thread.pk, {})
    else:
        read.count_reactions([comment])
        counts = comment.reaction_counts  # type: ignore[attr-defined]
    context = {
        "thread_id": thread.pk,
        "comment_id": comment.pk if comment else None,
        "reactions": fragments.reaction_choices(counts),
        "own": own,
    }
    return render(request, "activity/_reactions.html", context)
