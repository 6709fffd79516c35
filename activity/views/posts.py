"""Publishing a post, now or later, with a preview of how it will read and who can read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import drafts, fragments
from activity.actions import drafting, scheduling, sending, wording
from activity.forms import DraftForm, PostForm, SendingForm, language_choice
from activity.models import Draft, Post, Thread
from activity.policies import may_publish
from activity.views.showing import fresh_key, is_partial, refused, viewer_of
from communities import browsing
from communities.models import Community, CommunityQuerySet
from esn.kit import markup
from people.models import Person


def composer_context(
    request: HttpRequest,
    place: Community | None = None,
    form: PostForm | None = None,
    draft: Draft | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return what the composer shows: where the viewer may write, and what was typed, now or earlier."""
    viewer = viewer_of(request)
    places = [place] if place else browsing.joined(viewer)
    key = f"community:{place.pk}" if place else drafts.HOME
    draft = draft or (drafts.at(viewer, key) if form is None else None)
    if form is None:
        first = place or next(iter(places), None)
        typed = drafts.initial(draft.fields) if draft else {"language": last_language(viewer)}
        form = PostForm(
            communities=writable(request), initial={"community": first.pk if first else None, **typed}
        )
    return {
        "composer": form,
        "places": _with_chosen(places, form, request),
        "place": place,
        "idempotency_key": fresh_key(),
        "draft": draft,
        "draft_key": draft.key if draft else key,
        **language_choice(form),
        "zone": timezone.get_current_timezone_name(),
        **more,
    }


def _with_chosen(places: list[Community], form: PostForm, request: HttpRequest) -> list[Community]:
    """Return the places with the chosen one, which may be an open community that the writer did not join."""
    chosen = str(form["community"].value() or "")
    if not chosen.isdecimal() or len(chosen) > 18 or any(str(place.pk) == chosen for place in places):
        return places
    return [*places, *writable(request).filter(pk=int(chosen))]


def last_language(viewer: Person) -> str:
    """Return the language that the viewer's last thread was tagged with."""
    last = Thread.objects.filter(starter=viewer, removed_at=None).order_by("-created_at", "-pk")
    return last.values_list("language", flat=True).first() or ""


