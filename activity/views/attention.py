"""What the viewer pays attention to: read marks, following and muting, and why a thread stands where it stands."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity import feed
from activity.actions import muting, reading, seeing, watching
from activity.models import Comment, Tag, Thread, Watch
from activity.reading_forms import WatchForm
from activity.views.showing import back, is_partial, viewer_of
from esn.kit import markup
from people.models import Person


@dataclass(frozen=True)
class Attention:
    """The viewer's state of an opened thread, and the line before the first comment that is new to them."""

    state: dict[str, Any]
    first: int
    count: int
    newest: int
    has_held: bool

    def asked(self, query: QueryDict) -> int | None:
        """Return the comment whose page is asked for: the first unread one, if the address says so."""
        return self.first if self.first and "unread" in query else None

    def divided(self, html: dict[int, SafeString]) -> dict[int, SafeString]:
        """Put the line before the first new comment, if it stands on this page."""
        if self.first not in html:
            return html
        line = render_to_string("activity/_new_line.html", {"count": self.count})
        return {**html, self.first: markup.trusted(line + html[self.first])}


def of_thread(viewer: Person, thread: Thread) -> Attention:
    """Return what an opened thread's page shows of the viewer's own attention."""
    own = feed.opened(viewer, thread)
    return Attention(own.state, own.first, own.count, own.newest, own.has_held)


def _thread(request: HttpRequest, pk: int) -> Thread:
    threads = Thread.objects.visible_to(viewer_of(request)).select_related("community", "starter")
    return get_object_or_404(threads, pk=pk)


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Note what was on the screen for two seconds: `cards` and opened `threads`, as "12:340,13:0"."""
    viewer = viewer_of(request)
    seeing.note_reading(viewer)
    reading.note_visit(viewer)
    cards, threads = _marks(request.POST.get("cards", "")), _marks(request.POST.get("threads", ""))
    reading.note_read(viewer, cards=cards, threads=threads)
    return HttpResponse(status=204)


def _marks(text: str) -> dict[int, int]:
    """Read "12:340,13" as {12: 340, 13: 0}; what makes no sense is left out."""
    marks = {}
    for part in text.split(",")[: reading.BATCH]:
        pk, _colon, last = part.partition(":")
        if all(word.isascii() and word.isdecimal() and len(word) < 19 for word in (pk, last or "0")):
            marks[int(pk)] = int(last or 0)
    return marks


@require_POST
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """Follow or mute a thread; the same choice again takes it back."""
    thread, viewer = _thread(request, pk), viewer_of(request)
    form = WatchForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    level = form.cleaned_data["level"]
    if Watch.objects.filter(person=viewer, thread=thread, level=level).exists():
        level = Watch.Level.NEITHER
    watching.watch_thread(viewer, thread, level=level)
    if is_partial(request):
        return render(request, "activity/_watch.html", {"thread": thread, "level": level})
    said = {
        "muted": _("Muted: this conversation is no longer in your streams."),
        "following": _("You follow this conversation."),
    }
    messages.success(request, said.get(level, _("You neither follow nor mute this conversation.")))
    return back(request, thread.get_absolute_url())


@require_POST
def unread(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a thread as unread."""
    thread = _thread(request, pk)
    reading.mark_unread(viewer_of(request), thread)
    return _marked(request, thread)


@require_POST
def unread_from(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a thread as unread from one of its comments on."""
    comments = Comment.objects.visible_to(viewer_of(request)).select_related("thread__community")
    comment = get_object_or_404(comments, pk=pk)
    reading.mark_unread(viewer_of(request), comment.thread, comment=comment)
    return _marked(request, comment.thread)


def _marked(request: HttpRequest, thread: Thread) -> HttpResponse:
    if is_partial(request):
        return render(request, "activity/_marked_unread.html", {"thread": thread})
    messages.success(request, _("Marked as unread."))
    return back(request, thread.get_absolute_url())


@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a thread as read."""
    thread = _thread(request, pk)
    reading.mark_read(viewer_of(request), thread)
    return HttpResponse() if is_partial(request) else back(request, thread.get_absolute_url())


@require_POST
def mute_person(request: HttpRequest, username: str) -> HttpResponse:
    """Leave a person's posts out of one's streams, or let them in again."""
    viewer = viewer_of(request)
    person = get_object_or_404(Person.objects.visible_to(viewer), username=username)
    if viewer.mutings.filter(muted_person=person).exists():
        muting.unmute_person(viewer, person)
        messages.success(request, _("%s is in your streams again.") % person.display_name)
    else:
        muting.mute_person(viewer, person)
        text = _("You will not meet what %s begins in your streams. You can undo this in your settings.")
        messages.success(request, text % person.display_name)
    return back(request, person.get_absolute_url())


@require_POST
def mute_tag(request: HttpRequest, name: str) -> HttpResponse:
    """Leave a tag out of one's streams, or let it in again."""
    viewer = viewer_of(request)
    tag = get_object_or_404(Tag, name=name.lower()[:50])
    if viewer.mutings.filter(tag=tag).exists():
        muting.unmute_tag(viewer, tag)
        messages.success(request, _("#%s is in your streams again.") % tag.name)
    else:
        muting.mute_tag(viewer, tag)
        text = _("You will not meet #%s in your streams. You can undo this in your settings.")
        messages.success(request, text % tag.name)
    return back(request, "home")


@require_GET
def why(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why a thread stands where it stands in the viewer's home."""
    thread = _thread(request, pk)
    context = {"thread": thread, "reasons": feed.why(viewer_of(request), thread), "points": feed.POINTS}
    return render(request, "activity/_why.html" if is_partial(request) else "activity/why.html", context)
