"""Publishing a post, with a preview of how it will read."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import fragments
from activity.actions import attaching, publishing, wording
from activity.forms import PostForm
from activity.policies import may_publish
from activity.views.files import carried, sent_with
from activity.views.showing import fresh_key, is_partial, refused, viewer_of
from communities import browsing
from communities.models import Community, CommunityQuerySet
from esn.kit import markup


def composer_context(
    request: HttpRequest, place: Community | None = None, form: PostForm | None = None
) -> dict[str, object]:
    """Return what the composer shows: where the viewer may write, and what was typed."""
    viewer = viewer_of(request)
    places = [place] if place else browsing.startable(viewer)
    if form is None:
        first = place or next(iter(places), None)
        begun = request.GET.get("body", "").replace("\x00", "")[:2000] if request.method == "GET" else ""
        initial = {"community": first.pk if first else None, "body": begun}
        form = PostForm(communities=writable(request), initial=initial)
    return {"composer": form, "places": places, "place": place, "idempotency_key": fresh_key()}


def writable(request: HttpRequest) -> CommunityQuerySet:
    """Return the communities that the viewer may write in."""
    return Community.objects.startable_by(viewer_of(request))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Publish a post; without a script this is a page of its own."""
    viewer = viewer_of(request)
    if request.method == "GET":
        place = writable(request).filter(slug=request.GET.get("in", "")).first()
        return render(request, "activity/compose.html", composer_context(request, place))
    form = PostForm(request.POST, communities=writable(request))
    if not form.is_valid():
        return _again(request, form)
    try:
        post = publishing.publish_post(viewer, **form.cleaned_data, attachments=sent_with(request))
    except attaching.FileRefused as error:
        form.add_error(None, error)
        return _again(request, form)
    if not is_partial(request):
        return redirect(post.thread)
    return render(
        request,
        "activity/_published.html",
        {
            "card": fragments.card(post.thread),
            **composer_context(request, _same_place(request, post.thread.community)),
        },
    )


def _again(request: HttpRequest, form: PostForm) -> HttpResponse:
    template = "activity/_composer.html" if is_partial(request) else "activity/compose.html"
    context = {**composer_context(request, form=form), "files": carried(request)}
    return refused(request, template, context)


def _same_place(request: HttpRequest, community: Community) -> Community | None:
    return community if request.POST.get("place") == community.slug else None


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Return how typed text will read."""
    text = request.POST.get("body", "")[: markup.MAX_LENGTH]
    html = markup.trusted(wording.word(viewer_of(request), text).html)
    return render(request, "activity/_preview.html", {"html": html})


@require_GET
def audience(request: HttpRequest) -> JsonResponse:
    """Return how many people can read what is written in a community."""
    number = request.GET.get("community", "")
    known = writable(request).filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
    place = known.first() if known is not None else None
    if place is None:
        return JsonResponse({"detail": "unknown"}, status=404)
    may = may_publish(viewer_of(request), place)
    return JsonResponse({"people": browsing.audience_size(place), "kind": place.kind, "may_publish": may})
