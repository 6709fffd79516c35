"""Errors of the API as problem details (RFC 9457)."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import (
    BadRequest,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import IntegrityError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.fields import get_error_detail
from rest_framework.response import Response
from rest_framework.views import exception_handler

Kind = type[Exception] | tuple[type[Exception], ...]
log = logging.getLogger(__name__)


class Conflict(exceptions.APIException):
    """Somebody else was quicker, and both cannot be."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"


class TooLarge(exceptions.APIException):
    """The body is larger than any that a route takes."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


def problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """Answer an exception as a problem; None for what is no fault of the caller."""
    response = exception_handler(_translated(error), context)
    if response is None:
        return None
    detail, fields = _words(response.data)
    response.data = {
        "type": "about:blank",
        "title": response.status_text,
        "status": response.status_code,
        "detail": detail,
        **({"errors": fields} if fields else {}),
    }
    response.content_type = "application/problem+json"
    return response


def _translated(error: Exception) -> Exception:
    """Return the framework's word for an error; what is no fault of the caller stays as it is."""
    return next((translate(error) for kind, translate in TRANSLATIONS if isinstance(error, kind)), error)


def _conflict(error: Exception) -> Exception:
    log.warning("Two writes met.", exc_info=error)
    return Conflict(_("Something else was changed at the same moment. Look again, then repeat."))


# The first that fits: a body that is too large is a suspicious operation too.
TRANSLATIONS: list[tuple[Kind, Callable[[Any], Exception]]] = [
    (IntegrityError, _conflict),
    (RequestDataTooBig, lambda _error: TooLarge(_("The body is too large."))),
    ((BadRequest, SuspiciousOperation), lambda error: exceptions.ParseError(str(error) or None)),
    # What an action found wrong, by field.
    (ValidationError, lambda error: exceptions.ValidationError(get_error_detail(error))),
    (PermissionDenied, lambda error: exceptions.PermissionDenied(str(error) or None)),
    (Http404, lambda _error: exceptions.NotFound(_("There is nothing here, or it is not for you to see."))),
]


def _words(content: Any) -> tuple[str, Any]:
    if isinstance(content, dict) and set(content) == {"detail"}:
        return str(content["detail"]), None
    if isinstance(content, list):
        return " ".join(str(line) for line in content), None
    return _("Some fields are not right."), content
