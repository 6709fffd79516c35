"""What is offered while somebody types: names, tags, emoji, and advice on where a text belongs."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from activity import advising, suggesting
from activity.models import Post, Thread
from activity.views.composing import community_asked
from activity.views.showing import viewer_of
from communities.models import Community
from esn.kit import emoji


@require_GET
def typeahead(request: HttpRequest) -> JsonResponse:
    """Return what may stand after @ or #, for a text in a community or in a thread."""
    sign, word = request.GET.get("sign", "@")[:1], request.GET.get("q", "").replace("\x00", "")[:40]
    offers = suggesting.offers(viewer_of(request), sign, word, _community(request))
    notes = {
        "open": _("Community"),
        "private": _("Private community: its name stays plain text"),
        "secret": _("Secret community: its name stays plain text"),
    }
    return JsonResponse(
        {
            "offers": [
                {
                    "kind": offer.kind,
                    "text": offer.text,
                    "name": offer.name,
                    "note": notes.get(offer.note, offer.note) if offer.kind == "place" else offer.note,
                    "warning": _("cannot read this") if offer.is_barred else "",
                }
                for offer in offers
            ]
        }
    )


def _community(request: HttpRequest) -> Community | None:
    number = request.GET.get("thread", "")
    if number.isdecimal() and len(number) < 19:
        threads = Thread.objects.visible_to(viewer_of(request)).select_related("community")
        thread = threads.filter(pk=int(number)).first()
        return thread.community if thread else None
    return community_asked(request, request.GET)


@require_POST
def advice(request: HttpRequest) -> HttpResponse:
    """Return advice on a text: who of those named cannot read it, a better place, questions like it."""
    viewer, chosen = viewer_of(request), community_asked(request, request.POST)
    text = f"{request.POST.get('title', '')[:200]}\n{request.POST.get('body', '')[: advising.READ]}"
    is_question = request.POST.get("kind") == Post.Kind.QUESTION
    context = {
        "barred": advising.barred(viewer, text, chosen),
        "places": advising.where(viewer, text, chosen) if not request.POST.get("place") else [],
        "similar": advising.similar_questions(viewer, text) if is_question else [],
        "chosen": chosen,
    }
    return render(request, "activity/_advice.html", context)


@require_GET
@cache_control(private=True, max_age=86_400)
def emoji_list(request: HttpRequest) -> JsonResponse:
    """Return every emoji with its name, by group, under headings in the viewer's language."""
    headings = {
        "often": _("Often used"),
        "faces": _("Faces"),
        "people": _("People and hands"),
        "nature": _("Animals and nature"),
        "food": _("Food and drink"),
        "places": _("Places and travel"),
        "things": _("Things"),
        "signs": _("Signs"),
    }
    groups = [{"name": headings[key], "emoji": signs} for key, signs in emoji.offered().items()]
    return JsonResponse({"groups": groups})
