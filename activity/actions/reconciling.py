"""Counters that are kept beside the rows they count: finding those that drifted, and setting them right."""

from dataclasses import dataclass

from django.db import models, transaction
from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from activity.models import Comment, Thread
from communities.models import Community, Membership


@dataclass(frozen=True)
class Drift:
    """A counter that says something else than its rows; `name` is its model and field."""

    name: str
    pk: int
    kept: int
    counted: int


def drifts() -> list[Drift]:
    """Return every counter that is wrong now; what is written meanwhile may appear, so look twice."""
    # Everybody belongs to the company's own community: its members are not counted.
    counted = Community.objects.filter(is_everyone=False)
    members = _wrong(counted, "member_count", Membership.objects.all(), "community")
    comments = _wrong(Thread.objects.all(), "comment_count", Comment.objects.public(), "thread")
    return [*members, *comments]


@transaction.atomic
def set_right(drift: Drift) -> None:
    """Count the rows of one counter again, under its lock, and keep the true number."""
    if drift.name.startswith("community"):
        community = Community.objects.select_for_update().get(pk=drift.pk)
        community.member_count = Membership.objects.filter(community=community).count()
        community.save(update_fields=["member_count"])
    else:
        thread = Thread.objects.select_for_update().get(pk=drift.pk)
        thread.comment_count = Comment.objects.public().filter(thread=thread).count()
        # The finished card shows the number: a new version makes it anew.
        thread.version += 1
        thread.save(update_fields=["comment_count", "version"])


def _wrong(
    owners: "QuerySet[Community] | QuerySet[Thread]", field: str, rows: "QuerySet[models.Model]", by: str
) -> list[Drift]:
    counts = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("pk"))
    counted = Coalesce(Subquery(counts.values("number"), output_field=IntegerField()), 0)
    found = owners.annotate(counted=counted).exclude(**{field: F("counted")}).order_by("pk")
    name = f"{owners.model._meta.model_name}.{field}"
    return [Drift(name, *row) for row in found.values_list("pk", field, "counted")]
