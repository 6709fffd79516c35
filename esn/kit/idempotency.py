"""A keyed request is carried out once: a retry gets the stored answer instead of a second effect.

Forms carry the key as the field `idempotency_key`, programs as the header `Idempotency-Key`.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from esn.kit import clock
from esn.kit.models import AnsweredRequest

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}
KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Trigger", "HX-Retarget", "HX-Reswap")
MAX_BODY = 256 * 1024
MAX_KEY = 64


class NotDone(Exception):  # noqa: N818  (an answer, not a mistake)
    """Carries an answer that changed nothing out of the transaction, so that the key stays free."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.response = response


class IdempotencyMiddleware:
    """Runs keyed, changing requests of signed-in people inside one transaction with their stored answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        # A program's route knows its person only after it has read the token: it calls `once` itself.
        if getattr(view, "keeps_own_answers", False):
            return None
        if request.method not in UNSAFE or not request.user.is_authenticated:
            return None
        key = request.headers.get("Idempotency-Key") or _form_key(request)
        if not key:
            return None
        return once(request, key, lambda: view(request, *args, **kwargs), person_id=request.user.pk)


def _form_key(request: HttpRequest) -> str:
    return "" if request.content_type == "application/json" else request.POST.get("idempotency_key", "")


def once(
    request: HttpRequest, key: str, answer: Callable[[], HttpResponseBase], *, person_id: int
) -> HttpResponseBase:
    """Return `answer()`, or the stored answer if this person asked the same under this key before."""
    if not 0 < len(key) <= MAX_KEY or not key.isprintable():
        return _problem(400, _("The idempotency key must be 1 to 64 printable characters."))
    route = f"{request.method} {request.path}"[:120]
    asked = {"person_id": person_id, "route": route, "key": key}
    fingerprint = hashlib.sha256(_meaning(request)).hexdigest()
    try:
        with transaction.atomic():
            row = AnsweredRequest.objects.create(**asked, fingerprint=fingerprint, at=clock.now())
            response = _rendered(answer())
            if response.status_code >= 400 or response.streaming:
                raise NotDone(response)
            _store(row, response)
            return response
    except NotDone as nothing:
        return nothing.response
    except IntegrityError:
        stored = AnsweredRequest.objects.filter(**asked).first()
        if stored is None:
            raise
        return _replay(stored, fingerprint)


def _meaning(request: HttpRequest) -> bytes:
    """Return what was asked, without the tokens that differ between retries."""
    if request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        fields = {
            name: request.POST.getlist(name) for name in sorted(request.POST) if not name.startswith("csrf")
        }
        return repr(fields).encode()
    return request.body


def _rendered(response: HttpResponseBase) -> HttpResponseBase:
    render = getattr(response, "render", None)
    if callable(render) and not getattr(response, "is_rendered", True):
        render()
    return response


def _store(row: AnsweredRequest, response: HttpResponseBase) -> None:
    row.status = response.status_code
    row.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    if isinstance(response, HttpResponse) and len(response.content) <= MAX_BODY:
        row.body = response.content
    row.save()


def _replay(stored: AnsweredRequest, fingerprint: str) -> HttpResponse:
    if stored.fingerprint != fingerprint:
        return _problem(422, _("This idempotency key was used for another request."))
    response = HttpResponse(bytes(stored.body), status=stored.status, headers=stored.headers)
    response["Idempotent-Replay"] = "true"
    return response


def _problem(status: int, detail: str) -> HttpResponse:
    return JsonResponse(
        {"type": "about:blank", "title": detail, "status": status, "detail": detail},
        status=status,
        content_type="application/problem+json",
    )
