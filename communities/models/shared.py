"""What is shared in a community is seen by whoever may read that community."""

from typing import Any, ClassVar, Self, TypeVar

from django.db import models

from communities.models.community import Community
from people.models import Person

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class SharedQuerySet(models.QuerySet[Row_co]):
    """Rows with a community; `through` names the path to it from rows that hang below."""

    through: ClassVar[str] = "community"

    def visible_to(self, viewer: Person) -> Self:
        """Only what lies in a community that the viewer may read."""
        readable = Community.objects.readable_by(viewer).values("pk")
        return self.filter(**{f"{self.through}__in": readable})

    def in_community(self, community: Community) -> Self:
        return self.filter(**{self.through: community})


class Shared(models.Model):
    """Something that lives in exactly one community."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="%(class)ss")

    # What else changes in a row that moves to another community, such as the version of its finished card.
    on_move: ClassVar[dict[str, Any]] = {}

    class Meta:
        abstract = True
