"""Bearer tokens: who a program acts for, and whether it may write."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from esn.kit import clock
from people.models import ApiToken, Person
from people.models.access import digest

# A token's last use is noted at most this often: reading must not write each time.
NOTE_EVERY = timedelta(minutes=10)


class TokenAuthentication(BaseAuthentication):
    """Reads `Authorization: Bearer <token>`."""

    def authenticate(self, request: Request | HttpRequest) -> tuple[Person, ApiToken] | None:
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        now = clock.now()
        alive = Q(expires_at=None) | Q(expires_at__gt=now)
        tokens = ApiToken.objects.filter(
            alive, digest=digest(secret.strip()), revoked_at=None, person__is_active=True
        )
        token = tokens.select_related("person__department").first()
        if token is None:
            raise AuthenticationFailed(_("This token is unknown, expired or revoked."))
        if token.last_used_at is None or token.last_used_at < now - NOTE_EVERY:
            ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
        return token.person, token

    def authenticate_header(self, request: Request | HttpRequest) -> str:
        return 'Bearer realm="ESN"'


class HasScope(BasePermission):
    """Reading needs a token; changing something needs one that may write."""

    message = _("This token may only read.")

    def has_permission(self, request: Request, view: Any) -> bool:
        token = request.auth
        if not isinstance(token, ApiToken):
            return False
        return request.method in SAFE_METHODS or token.scope == ApiToken.Scope.WRITE
