"""The one-time link: a page with a button, so that looking at the link does not spend it."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people.actions.access import is_sign_in_link_usable, use_sign_in_link
from people.middleware import public

BACKEND = "people.backends.SignIn"
GONE = 410


@public("the link itself is the right; it works once, for a day")
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask once, then sign in and spend the link."""
    if request.method == "GET":
        usable = is_sign_in_link_usable(secret)
        return render(request, "people/welcome.html", {"is_usable": usable}, status=200 if usable else GONE)
    person = use_sign_in_link(secret)
    if person is None:
        return render(request, "people/welcome.html", {"is_usable": False}, status=GONE)
    login(request, person, backend=BACKEND)
    messages.success(request, _("Welcome, %(name)s.") % {"name": person.display_name})
    return redirect("home")
