"""Link cards: the picture, served from here to who may see the post, and taking a card away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from activity import fragments
from activity.actions import linking
from activity.kinds import links
from activity.views.showing import back_to, is_partial, viewer_of
from activity.views.threads import find

HEADERS = {
    # A picture of a card never changes; another card has another number.
    "Cache-Control": "private, max-age=86400, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@require_GET
def image(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the picture of a card below a post that the viewer may see."""
    content = links.image(viewer_of(request), pk)
    if content is None:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg", headers=HEADERS)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the card away; the link stays in the text."""
    thread = find(request, pk)
    if not hasattr(thread, "post"):
        raise Http404
    linking.remove_card(viewer_of(request), thread.post)
    if is_partial(request):
        piece = fragments.link_fragment(thread.pk)
        return HttpResponse(piece["html"] if piece else "")
    return redirect(back_to(request, thread))
