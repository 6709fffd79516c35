"""A person's own drafts: saved while they type, listed, opened, scheduled, sent, discarded."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from activity import drafts as read
from activity.actions import drafting, scheduling
from activity.forms import DraftForm
from activity.kind_forms import read_draft
from activity.models import Draft
from activity.views.showing import viewer_of
from esn.kit import pages

PAGE = 50


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the viewer's drafts, the last changed first."""
    waiting = read.of(viewer_of(request)).waiting()
    return _list(request, pages.page(waiting, ("-updated_at", "-pk"), cursor=_cursor(request), size=PAGE))


@require_GET
def scheduled(request: HttpRequest) -> HttpResponse:
    """List what will be published later, the next first."""
    coming = read.of(viewer_of(request)).scheduled()
    page = pages.page(coming, ("due_at", "pk"), cursor=_cursor(request), size=PAGE)
    return _list(request, page, is_scheduled=True)


def _cursor(request: HttpRequest) -> str:
    return request.GET.get("cursor", "")


def _list(request: HttpRequest, page: Any, *, is_scheduled: bool = False) -> HttpResponse:
    own = Draft.objects.of(viewer_of(request))
    context = {
        "page": page,
        "rows": [(draft, address(draft)) for draft in page],
        "is_scheduled": is_scheduled,
        "draft_count": own.waiting().count(),
        "scheduled_count": own.scheduled().count(),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "activity/drafts.html", context)


def address(draft: Draft) -> str:
    """Return where a draft is opened again."""
    if draft.place == Draft.Place.COMMENT and draft.thread:
        return f"{draft.thread.get_absolute_url()}?draft={draft.pk}#answer"
    if draft.place == Draft.Place.EDIT_POST and draft.thread_id:
        return f"{reverse('activity:edit', args=[draft.thread_id])}?draft={draft.pk}"
    if draft.place == Draft.Place.EDIT_COMMENT and draft.comment_id:
        return f"{reverse('activity:edit_comment', args=[draft.comment_id])}?draft={draft.pk}"
    # A change of a scheduled post opens at the scheduled one.
    number = draft.key[3:] if draft.key.startswith("re:") else draft.pk
    return f"{reverse('activity:publish')}?draft={number}"


@require_POST
def save(request: HttpRequest) -> JsonResponse:
    """Keep what is typed at a place; called while somebody types."""
    form = DraftForm(request.POST)
    viewer = viewer_of(request)
    place = read.place_of(viewer, form.cleaned_data["draft"]) if form.is_valid() else None
    if place is None:
        raise Http404
    try:
        kept = drafting.keep_draft(
            viewer,
            place,
            fields=read.typed(request.POST),
            base=form.cleaned_data["draft_version"] or 0,
            stamp=request.POST.get("stamp", "")[:64],
        )
    except ValidationError as error:
        return JsonResponse({"detail": " ".join(error.messages)}, status=422)
    draft = kept.draft
    said = _("This text was also changed in another window. What you see here is kept.")
    return JsonResponse(
        {
            "version": draft.version if draft else 0,
            "detail": said if kept.was_changed else "",
            "saved": timezone.localtime(draft.updated_at).strftime("%H:%M") if draft else "",
        }
    )


def find(request: HttpRequest, pk: int) -> Draft:
    """Return one of the viewer's own drafts."""
    return get_object_or_404(read.of(viewer_of(request)), pk=pk)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    draft = find(request, pk)
    back = "activity:scheduled" if draft.due_at else "activity:drafts"
    drafting.discard_draft(viewer_of(request), draft)
    messages.success(request, _("Discarded."))
    return redirect(back)


@require_POST
def unschedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a scheduled post as a draft."""
    scheduling.unschedule_post(viewer_of(request), find(request, pk))
    messages.success(request, _("It is a draft again and will not be published by itself."))
    return redirect("activity:drafts")


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a draft at once."""
    draft = find(request, pk)
    try:
        post = scheduling.send_now(viewer_of(request), draft, read_draft)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("activity:scheduled" if draft.due_at else "activity:drafts")
    return redirect(f"{post.thread.get_absolute_url()}?sent")
