"""Reacting with one sign, the same sign again takes it back; and who reacted with what."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from activity import fragments
from activity import threads as read
from activity.actions import reacting
from activity.forms import ReactionForm
from activity.kinds import signs
from activity.models import Comment, Reaction, Thread
from activity.views.showing import UNPROCESSABLE, back_to, is_partial, viewer_of
from activity.views.threads import find
from esn.kit import pages

SIZE = 50


@require_http_methods(["GET", "POST"])
def index(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who reacted with what, or react."""
    thread = find(request, pk)
    return _toggled(request, thread) if request.method == "POST" else _listed(request, thread)


def _toggled(request: HttpRequest, thread: Thread) -> HttpResponse:
    """Set, change or withdraw the viewer's sign on a thread's opening or on one of its comments."""
    viewer = viewer_of(request)
    # A button carries one value, so which comment is meant stands in the address.
    form = ReactionForm({**request.GET.dict(), **request.POST.dict()})
    if not form.is_valid():
        return HttpResponse(status=UNPROCESSABLE)
    comment_id, kind = form.cleaned_data["comment"], form.cleaned_data["kind"]
    comment = get_object_or_404(Comment, thread=thread, pk=comment_id) if comment_id else None
    own = Reaction.objects.filter(person=viewer, thread=thread, comment=comment).first()
    if own and own.kind == kind:
        reacting.withdraw_reaction(viewer, thread, comment=comment)
        kind = ""
    else:
        try:
            reacting.react(viewer, thread, kind=kind, comment=comment)
        except ValidationError:
            return HttpResponse(status=UNPROCESSABLE)
    return _answer(request, thread, comment, kind)


def _answer(request: HttpRequest, thread: Thread, comment: Comment | None, own: str) -> HttpResponse:
    if not is_partial(request):
        return redirect(back_to(request, thread))
    context = {
        "thread_id": thread.pk,
        "comment_id": comment.pk if comment else None,
        "reactions": fragments.reaction_choices(_counts(thread, comment)),
        "own": own,
    }
    return render(request, "activity/_reactions.html", context)


def _counts(thread: Thread, comment: Comment | None) -> dict[str, int]:
    if comment is None:
        return read.thread_reactions([thread.pk]).get(thread.pk, {})
    read.count_reactions([comment])
    counts: dict[str, int] = comment.reaction_counts  # type: ignore[attr-defined]
    return counts


def _listed(request: HttpRequest, thread: Thread) -> HttpResponse:
    """List who reacted, newest first, as far as the viewer may see these people."""
    number = request.GET.get("comment", "")
    comment = None
    if number:
        pk = int(number) if number.isdecimal() and len(number) < 19 else 0
        comment = get_object_or_404(Comment.objects.visible_to(viewer_of(request)), thread=thread, pk=pk)
    kind = request.GET.get("kind", "")[:12]
    rows = read.reactors(viewer_of(request), thread, comment, kind)
    page = pages.page(rows, ("-pk",), cursor=request.GET.get("cursor", ""), size=SIZE)
    drawn = {sign.kind: sign for sign in signs.layout().signs}
    for row in page:
        row.sign = drawn.get(row.kind)  # type: ignore[attr-defined]
    context = {
        "thread": thread,
        "comment": comment,
        "kind": kind,
        "page": page,
        "base": f"{request.path}?comment={comment.pk}" if comment else request.path,
        "signs": [sign for sign in fragments.reaction_choices(_counts(thread, comment)) if sign["count"]],
    }
    template = "activity/_reactors.html" if is_partial(request) else "activity/reactors.html"
    return render(request, template, context)
