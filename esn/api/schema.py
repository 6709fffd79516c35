"""The description of the API (OpenAPI 3.1), with what every route may answer besides success."""

from functools import cache
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.views import SpectacularAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from people.middleware import public

PROBLEM = {
    "type": "object",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "What is wrong with each field.",
            "additionalProperties": True,
        },
    },
}
EXAMPLES = {
    400: ("Bad Request", "Some fields are not right."),
    401: ("Unauthorized", "This token is unknown, expired or revoked."),
    403: ("Forbidden", "This token may only read."),
    404: ("Not Found", "There is nothing here, or it is not for you to see."),
    409: ("Conflict", "Something else was changed at the same moment. Look again, then repeat."),
    413: ("Request Entity Too Large", "The body is too large."),
    415: ("Unsupported Media Type", "Send JSON."),
    422: ("Unprocessable Entity", "This idempotency key was used for another request."),
    429: ("Too Many Requests", "Request was throttled. Expected available in 12 seconds."),
}
WRITES = {"post", "put", "patch", "delete"}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "description": "Chosen by you, best a random UUID. A retry under the same key gets the first answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 64, "pattern": "^[!-~]+$"},
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Tokens, as made by `manage.py create_token`."""

    target_class = "people.api_tokens.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "Made with `manage.py create_token`."}


def describe_problems(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Add to every operation the refusals that each can meet, and the key for retries."""
    components = result.setdefault("components", {})
    components.setdefault("schemas", {})["Problem"] = PROBLEM
    components["responses"] = {f"Problem{status}": _answer(status) for status in EXAMPLES}
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            for status in _statuses(path, method, operation):
                operation["responses"].setdefault(
                    str(status), {"$ref": f"#/components/responses/Problem{status}"}
                )
            if method in WRITES:
                operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
    return result


def _answer(status: int) -> dict[str, Any]:
    title, detail = EXAMPLES[status]
    example = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    answer: dict[str, Any] = {"description": title, "content": {"application/problem+json": content}}
    if status == 429:
        seconds = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
        answer["headers"] = {"Retry-After": seconds}
    return answer


def _statuses(path: str, method: str, operation: dict[str, Any]) -> list[int]:
    found = [401, 403, 429]
    if "{" in path:
        found.append(404)
    if method in WRITES:
        found += [400, 409, 413, 422]
    elif operation.get("parameters"):
        found.append(400)
    if "requestBody" in operation:
        found.append(415)
    return found


@public("describes the routes and contains nothing of anybody")
class Description(SpectacularAPIView):
    """The description itself, as YAML or, with `?format=json`, as JSON."""

    authentication_classes = []
    permission_classes = [AllowAny]
    metadata_class = None

    def _get_schema_response(self, request: Request) -> Response:
        name = "schema.json" if request.accepted_renderer.format.endswith("json") else "schema.yaml"
        return Response(_description(), headers={"Content-Disposition": f'inline; filename="{name}"'})


@cache
def _description() -> dict[str, Any]:
    """Return the description; it is the same for everybody until the program changes."""
    generator = Description.generator_class(api_version=None)
    return dict(generator.get_schema(request=None, public=True))  # type: ignore[no-untyped-call]
