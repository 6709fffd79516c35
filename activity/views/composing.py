"""What the composer shows: where the viewer may write, what was typed now or earlier, and its files."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from activity import drafts, files
from activity.forms import PostForm, language_choice
from activity.kind_forms import KindForms
from activity.models import Draft, Thread
from activity.views.showing import fresh_key, viewer_of
from communities import browsing
from communities.models import Community, CommunityQuerySet
from people.models import Person

LONGEST_NUMBER = 18
LIFETIME = 600


def composer_context(
    request: HttpRequest,
    place: Community | None = None,
    form: PostForm | None = None,
    draft: Draft | None = None,
    places: list[Community] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return what the composer shows of a form that was sent, a draft that is known, or an empty page.

    It looks for the draft of its place itself, unless the caller knows the places and so what lies there.
    """
    viewer = viewer_of(request)
    key = f"community:{place.pk}" if place else drafts.HOME
    if draft is None and form is None and places is None:
        draft = drafts.at(viewer, key)
    if places is None:
        places = [place] if place else browsing.startable(viewer)
    if form is None:
        form = _begun(request, place or next(iter(places), None), draft)
    return {
        "composer": form,
        "kinds": _kinds(draft),
        "files": files.unsent(viewer, draft.fields.get("attachments", [])) if draft else [],
        "places": _with_chosen(places, form, request),
        "place": place,
        "idempotency_key": fresh_key(),
        "draft": draft,
        "draft_key": draft.key if draft else key,
        **language_choice(form),
        "zone": timezone.get_current_timezone_name(),
        **more,
    }


def _begun(request: HttpRequest, first: Community | None, draft: Draft | None) -> PostForm:
    words = request.GET.get("body", "").replace("\x00", "")[:2000] if request.method == "GET" else ""
    fresh = {"language": last_language(viewer_of(request)), "body": words}
    typed = drafts.initial(draft.fields) if draft else fresh
    initial = {"community": first.pk if first else None, **typed}
    return PostForm(communities=writable(request), initial=initial)


def _kinds(draft: Draft | None) -> KindForms:
    """Return the fields of all kinds as a draft has them."""
    if draft is None:
        return KindForms()
    typed = QueryDict(mutable=True)
    for name, values in draft.fields.items():
        typed.setlist(name, values)
    return KindForms(kept=typed)


def _with_chosen(places: list[Community], form: PostForm, request: HttpRequest) -> list[Community]:
    """Return the places with the chosen one, which may be an open community that the writer did not join."""
    chosen = str(form["community"].value() or "")
    is_known = any(str(place.pk) == chosen for place in places)
    if is_known or not chosen.isdecimal() or len(chosen) > LONGEST_NUMBER:
        return places
    return [*places, *writable(request).filter(pk=int(chosen))]


def last_language(viewer: Person) -> str:
    """Return the language that the viewer's last thread was tagged with, as of some minutes ago at most."""

    def look_up() -> str:
        last = Thread.objects.filter(starter=viewer, removed_at=None).order_by("-created_at", "-pk")
        return last.values_list("language", flat=True).first() or ""

    return str(cache.get_or_set(_language_key(viewer), look_up, LIFETIME))


def forget_language(viewer: Person) -> None:
    """Have the language looked up anew for who just published."""
    cache.delete(_language_key(viewer))


def _language_key(viewer: Person) -> str:
    return f"language:{viewer.pk}"


def writable(request: HttpRequest) -> CommunityQuerySet:
    """Return the communities that the viewer may write in."""
    return Community.objects.startable_by(viewer_of(request))


def community_asked(request: HttpRequest, fields: Any) -> Community | None:
    """Return the community that a request names, if the viewer may write in it."""
    number = fields.get("community", "")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return writable(request).filter(pk=int(number)).first() if is_number else None
