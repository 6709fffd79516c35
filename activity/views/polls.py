"""Voting in a poll, ending it, and looking at it again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from activity.actions import polling
from activity.kind_forms import chosen
from activity.kinds import polls
from activity.models import Poll, Thread
from activity.views.showing import UNPROCESSABLE, back_to, is_partial, viewer_of
from activity.views.threads import find


def find_poll(request: HttpRequest, pk: int) -> Poll:
    """Return the poll of a thread that the viewer may see; a thread without one has none."""
    thread = find(request, pk)
    poll: Poll | None = getattr(getattr(thread, "post", None), "poll", None)
    if poll is None:
        raise Http404
    return poll


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the poll as it stands for the viewer; a page asks when it hears that the counts changed."""
    return _answer(request, find_poll(request, pk))


@require_POST
def vote(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, choose anew, or take one's choice back."""
    poll = find_poll(request, pk)
    viewer = viewer_of(request)
    try:
        if request.POST.get("withdraw"):
            polling.withdraw_vote(viewer, poll)
        else:
            polling.vote(viewer, poll, options=chosen(request.POST, poll.pk))
    except (polling.PollClosed, ValidationError) as error:
        return _answer(request, poll, wrong=" ".join(getattr(error, "messages", [str(error)])))
    return _answer(request, poll)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a poll."""
    poll = find_poll(request, pk)
    polling.close_poll(viewer_of(request), poll)
    return _answer(request, poll)


def _answer(request: HttpRequest, poll: Poll, wrong: str = "") -> HttpResponse:
    thread: Thread = poll.post.thread
    if not is_partial(request):
        if wrong:
            messages.error(request, wrong)
        return redirect(back_to(request, thread))
    result = polls.results(viewer_of(request), [poll.pk])[poll.pk]
    context = {"result": result, "poll": result.poll, "error": wrong}
    return render(request, "activity/_poll_body.html", context, status=UNPROCESSABLE if wrong else 200)