def writable(request: HttpRequest) -> CommunityQuerySet:
    """Return the communities that the viewer may write in."""
    return Community.objects.readable_by(viewer_of(request))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a post, now or later; without a script this is a page of its own."""
    if request.method == "GET":
        return render(request, "activity/compose.html", _page_context(request))
    form = PostForm(request.POST, communities=writable(request))
    intent = request.POST.get("then", "")
    if intent == "preview":
        words = wording.word(viewer_of(request), form.data.get("body", ""))
        shown = _posted(request, form, preview=markup.trusted(words.html))
        return render(request, "activity/compose.html", shown)
    if intent == "draft":
        return _keep(request, form)
    if not form.is_valid():
        return _again(request, form)
    return _schedule(request, form) if request.POST.get("publish_at") else _send(request, form)


def _page_context(request: HttpRequest) -> dict[str, Any]:
    """Return what the page of its own shows: a draft, a scheduled post that is changed, or an empty form."""
    viewer = viewer_of(request)
    number = request.GET.get("draft", "")
    if not number.isdecimal() or len(number) > 18:
        place = writable(request).filter(slug=request.GET.get("in", "")).first()
        return composer_context(request, place)
    draft = get_object_or_404(drafts.of(viewer).filter(place=Draft.Place.POST), pk=int(number))
    if draft.due_at is None:
        return composer_context(request, draft=draft)
    changed = drafts.at(viewer, f"re:{draft.pk}")
    when = timezone.localtime(draft.due_at).strftime("%Y-%m-%dT%H:%M")
    shown = composer_context(request, draft=changed or draft, scheduled=draft, publish_at=when)
    return {**shown, "draft": changed, "draft_key": f"re:{draft.pk}"}


def _posted(request: HttpRequest, form: PostForm, **more: Any) -> dict[str, Any]:
    """Return the composer with what was just sent."""
    place = writable(request).filter(slug=request.POST.get("place", "")).first()
    key = request.POST.get("draft", "")
    kept = {"draft_key": key} if key else {}
    times = {"publish_at": request.POST.get("publish_at", ""), "scheduled": _scheduled(request)}
    return {**composer_context(request, place, form=form), **kept, **times, **more}


def _again(request: HttpRequest, form: PostForm, **more: Any) -> HttpResponse:
    template = "activity/_composer.html" if is_partial(request) else "activity/compose.html"
    return refused(request, template, _posted(request, form, **more))


def _scheduled(request: HttpRequest) -> Draft | None:
    number = request.POST.get("scheduled", "")
    known = drafts.of(viewer_of(request)).scheduled()
    return known.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None


def _send(request: HttpRequest, form: PostForm) -> HttpResponse:
    post = sending.send_post(
        viewer_of(request),
        key=request.POST.get("draft", "")[:60],
        stamp=request.POST.get("idempotency_key", ""),
        fields=drafts.typed(request.POST),
        scheduled=_scheduled(request),
        **form.cleaned_data,
    )
    if not is_partial(request):
        return redirect(f"{post.thread.get_absolute_url()}?sent")
    return _sent(request, post)


def _sent(request: HttpRequest, post: Post) -> HttpResponse:
    place = post.thread.community
    same = place if request.POST.get("place") == place.slug else None
    shown = {
        "card": fragments.card(post.thread),
        "undo_url": reverse("activity:undo", args=[post.thread_id]),
        "undo_left": sending.seconds_left(post.thread),
    }
    return render(request, "activity/_published.html", {**shown, **composer_context(request, same)})


def _schedule(request: HttpRequest, form: PostForm) -> HttpResponse:
    when = SendingForm(request.POST)
    if not when.is_valid():
        return _again(request, form, when=when)
    try:
        scheduling.schedule_post(
            viewer_of(request),
            at=when.moment(),
            fields=drafts.typed(request.POST),
            community=form.cleaned_data["community"],
            key=request.POST.get("draft", "")[:60],
            scheduled=_scheduled(request),
        )
    except ValidationError as error:
        when.add_error("publish_at", error)
        return _again(request, form, when=when)
    return moved(request, reverse("activity:scheduled"))


def _keep(request: HttpRequest, form: PostForm) -> HttpResponse:
    """Keep a draft because its author said so; with scripts this happens by itself."""
    viewer, asked = viewer_of(request), DraftForm(request.POST)
    place = drafts.place_of(viewer, asked.data.get("draft", "")) or drafts.Place(drafts.HOME)
    try:
        drafting.keep_draft(viewer, place, fields=drafts.typed(request.POST))
    except ValidationError as error:
        form.add_error(None, error)
        return _again(request, form)
    return moved(request, reverse("activity:drafts"))


def moved(request: HttpRequest, url: str) -> HttpResponse:
    """Lead to another page, also from a piece of one."""
    return HttpResponse(headers={"HX-Redirect": url}) if is_partial(request) else redirect(url)


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Return how typed text will read."""
    text = request.POST.get("body", "")[: markup.MAX_LENGTH]
    html = markup.trusted(wording.word(viewer_of(request), text).html)
    return render(request, "activity/_preview.html", {"html": html})


def community_asked(request: HttpRequest, fields: Any) -> Community | None:
    """Return the community that a request names, if the viewer may write in it."""
    number = fields.get("community", "")
    known = writable(request)
    return known.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None


@require_GET
def audience(request: HttpRequest) -> JsonResponse:
    """Return how many people can read what is written in a community, in words too."""
    place = community_asked(request, request.GET)
    if place is None:
        return JsonResponse({"detail": _("unknown")}, status=404)
    may = may_publish(viewer_of(request), place)
    return JsonResponse({"people": browsing.audience_size(place), "kind": place.kind, "may_publish": may})
