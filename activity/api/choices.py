"""Signs to react with and values to praise for: read by everybody, laid out by administrators."""

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from activity.actions import choosing
from activity.api.kind_shapes import (
    SignRowSerializer,
    SignWordsSerializer,
    ValueRowSerializer,
    ValueWordsSerializer,
)
from activity.models import CompanyValue, ReactionSign
from activity.policies import may_lay_out
from esn.api.endpoint import Endpoint, Row


class _Laid(Endpoint):
    """What both have in common."""

    def own(self, rows: QuerySet[Row], pk: int) -> Row:
        """Return a row for an administrator; for others there is nothing to change here."""
        self.guard()
        return self.find(rows, pk=pk)

    def guard(self) -> None:
        """Let administrators through."""
        if not may_lay_out(self.viewer):
            raise Http404


class Signs(_Laid):
    """Signs to react with."""

    @extend_schema(operation_id="list_signs", responses=SignRowSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the signs, those no longer in use among them."""
        return self.paged(SignRowSerializer, ReactionSign.objects.all(), ("place", "pk"))

    @extend_schema(operation_id="add_sign", request=SignWordsSerializer, responses={201: SignRowSerializer})
    def create(self, request: Request) -> Response:
        """Add a sign; for administrators."""
        self.guard()
        row = choosing.save_sign(self.viewer, None, **self.given(SignWordsSerializer))
        return self.made(SignRowSerializer, row, "api:reaction_sign")

    @extend_schema(operation_id="change_sign", request=SignWordsSerializer, responses=SignRowSerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change a sign, or take it out of use; for administrators."""
        row = self.own(ReactionSign.objects.all(), pk)
        row = choosing.save_sign(self.viewer, row, **self.given(SignWordsSerializer, partial=True))
        return self.shown(SignRowSerializer, row)


class Values(_Laid):
    """Values to praise for."""

    @extend_schema(operation_id="list_values", responses=ValueRowSerializer(many=True))
    def list(self, request: Request) -> Response:
        """List the values, those no longer in use among them."""
        return self.paged(ValueRowSerializer, CompanyValue.objects.all(), ("place", "pk"))

    @extend_schema(
        operation_id="add_value", request=ValueWordsSerializer, responses={201: ValueRowSerializer}
    )
    def create(self, request: Request) -> Response:
        """Add a value; for administrators."""
        self.guard()
        row = choosing.save_value(self.viewer, None, **self.given(ValueWordsSerializer))
        return self.made(ValueRowSerializer, row, "api:company_value")

    @extend_schema(operation_id="change_value", request=ValueWordsSerializer, responses=ValueRowSerializer)
    def edit(self, request: Request, pk: int) -> Response:
        """Change a value, or take it out of use; for administrators."""
        row = self.own(CompanyValue.objects.all(), pk)
        row = choosing.save_value(self.viewer, row, **self.given(ValueWordsSerializer, partial=True))
        return self.shown(ValueRowSerializer, row)
