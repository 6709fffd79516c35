"""What every API route stands on: the viewer, checked input, pages, and answers kept for retries.

It knows HTTP and the kit, no noun of the product: rules live in the actions that a route calls.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from rest_framework import status
from rest_framework.exceptions import UnsupportedMediaType
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer
from rest_framework.viewsets import ViewSet

from esn.api.paging import KeysetPagination
from esn.api.parsing import JSONParser
from esn.kit import idempotency

Row = TypeVar("Row", bound=Model)


class AlwaysJSON(BaseContentNegotiation):
    """Answers JSON whatever is accepted: there is nothing else to have here."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        kind = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if kind == parser.media_type), None)

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type or ""


class Endpoint(ViewSet):
    """The routes of one resource: each finds through the viewer's sight, makes one domain call, answers."""

    parser_classes = [JSONParser]
    content_negotiation_class = AlwaysJSON
    # None says of an endpoint that its lists are whole.
    pagination_class: type[KeysetPagination] | None = KeysetPagination
    metadata_class = None
    # Such a route's body is a form with files, which is read in pieces and bounded file by file.
    takes_files = False

    @classmethod
    def as_view(cls, actions: Any = None, **kwargs: Any) -> Any:
        view: Any = super().as_view(actions, **kwargs)
        view.keeps_own_answers = True  # the form middleware cannot see whose token it is
        return view

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check who asks; then have a keyed, changing request answered once."""
        super().initial(request, *args, **kwargs)
        method = request.method or ""
        if method not in idempotency.UNSAFE:
            return
        # Raises when it is too large, before anything is parsed.
        body = b"" if self.takes_files else request._request.body
        if body and not self.content_negotiation_class().select_parser(request, self.get_parsers()):
            raise UnsupportedMediaType(request.content_type)
        key, name = request.headers.get("Idempotency-Key"), method.lower()
        if key is not None and hasattr(self, name):
            setattr(self, name, self._once(key, getattr(self, name)))

    def _once(self, key: str, answer: Callable[..., Response]) -> Callable[..., HttpResponseBase]:
        def kept(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def finished() -> HttpResponseBase:
                try:
                    response = answer(request, *args, **kwargs)
                except Exception as error:  # what is no fault of the caller is raised again by the handler
                    response = self.handle_exception(error)
                return self.finalize_response(request, response, *args, **kwargs)

            return idempotency.once(request._request, key, finished, person_id=self.viewer.pk)

        return kept

    @property
    def viewer(self) -> Any:
        """The person for whom the program acts."""
        return self.request.user

    def find(self, rows: QuerySet[Row], **conditions: Any) -> Row:
        """Return one of the rows that the viewer may see; hidden and missing answer alike."""
        return get_object_or_404(rows, **conditions)

    def given(self, shape: type[Serializer[Any]], *, partial: bool = False) -> dict[str, Any]:
        """Return the checked body."""
        return self._checked(shape(data=self.request.data, partial=partial, context=self.context))

    def asked(self, shape: type[Serializer[Any]]) -> dict[str, Any]:
        """Return the checked query."""
        return self._checked(shape(data=self.request.query_params, context=self.context))

    @property
    def context(self) -> dict[str, Any]:
        """What serializers may look at."""
        return {"viewer": self.viewer, "request": self.request}

    def _checked(self, serializer: Serializer[Any]) -> dict[str, Any]:
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def shown(self, shape: type[BaseSerializer[Any]], row: Any) -> Response:
        """Answer with one row."""
        return Response(shape(row, context=self.context).data)

    def made(self, shape: type[BaseSerializer[Any]], row: Any, at: str, **names: Any) -> Response:
        """Answer with a row that was just made, and where it stands: the route's name and its arguments."""
        place = self.request.build_absolute_uri(reverse(at, kwargs=names or {"pk": row.pk}))
        return Response(
            shape(row, context=self.context).data, status.HTTP_201_CREATED, headers={"Location": place}
        )

    def done(self) -> Response:
        """Answer that it is so now."""
        return Response(status=status.HTTP_204_NO_CONTENT)

    def dressed(self, rows: list[Any]) -> Sequence[Any]:
        """Give the rows of a page what the answer shows of them besides their own columns."""
        return rows

    def paged(self, shape: type[BaseSerializer[Any]], rows: QuerySet[Any], keyset: Sequence[str]) -> Response:
        """Answer with one page of rows in the order of the keyset, whose last key is unique."""
        self.keyset = keyset
        paginator = KeysetPagination()
        page = self.dressed(paginator.paginate_queryset(rows, self.request, self))
        return paginator.get_paginated_response(shape(page, many=True, context=self.context).data)
