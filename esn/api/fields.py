"""Fields that several apps' API shapes need."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

MAX_ID = 2**63 - 1


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": MAX_ID})
class VisibleField(serializers.PrimaryKeyRelatedField[Any]):
    """The id of something that the viewer may see; anything else "does not exist"."""

    def __init__(self, rows: Callable[[Any], QuerySet[Any]], **options: Any) -> None:
        self.rows = rows
        number = serializers.IntegerField(min_value=1, max_value=MAX_ID)
        super().__init__(pk_field=number, **options)

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows(self.context["viewer"])


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.Field[Any, Any, str, Any]):
    """The address of the page that shows this to people."""

    def __init__(self, **options: Any) -> None:
        super().__init__(read_only=True, source="*", **options)

    def to_representation(self, value: Any) -> str:
        return str(self.context["request"].build_absolute_uri(value.get_absolute_url()))


class ReasonQuery(serializers.Serializer[Any]):
    """Why something is taken away."""

    reason = serializers.CharField(max_length=400, required=False, allow_blank=True, default="")


def address(name: str, **names: Any) -> str:
    """Return the path of an API route by its name."""
    return reverse(f"api:{name}", kwargs=names)
