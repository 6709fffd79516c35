"""Finding people: the directory, the org tree, and names while somebody types."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from esn.kit import pages
from people import directory
from people.models import Person


def viewer_of(request: HttpRequest) -> Person:
    """Return who asks; the sign-in rule has made sure that somebody does."""
    return cast(Person, request.user)


def number(text: str) -> int | None:
    """Return an id typed into an address, or None."""
    return int(text) if text.isdecimal() and len(text) < 19 else None


@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Search the directory by words, department and site."""
    viewer = viewer_of(request)
    words = request.GET.get("q", "").replace("\x00", "")[:200]
    department_id, site_id = number(request.GET.get("department", "")), number(request.GET.get("site", ""))
    people = directory.found(viewer, words, department_id=department_id, site_id=site_id)
    page = pages.page(people, ("sort_name", "pk"), cursor=request.GET.get("cursor", ""), size=50)
    context = {
        "page": page,
        "words": words,
        "department_id": department_id,
        "site_id": site_id,
        "departments": [] if viewer.is_external else directory.departments(),
        "sites": [] if viewer.is_external else directory.sites(),
    }
    return render(request, "people/directory.html", context)


@require_GET
def suggest(request: HttpRequest) -> HttpResponse:
    """Return people whose name begins so, while somebody types: a mention, or a field with a list of names."""
    beginning = next((request.GET[name] for name in ("q", "username", "person") if request.GET.get(name)), "")
    people = directory.named(viewer_of(request), beginning.replace("\x00", "").lstrip("@")[:40])
    if request.headers.get("HX-Request") == "true":
        return render(request, "people/_options.html", {"people": people})
    return JsonResponse(
        {
            "people": [
                {"username": p.username, "name": p.display_name, "title": p.title, "initials": p.initials}
                for p in people
            ]
        }
    )


@require_GET
def unit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Show a unit of the org tree with its people and the units below; without a number, the top."""
    viewer = viewer_of(request)
    place = directory.place(viewer, pk)
    if place and pk is None and len(place.below) == 1:
        # A company of one tree: its root is the top.
        pk = place.below[0][0].pk
        place = directory.place(viewer, pk)
    if place is None:
        raise Http404
    people = directory.found(viewer).filter(unit_id=pk) if pk else Person.objects.none()
    page = pages.page(people, ("-level", "sort_name", "pk"), cursor=request.GET.get("cursor", ""), size=100)
    context = {"unit": place.unit, "above": place.above, "below": place.below, "page": page}
    return render(request, "people/unit.html", context)
