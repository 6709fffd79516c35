"""A person's page: the profile from people, their communities, and their latest posts."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from activity import feed
from activity.kinds import praises
from activity.views.showing import stream_context, viewer_of
from communities import browsing
from people import directory, policies
from people.models import Person

LATEST = 5


@require_GET
def show(request: HttpRequest, username: str) -> HttpResponse:
    """Show a person, as far as the viewer may see them."""
    viewer = viewer_of(request)
    people = Person.objects.visible_to(viewer).select_related("department", "unit", "site", "reports_to")
    person = get_object_or_404(people, username=username.lower())
    if person.username != username:
        return redirect(person, permanent=True)
    stream = feed.person(viewer, person, size=LATEST)
    context = {
        "person": person,
        "held": directory.held_words(viewer, person),
        "line": directory.line_of(viewer, person),
        "communities": browsing.shared(viewer, person)[:12],
        "praise_received": praises.latest(viewer, person),
        "is_following": directory.is_following(viewer, person),
        "may_follow": policies.may_follow(viewer, person),
        "may_edit": policies.may_edit_profile(viewer, person),
        "is_first_page": True,
        **stream_context(viewer, replace(stream, next=""), "me"),
    }
    return render(request, "people/profile.html", context)
