"""What the views of communities share: the viewer, and a community by its address."""

from typing import cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest

from communities import browsing
from communities.models import Community
from communities.policies import may_lead, may_read, require
from people.models import Person

UNPROCESSABLE = 422
GONE = 410


def viewer_of(request: HttpRequest) -> Person:
    """Return who asks; the sign-in rule has made sure that somebody does."""
    return cast(Person, request.user)


def find(request: HttpRequest, slug: str) -> Community:
    """Return a community whose existence the viewer may know; hidden and missing answer alike.

    An address that it had before leads to it too.
    """
    viewer = viewer_of(request)
    known = Community.objects.visible_to(viewer).select_related("department")
    community = known.filter(slug=slug).first() or browsing.former(viewer, slug)
    if community is None:
        raise Http404
    return community


def find_readable(request: HttpRequest, slug: str) -> Community:
    """Return a community whose contents the viewer may read."""
    community = find(request, slug)
    if not may_read(viewer_of(request), community):
        raise Http404
    return community


def find_led(request: HttpRequest, slug: str) -> Community:
    """Return a community that the viewer runs; who only knows of it is refused."""
    community = find(request, slug)
    require(may_lead(viewer_of(request), community))
    return community


def sentence(error: ValidationError) -> str:
    """Return what an action's refusal says."""
    return " ".join(error.messages)
