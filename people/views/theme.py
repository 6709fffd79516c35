"""Light or dark, remembered for the person, or in a cookie for somebody who is not signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from people.actions.profiles import choose_theme
from people.forms import ThemeForm
from people.middleware import public
from people.models import Person

YEAR = 365 * 24 * 3600


@public("the sign-in page has a theme too")
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a theme and go back to where the choice was made."""
    form = ThemeForm(request.POST)
    theme = form.cleaned_data["theme"] if form.is_valid() else ""
    if isinstance(request.user, Person):
        choose_theme(request.user, theme=theme)
    back = request.POST.get("next") or request.headers.get("Referer", "")
    is_safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_safe else "home")
    response.set_cookie(
        "theme", theme, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response
