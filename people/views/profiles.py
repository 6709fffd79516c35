"""One's own profile, and following others."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from people import directory
from people.actions import following, profiles
from people.forms import ProfileForm
from people.models import Person
from people.views.directory import viewer_of


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change one's own profile."""
    viewer = viewer_of(request)
    held = directory.held_words(viewer, viewer)
    form = ProfileForm(request.POST or None, instance=Person.objects.get(pk=viewer.pk), initial=held)
    if request.method == "POST" and form.is_valid():
        profiles.edit_profile(viewer, viewer, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(viewer)
    return render(
        request,
        "people/edit.html",
        {"form": form, "held": held},
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def follow(request: HttpRequest, username: str) -> HttpResponse:
    """Follow a person; somebody who is followed already is followed no more."""
    viewer = viewer_of(request)
    person = get_object_or_404(Person.objects.visible_to(viewer), username=username)
    if directory.is_following(viewer, person):
        following.unfollow_person(viewer, person)
    else:
        following.follow_person(viewer, person)
    if request.headers.get("HX-Request") == "true":
        context = {
            "person": person,
            "is_following": directory.is_following(viewer, person),
            "small": "small" in request.GET,
        }
        return render(request, "people/_follow.html", context)
    return redirect(person)
