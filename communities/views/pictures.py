"""A community's cover picture: served to whoever may know of it, chosen and taken away by its owners."""

from typing import IO

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from communities import browsing, policies
from communities.actions import picturing
from communities.forms import PictureForm
from communities.models import Community
from communities.views.finding import UNPROCESSABLE, find, viewer_of
from people.middleware import for_programs


@for_programs
@require_GET
def cover(request: HttpRequest, slug: str) -> HttpResponse:
    """Serve the picture; sight is asked anew each time, though the bytes are cached."""
    community = find(request, slug)
    if not community.picture:
        raise Http404
    is_card = "card" in request.GET
    etag = f'"{(community.picture.name or "")[-40:]}{"-card" if is_card else ""}"'
    if request.headers.get("If-None-Match") == etag:
        answer: HttpResponse = HttpResponseNotModified()
    else:
        try:
            with _opened(community, is_card=is_card) as opened:
                answer = HttpResponse(opened.read(), content_type="image/webp")
        except FileNotFoundError as error:
            raise Http404 from error
        answer["Content-Encoding"] = "identity"  # compressed already
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _opened(community: Community, *, is_card: bool) -> IO[bytes]:
    """Open the picture, or the small copy for cards where there is one."""
    storage, small = community.picture.storage, picturing.card_name(community)
    if is_card and storage.exists(small):
        return storage.open(small, "rb")
    return community.picture.open("rb")


@require_http_methods(["GET", "POST"])
def edit_cover(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a picture, or say anew what it shows."""
    viewer, community = viewer_of(request), find(request, slug)
    policies.require(policies.may_own(viewer, community))
    form = PictureForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        initial={"alt": community.picture_alt},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            picturing.show_picture(viewer, community, upload=given["file"], alt=given["alt"])
            return redirect(community)
        except ValidationError as error:
            form.add_error(None, error)
    status = UNPROCESSABLE if request.method == "POST" else 200
    context = browsing.header(viewer, community) | {"form": form}
    return render(request, "communities/cover.html", context, status=status)


@require_POST
def remove_cover(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the drawn cover again."""
    community = find(request, slug)
    picturing.remove_picture(viewer_of(request), community)
    return redirect(community)
