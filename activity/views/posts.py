"""Publishing a post, now or later, with a preview of how it will read and who can read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import drafts, fragments, gates, inserts
from activity.actions import attaching, drafting, scheduling, sending, wording
from activity.forms import DraftForm, PostForm, SendingForm
from activity.kind_forms import KindForms
from activity.kinds import praises
from activity.models import Draft, Post
from activity.policies import NotAllowed, may_publish
from activity.views.composing import (
    LONGEST_NUMBER,
    community_asked,
    composer_context,
    forget_language,
    writable,
)
from activity.views.files import carried, sent_with
from activity.views.showing import heeded, is_partial, refused, viewer_of
from communities import browsing
from esn.kit import markup


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a post, now or later; without a script this is a page of its own."""
    if request.method == "GET":
        return render(request, "activity/compose.html", _page_context(request))
    form, kinds = PostForm(request.POST, communities=writable(request)), KindForms(request.POST)
    intent = request.POST.get("then", "")
    if intent == "preview":
        html = wording.word(viewer_of(request), form.data.get("body", "")).html
        shown = _posted(request, form, kinds, preview=markup.trusted(html))
        return render(request, "activity/compose.html", shown)
    if intent == "draft":
        return _keep(request, form, kinds)
    if not _may_go(request, form, kinds):
        return _again(request, form, kinds)
    later = bool(request.POST.get("publish_at"))
    return _schedule(request, form, kinds) if later else _send(request, form, kinds)


def _may_go(request: HttpRequest, form: PostForm, kinds: KindForms) -> bool:
    """Whether nothing is wrong, nor speaks against it unheard; what is stands in the forms."""
    if not form.is_valid():
        return False
    words = form.cleaned_data
    if not kinds.is_valid(words["kind"], viewer_of(request), words["community"]):
        return False
    return heeded(request, form, gates.Words(words["community"], f"{words['title']}\n{words['body']}"))


