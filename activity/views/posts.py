"""Publishing a post, with a preview of how it will read."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from activity import fragments, gates, inserts
from activity.actions import attaching, publishing, wording
from activity.forms import PostForm
from activity.kind_forms import KindForms
from activity.kinds import praises
from activity.models import Post
from activity.policies import NotAllowed, may_publish
from activity.views.files import carried, sent_with
from activity.views.showing import fresh_key, heeded, is_partial, refused, viewer_of
from communities import browsing
from communities.models import Community, CommunityQuerySet
from esn.kit import markup


def composer_context(
    request: HttpRequest,
    place: Community | None = None,
    form: PostForm | None = None,
    kinds: KindForms | None = None,
) -> dict[str, object]:
    """Return what the composer shows: where the viewer may write, and what was typed."""
    viewer = viewer_of(request)
    places = [place] if place else browsing.startable(viewer)
    if form is None:
        first = place or next(iter(places), None)
        begun = request.GET.get("body", "").replace("\x00", "")[:2000] if request.method == "GET" else ""
        initial = {"community": first.pk if first else None, "body": begun}
        form = PostForm(communities=writable(request), initial=initial)
    return {
        "composer": form,
        "kinds": kinds or KindForms(),
        "places": places,
        "place": place,
        "idempotency_key": fresh_key(),
    }


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
    kinds = KindForms(request.POST)
    post = _published(request, form, kinds)
    if post is None:
        template = "activity/_composer.html" if is_partial(request) else "activity/compose.html"
        context = {**composer_context(request, form=form, kinds=kinds), "files": carried(request)}
        return refused(request, template, context)
    if not is_partial(request):
        return redirect(post.thread)
    return render(
        request,
        "activity/_published.html",
        {
            "card": inserts.fill(viewer, [fragments.card(post.thread)])[0],
            **composer_context(request, _same_place(request, post.thread.community)),
        },
    )


def _published(request: HttpRequest, form: PostForm, kinds: KindForms) -> Post | None:
    """Publish what was typed; None where something is wrong, which then stands in the forms."""
    viewer = viewer_of(request)
    if not form.is_valid():
        return None
    fields = dict(form.cleaned_data)
    if not kinds.is_valid(fields["kind"], viewer, fields["community"]):
        return None
    if not heeded(request, form, gates.Words(fields["community"], f"{fields['title']}\n{fields['body']}")):
        return None
    try:
        return publishing.publish_post(viewer, **fields, plan=kinds.plan, attachments=sent_with(request))
    except NotAllowed as error:
        form.add_error(None, str(error))
    except attaching.FileRefused as error:
        form.add_error(None, error)
    return None


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


@require_GET
def praise_people(request: HttpRequest) -> JsonResponse:
    """Return whom the viewer may praise in a community, while somebody types a name."""
    number = request.GET.get("community", "")
    known = writable(request).filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
    place = known.first() if known is not None else None
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
