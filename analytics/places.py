"""Communities as measures need them: what is open to everybody, who answers for it, since when it stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import numpy as np

from analytics.maths.arrays import IntArray
from analytics.record import Record
from communities.models import Community, Membership


@dataclass(frozen=True)
class Place:
    """A community that was not merged into another."""

    pk: int
    is_open: bool
    founded_on: date
    archived_on: date | None
    owners: IntArray

    def stood(self, first: date, last: date) -> bool:
        """Say whether it was there during all of the span."""
        return self.founded_on <= first and (self.archived_on is None or self.archived_on > last)


def places_of(record: Record) -> list[Place]:
    """Return the communities, read once per record; owners are rows of the directory."""
    kept: list[Place] | None = record.kept.get(("places", record.until))
    if kept is None:
        kept = record.kept["places", record.until] = _load(record)
    return kept


def _load(record: Record) -> list[Place]:
    owners: dict[int, list[int]] = defaultdict(list)
    for community, person in Membership.objects.filter(role=Membership.Role.OWNER).values_list(
        "community_id", "person_id"
    ):
        owners[community].append(person)
    fields = ("pk", "kind", "founded_at", "archived_at")
    rows = Community.objects.filter(merged_into=None).order_by("pk").values_list(*fields)
    return [
        Place(
            pk=pk,
            is_open=kind == Community.Kind.OPEN,
            founded_on=founded.date(),
            archived_on=archived.date() if archived else None,
            owners=record.directory.rows(np.array(owners[pk], np.int64)),
        )
        for pk, kind, founded, archived in rows
    ]
