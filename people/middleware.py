"""Sign-in is required by default, and each person's time zone holds for their requests."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed

from people.api_tokens import TokenAuthentication
from people.models import Person

Answer = Callable[[HttpRequest], HttpResponseBase]


def public(reason: str) -> Callable[[Any], Any]:
    """Mark a view as open without sign-in; the reason is shown by the doors test."""

    def mark(view: Any) -> Any:
        view.is_public_because = reason
        return view

    return mark


def for_programs(view: Any) -> Any:
    """Mark a page that a program may read with its token, too: the bytes of files, whose addresses the API names."""
    view.takes_tokens = True
    return view


# Library views that must be reachable before anybody is signed in.
PUBLIC_ROUTES = {
    "account_login": "the way in",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password; the key is the right",
    "account_reset_password_from_key_done": "a forgotten password",
    "account_signup": "says that accounts come from the directory",
    "account_inactive": "says why a closed account cannot enter",
    "account_logout": "the way out",
    "account_confirm_email": "a link from a mail; the key is the right",
    "account_email_verification_sent": "says that a mail was sent",
}


class SignInRequired:
    """Sends everybody who is not signed in to the sign-in page, unless a view says it is public."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        zone = request.user.timezone if isinstance(request.user, Person) else ""
        if zone not in zoneinfo.available_timezones():
            return self.get_response(request)
        with timezone.override(zone):
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        if request.user.is_authenticated or self._is_public(request, view):
            return None
        if getattr(view, "takes_tokens", False) and "Authorization" in request.headers:
            return self._let_program_in(request)
        if request.headers.get("HX-Request"):
            return JsonResponse(
                {}, status=401, headers={"HX-Redirect": settings.BASE_URL + "/accounts/login/"}
            )
        if "text/html" not in request.headers.get("Accept", "text/html") and request.method != "GET":
            return JsonResponse({"detail": _("Sign in first.")}, status=401)
        return redirect_to_login(request.get_full_path())

    def _let_program_in(self, request: HttpRequest) -> HttpResponseBase | None:
        """Let the view answer the person whose token it is; the view asks for sight as for anybody."""
        tokens = TokenAuthentication()
        try:
            found = tokens.authenticate(request)
        except AuthenticationFailed as error:
            found, said = None, str(error.detail)
        else:
            said = _("Sign in first.")
        if found is None:
            challenge = {"WWW-Authenticate": tokens.authenticate_header(request)}
            return JsonResponse({"detail": said}, status=401, headers=challenge)
        request.user = found[0]
        return None

    def _is_public(self, request: HttpRequest, view: Any) -> bool:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in PUBLIC_ROUTES or hasattr(view, "is_public_because"):
            return True
        # The API answers 401 by itself: its callers bring a token.
        return bool(getattr(view, "cls", None) and request.path.startswith("/api/"))
