"""What every answer carries: a request id for the logs, and headers that no page may lack."""

import logging
import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

log = logging.getLogger("esn.request")
Answer = Callable[[HttpRequest], HttpResponseBase]
REQUEST_ID = re.compile(r"^[A-Za-z0-9._-]{8,64}$")
HEADERS = {
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def request_context(get_response: Answer) -> Answer:
    """Give each request an id, the caller's own if it is a decent one, and send it back."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.match(given) else uuid.uuid4().hex
        request.META["REQUEST_ID"] = request_id
        response = get_response(request)
        response["X-Request-ID"] = request_id
        return response

    return middleware


def response_headers(get_response: Answer) -> Answer:
    """Close what browsers leave open, and keep private pages out of every cache."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
