"""Noting who looked at figures, and which departments these told of; every view of analytics is a fact of its own."""

from datetime import timedelta
from typing import Any

from django.db import transaction

from analytics import events as verbs
from analytics.models import Snapshot, Viewing
from esn.kit import clock, events
from people.models import Person

# What was looked at is forgotten with what was read: thirteen months, metrics.md 6.3.
RETAINED = timedelta(days=396)


@transaction.atomic
def note_view(viewer: Person, page: str, shown: Any | None) -> None:
    """Record that somebody looked at a page of figures, and of which departments it told."""
    body = shown.body if shown else {"measures": {}}
    told = {
        int(unit)
        for measure in body["measures"].values()
        for unit, figure in measure["departments"].items()
        if not figure["hidden"]
    }
    Viewing.objects.create(at=clock.now(), viewer=viewer, page=page[:60], departments=sorted(told))
    events.record(verbs.INSIGHTS_VIEWED, actor=viewer, about=Snapshot(pk=shown.pk if shown else 0))
