"""Keyset pages for the API, the same as on the pages people read."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from esn.kit import pages

MAX_SIZE = 100


class KeysetPagination(BasePagination):
    """Pages by the view's `keyset`; the answer holds `results` and the address of what follows."""

    default_size = 20

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: APIView | None = None
    ) -> list[Any]:
        keys: Sequence[str] = getattr(view, "keyset", ("pk",))
        self.request = request
        self.page: pages.Page[Any] = pages.page(
            cast("QuerySet[Any]", queryset),
            keys,
            cursor=request.query_params.get("cursor", ""),
            size=self._size(request),
        )
        return list(self.page.rows)

    def _size(self, request: Request) -> int:
        asked = request.query_params.get("page_size", "")
        if not asked:
            return self.default_size
        if not (asked.isascii() and asked.isdecimal() and len(asked) < 6 and 1 <= int(asked) <= MAX_SIZE):
            raise ValidationError({"page_size": [_("A number from 1 to %d.") % MAX_SIZE]})
        return int(asked)

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"next": self._next(), "results": data})

    def _next(self) -> str | None:
        if not self.page.next:
            return None
        query = self.request.query_params.copy()
        query["cursor"] = self.page.next
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {
                "next": {"type": ["string", "null"], "format": "uri"},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": "cursor", "in": "query", "schema": {"type": "string"}, "description": "From `next`."},
            {
                "name": "page_size",
                "in": "query",
                "schema": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": MAX_SIZE,
                    "default": self.default_size,
                },
            },
        ]