def _page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the page of its own shows: a draft, a scheduled post that is changed, or an empty form."""
    viewer = viewer_of(request)
    number = request.GET.get("draft", "")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        place = writable(request).filter(slug=request.GET.get("in", "")).first()
        return composer_context(request, place)
    draft = get_object_or_404(drafts.of(viewer).filter(place=Draft.Place.POST), pk=int(number))
    if draft.due_at is None:
        return composer_context(request, draft=draft)
    changed = drafts.at(viewer, f"re:{draft.pk}")
    when = timezone.localtime(draft.due_at).strftime("%Y-%m-%dT%H:%M")
    shown = composer_context(request, draft=changed or draft, scheduled=draft, publish_at=when)
    return {**shown, "draft": changed, "draft_key": f"re:{draft.pk}"}


def _posted(request: HttpRequest, form: PostForm, kinds: KindForms, **more: Any) -> dict[str, Any]:
    """Return the composer with what was just sent."""
    place = writable(request).filter(slug=request.POST.get("place", "")).first()
    key = request.POST.get("draft", "")
    sent: dict[str, Any] = {
        "kinds": kinds,
        "files": carried(request),
        "publish_at": request.POST.get("publish_at", ""),
        "scheduled": _scheduled(request),
        **({"draft_key": key} if key else {}),
    }
    return {**composer_context(request, place, form=form), **sent, **more}


def _again(request: HttpRequest, form: PostForm, kinds: KindForms, **more: Any) -> HttpResponse:
    template = "activity/_composer.html" if is_partial(request) else "activity/compose.html"
    return refused(request, template, _posted(request, form, kinds, **more))


def _scheduled(request: HttpRequest) -> Draft | None:
    number = request.POST.get("scheduled", "")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return drafts.of(viewer_of(request)).scheduled().filter(pk=int(number)).first() if is_number else None


def _send(request: HttpRequest, form: PostForm, kinds: KindForms) -> HttpResponse:
    try:
        post = sending.send_post(
            viewer_of(request),
            key=request.POST.get("draft", "")[:60],
            stamp=request.POST.get("idempotency_key", ""),
            fields=drafts.typed(request.POST),
            scheduled=_scheduled(request),
            **form.cleaned_data,
            plan=kinds.plan,
            attachments=sent_with(request),
        )
    except NotAllowed as error:
        form.add_error(None, str(error))
        return _again(request, form, kinds)
    except attaching.FileRefused as error:
        form.add_error(None, error)
        return _again(request, form, kinds)
    forget_language(viewer_of(request))
    if not is_partial(request):
        return redirect(f"{post.thread.get_absolute_url()}?sent")
    return _sent(request, post)


def _sent(request: HttpRequest, post: Post) -> HttpResponse:
    place = post.thread.community
    same = place if request.POST.get("place") == place.slug else None
    shown = {
        "card": inserts.fill(viewer_of(request), [fragments.card(post.thread)])[0],
        "undo_url": reverse("activity:undo", args=[post.thread_id]),
        "undo_left": sending.seconds_left(post.thread),
    }
    return render(request, "activity/_published.html", {**shown, **composer_context(request, same)})


def _schedule(request: HttpRequest, form: PostForm, kinds: KindForms) -> HttpResponse:
    when = SendingForm(request.POST)
    if not when.is_valid():
        return _again(request, form, kinds, when=when)
    try:
        scheduling.schedule_post(
            viewer_of(request),
            at=when.moment(),
            fields=_with_files(request),
            community=form.cleaned_data["community"],
            key=request.POST.get("draft", "")[:60],
            scheduled=_scheduled(request),
        )
    except attaching.FileRefused as error:
        form.add_error(None, error)
        return _again(request, form, kinds)
    except ValidationError as error:
        when.add_error("publish_at", error)
        return _again(request, form, kinds, when=when)
    return moved(request, reverse("activity:scheduled"))


def _keep(request: HttpRequest, form: PostForm, kinds: KindForms) -> HttpResponse:
    """Keep a draft because its author said so; with scripts this happens by itself."""
    viewer, asked = viewer_of(request), DraftForm(request.POST)
    place = drafts.place_of(viewer, asked.data.get("draft", "")) or drafts.Place(drafts.HOME)
    try:
        drafting.keep_draft(viewer, place, fields=_with_files(request))
    except ValidationError as error:
        form.add_error(None, error)
        return _again(request, form, kinds)
    return moved(request, reverse("activity:drafts"))


def _with_files(request: HttpRequest) -> dict[str, list[str]]:
    """Return what was typed, with the numbers of the files that came with it. Raises FileRefused."""
    files = [str(row.pk) for row in sent_with(request)]
    return drafts.typed(request.POST) | ({"attachments": files} if files else {})


def moved(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another page, also from a piece of one."""
    return HttpResponse(headers={"HX-Redirect": url}) if is_partial(request) else redirect(url)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Return how typed text will read."""
    text = request.POST.get("body", "")[: markup.MAX_LENGTH]
    html = markup.trusted(wording.word(viewer_of(request), text).html)
    return render(request, "activity/_preview.html", {"html": html})


@require_GET
def audience(request: HttpRequest) -> JsonResponse:
    """Return how many people can read what is written in a community, in words too."""
    place = community_asked(request, request.GET)
    if place is None:
        return JsonResponse({"detail": _("unknown")}, status=404)
    may = may_publish(viewer_of(request), place)
    return JsonResponse({"people": browsing.audience_size(place), "kind": place.kind, "may_publish": may})


@require_GET
def praise_people(request: HttpRequest) -> JsonResponse:
    """Return whom the viewer may praise in a community, while somebody types a name."""
    place = community_asked(request, request.GET)
    typed = request.GET.get("q", "").replace("\x00", "").lstrip("@")[:40]
    people = praises.named(viewer_of(request), place, typed) if place else []
    return JsonResponse(
        {
            "people": [
                {"username": p.username, "name": p.display_name, "title": p.title, "initials": p.initials}
                for p in people
            ]
        }
    )
