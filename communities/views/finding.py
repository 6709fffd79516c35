"""What the views of communities share: the viewer, and a community by its address."""

from typing import cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from communities.models import Community
from communities.policies import may_read
from people.models import Person


def viewer_of(request: HttpRequest) -> Person:
    """Return who asks; the sign-in rule has made sure that somebody does."""
    return cast(Person, request.user)


def find(request: HttpRequest, slug: str) -> Community:
    """Return a community whose existence the viewer may know; hidden and missing answer alike."""
    return get_object_or_404(
        Community.objects.visible_to(viewer_of(request)).select_related("department"), slug=slug
    )


def find_readable(request: HttpRequest, slug: str) -> Community:
    """Return a community whose contents the viewer may read."""
    community = find(request, slug)
    if not may_read(viewer_of(request), community):
        raise Http404
    return community
