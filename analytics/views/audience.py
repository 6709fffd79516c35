"""Who looked at figures, for those who watch over it; and what the company can see of oneself, for everybody."""

from typing import cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from analytics import seen
from people.models import Person
from people.policies import may_administer


def may_watch(person: Person) -> bool:
    """Whether the person sees who looked at figures: an administrator, or a member of the works council."""
    return may_administer(person) or (person.is_active and person.username in settings.WORKS_COUNCIL)


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Show who looked at which figures."""
    if not may_watch(cast(Person, request.user)):
        raise Http404
    return render(request, "analytics/views.html", {"rows": seen.viewings()})


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """Show what is counted of the viewer, and who looked at figures that hold it."""
    return render(request, "analytics/mine.html", seen.mine(cast(Person, request.user)))
